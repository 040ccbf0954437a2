import { type Behaviour, report } from '@scimulator/sim-kit'
import type { OneLoginApp } from '../app/app.ts'
import { FINDINGS, type FindingId } from './finding-rules.ts'

/** The exchange that shows a finding. */
export interface Shown {
  readonly exchange: string
}

/**
 * Reports a finding; who is refused from the first request on has nothing to mend in that request.
 *
 * The first `detail` of a rule stays in its title, so that one defect stays one finding.
 */
export function tell(app: OneLoginApp, found: FindingId, shown: Shown, detail: string): Behaviour<void> {
  const refused = app.shown.shut.has(shown.exchange) && found !== 'enable-token-refused'
  const id = refused ? 'access-refused' : found
  const rule = FINDINGS[id]
  return report({
    id,
    ...rule,
    title: `${rule.title}: ${app.shown.firstDetail(id, detail)}`,
    exchanges: [shown.exchange],
  })
}

/** Whether a finding lets a step fail: a warning does not. */
export function isError(id: FindingId): boolean {
  return FINDINGS[id].level !== 'warn'
}
