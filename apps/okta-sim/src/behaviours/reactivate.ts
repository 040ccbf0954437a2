import type { Behaviour, Person, StepResult } from '@scimulator/sim-kit'
import { type OktaApp, userOf } from '../app/app.ts'
import { checkActiveRead } from '../findings/check-user.ts'
import { found } from '../findings/report.ts'
import { own, ownText } from '../mapping/json.ts'
import { actions, provisioningFailed } from '../messages.ts'
import type { Match } from './check-user.ts'
import { setActive } from './deactivate.ts'
import { pushProfile } from './push-profile.ts'

/**
 * Ties a person to an existing account: its id becomes the External ID, an inactive one is activated first, then the
 * profile is pushed. In a wizard app these are two pairs of GET and PUT (S19).
 */
export function* linkAccount(app: OktaApp, person: Person, match: Match): Behaviour<StepResult> {
  const id = ownText(match.account, 'id')
  if (id === undefined || id === '') {
    yield* found('resource-without-id', [match.exchange])
    const failure = { reasonPhrase: 'null', detail: '' }
    return {
      outcome: 'failed',
      reason: provisioningFailed(person.userName, app.integration.label, actions.verify(person), failure),
    }
  }
  const user = userOf(app, person)
  app.met.add(id)
  const write = app.lastWrite.get(person.id)
  if (write !== undefined && user.formerId !== null && user.formerId !== id) {
    yield* found('id-changed', [write, match.exchange])
  }
  yield* checkActiveRead(app, person, match.account, match.exchange)
  const inactive = own(match.account, 'active') === false
  Object.assign(user, { scimId: id, status: 'assigned', userName: person.userName, active: !inactive })
  if (inactive) {
    const failure = yield* setActive(app, person, true)
    if (failure !== undefined) {
      const action = actions.reactivate(person)
      return { outcome: 'failed', reason: provisioningFailed(person.userName, app.integration.label, action, failure) }
    }
  } else if (app.knobs.doubleProfilePush) {
    const first = yield* pushProfile(app, person, 'user-replace-linked')
    if (first.outcome !== 'succeeded') return first
  }
  return yield* pushProfile(app, person, 'user-replace-linked', inactive && app.knobs.staleActiveRace)
}
