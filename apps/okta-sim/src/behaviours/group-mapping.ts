import type { Behaviour, DirectoryGroup, StepResult } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import type { AppGroup } from '../app/state.ts'
import { refusedOrGone } from '../findings/gone.ts'
import { ask } from '../requests/ask.ts'
import { deleteGroup } from '../requests/groups.ts'
import { eligibleMembers, fail, fetchGroup, overwriteMembers, replaceWhole, sendDetails } from './group-members.ts'

/** Gives a pushed group its new name: details PATCH, or GET and PUT. */
export function* renameMapped(app: OktaApp, group: DirectoryGroup, mapping: AppGroup): Behaviour<StepResult> {
  if (app.integration.updates === 'put') {
    const members = eligibleMembers(app, group)
    return yield* replaceWhole(app, group, mapping, members, 'group-replace-renamed', group.displayName)
  }
  const failure = yield* sendDetails(app, group.id, mapping, group.displayName, 'group-rename')
  return failure ? fail(group, failure) : { outcome: 'succeeded' }
}

/** Overwrites the whole membership in one request. */
export function* replaceMembership(app: OktaApp, group: DirectoryGroup, mapping: AppGroup): Behaviour<StepResult> {
  const members = eligibleMembers(app, group)
  if (app.integration.updates === 'put') {
    const shape = members.length > 0 ? 'group-replace' : 'group-replace-empty'
    return yield* replaceWhole(app, group, mapping, members, shape)
  }
  return yield* overwriteMembers(app, group, mapping, members)
}

/** GET of a pushed group. */
export function* verifyMapped(app: OktaApp, group: DirectoryGroup, mapping: AppGroup): Behaviour<StepResult> {
  const failure = yield* fetchGroup(app, group.id, mapping)
  return failure ? fail(group, failure) : { outcome: 'succeeded' }
}

/** DELETE of an unlinked group; Okta gives up the mapping either way, and what could not be deleted is left there. */
export function* deleteMapped(app: OktaApp, group: DirectoryGroup, mapping: AppGroup): Behaviour<StepResult> {
  const refused = refusedOrGone(app, mapping.scimId, 'group-delete-refused')
  const reply = yield* ask(app, deleteGroup(mapping.scimId), { refused })
  if (reply.ok || reply.status === 404) delete app.data.groups[group.id]
  else mapping.status = 'left'
  app.lastWrite.delete(group.id)
  app.settledGroups.delete(group.id)
  if (reply.ok) {
    app.groups.delete(mapping.displayName.toLowerCase())
    app.deletedGroups.set(mapping.scimId, reply.exchange)
    app.seen.release('displayName', mapping.displayName)
  }
  return reply.ok ? { outcome: 'succeeded' } : fail(group, reply.failure, 'deleting')
}
