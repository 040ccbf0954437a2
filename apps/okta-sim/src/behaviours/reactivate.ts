import type { Behaviour, Person, StepResult } from '@scimulator/sim-kit'
import { claimAccount, leaveFormer, type OktaApp, userOf } from '../app/app.ts'
import { checkActiveRead } from '../findings/check-user.ts'
import { sameName } from '../findings/conflict.ts'
import { found } from '../findings/report.ts'
import { own, ownText } from '../mapping/json.ts'
import { appUserName } from '../mapping/values.ts'
import { ownFailure } from '../messages.ts'
import type { Match } from './check-user.ts'
import { setActive } from './deactivate.ts'
import { failProvisioning } from './fail-provisioning.ts'
import { pushProfile } from './push-profile.ts'

/**
 * Ties a person to an existing account: its id becomes the External ID, an inactive one is activated first, then the
 * profile is pushed. In a wizard app these are two pairs of GET and PUT (S19).
 */
export function* linkAccount(app: OktaApp, person: Person, match: Match): Behaviour<StepResult> {
  const id = ownText(match.account, 'id')
  if (id === undefined || id === '') {
    yield* found('resource-without-id', [match.exchange])
    return failProvisioning(app, person, 'verify', { reasonPhrase: 'null', detail: '' })
  }
  if (isTaken(app, person, id)) {
    return failProvisioning(app, person, 'create', ownFailure('The account is assigned to another Okta user'))
  }
  const user = userOf(app, person)
  app.met.add(id)
  const write = app.lastWrite.get(person.id)
  const another = user.formerId !== null && user.formerId !== id
  if (another && write !== undefined && sameName(user.userName, appUserName(app, person))) {
    yield* found('id-changed', [write, match.exchange])
  }
  leaveFormer(app, person, id)
  if (!another) yield* checkActiveRead(app, person, match.account, match.exchange)
  const inactive = own(match.account, 'active') === false
  const userName = ownText(match.account, 'userName') ?? person.userName
  Object.assign(user, { scimId: id, status: 'assigned', pending: 'no', userName, active: !inactive, pushed: {} })
  claimAccount(app, person.id, id)
  const back = inactive && app.knobs.deactivateUsers
  if (back) {
    const failure = yield* setActive(app, person, true)
    if (failure !== undefined) return failProvisioning(app, person, 'reactivate', failure)
  } else if (app.knobs.doubleProfilePush && app.knobs.updateUserAttributes) {
    const first = yield* pushProfile(app, person, 'user-replace-linked')
    if (first.outcome !== 'succeeded') return first
  }
  if (!app.knobs.updateUserAttributes)
    return { outcome: 'succeeded', reason: 'The option Update User Attributes is off' }
  return yield* pushProfile(app, person, 'user-replace-linked', back && app.knobs.staleActiveRace)
}

/** Whether the account is somebody else’s. No source says it: an External ID belongs to one assignment. */
function isTaken(app: OktaApp, person: Person, id: string): boolean {
  const owner = app.owners.get(id)
  const other = owner === undefined || owner === person.id ? undefined : app.data.users[owner]
  return other?.status === 'assigned' && other.scimId === id
}
