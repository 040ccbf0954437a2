import { type Answer, type Behaviour, report } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import { statusName } from '../messages/error-codes.ts'
import { RULES, type RuleId } from './rules.ts'

/** Where a finding was seen. */
export interface Sighting {
  readonly exchanges: readonly string[]
  /** Added to the title: which attribute, which status. */
  readonly detail?: string
}

/** States a finding of the table. */
export function* reportRule(id: RuleId, seen: Sighting): Behaviour<void> {
  const rule = RULES[id]
  yield* report({
    ...rule,
    id,
    title: seen.detail === undefined ? rule.title : `${rule.title} (${seen.detail})`,
    exchanges: [...seen.exchanges],
  })
}

/** States that a write was refused: the id names the shape, the advice is the shape's. */
export function* reportRefused(job: Job, shape: string, answer: Answer): Behaviour<void> {
  if (answer.kind === 'silence') {
    yield* reportRule('no-answer', { exchanges: [answer.exchange], detail: answer.reason })
    return
  }
  yield* reportShape(job, `refused:${shape}`, shape, [answer.exchange], {
    title: (summary) => `The server answers ${answer.status} to: ${summary}`,
    consequence: `The provisioning log shows a failure with ${statusName(answer.status)}; the object goes to escrow and is tried again in the next cycle.`,
  })
}

/** States that a write was answered with success and had no effect on `what`. */
export function* reportNotApplied(
  job: Job,
  shape: string,
  what: string,
  exchanges: readonly string[],
): Behaviour<void> {
  yield* reportShape(job, `not-applied:${shape}`, shape, exchanges, {
    title: (summary) => `"${what}" does not come back as it was sent after: ${summary}`,
    consequence:
      'The provisioning log shows Success; the service sends the change again every time it evaluates the object.',
  })
}

function* reportShape(
  job: Job,
  id: string,
  shape: string,
  exchanges: readonly string[],
  words: { readonly title: (summary: string) => string; readonly consequence: string },
): Behaviour<void> {
  const known = job.shapes.find((candidate) => candidate.id === shape)
  if (known === undefined) throw new TypeError(`unknown shape ${shape}`)
  yield* report({
    id,
    whose: 'server',
    title: words.title(known.summary),
    consequence: words.consequence,
    change: known.advice,
    rfc: known.rfc,
    mark: known.evidence.mark,
    level: 'error',
    exchanges: [...exchanges],
  })
}
