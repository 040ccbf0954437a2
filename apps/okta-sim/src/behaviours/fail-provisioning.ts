import type { Person, StepResult } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import { actions, type Failure, provisioningFailed } from '../messages.ts'

/** A failed step of somebody’s provisioning, in the words of Okta’s task. */
export function failProvisioning(
  app: OktaApp,
  person: Person,
  action: keyof typeof actions,
  failure: Failure,
): StepResult {
  const reason = provisioningFailed(person.userName, app.integration.label, actions[action](person), failure)
  return { outcome: 'failed', reason }
}
