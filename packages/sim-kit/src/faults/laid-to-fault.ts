import type { FindingDraft } from '../behaviour/behaviour.ts'

/**
 * A finding that rests on an exchange with a failure injected on the way (`faulted`, by exchange id) is not the target's:
 * it shows what the vendor makes of such a failure.
 */
export function laidToFault(finding: FindingDraft, faulted: ReadonlySet<string>): FindingDraft {
  if (finding.whose !== 'server' || !finding.exchanges.some((exchange) => faulted.has(exchange))) return finding
  return {
    ...finding,
    whose: 'configuration',
    title: `${finding.title} (injected on the way)`,
    change: 'Nothing in the target: the failure was injected on purpose, on the way to it.',
  }
}
