import { type Behaviour, type DirectoryGroup, notSent, type StepResult } from '@scimulator/sim-kit'
import { mappingOf, type OktaApp } from '../app/app.ts'
import type { AppGroup, PushChoice } from '../app/state.ts'
import { closeTask, type Job, runJob } from '../app/tasks.ts'
import { found } from '../findings/report.ts'
import { ownFailure } from '../messages.ts'
import { createMapping, type GroupPush, linkMapping, lookUpGroup } from './group-create.ts'
import { deleteMapped, renameMapped, replaceMembership, verifyMapped } from './group-mapping.ts'
import { fail, groupJob, pushMembership } from './group-members.ts'
import { groupSubject } from './subject.ts'

type PushAction = 'createGroup' | 'linkGroup'

/** What a step leaves to do when the look-up contradicts what the last import showed. */
interface Turn {
  readonly action: PushAction
  readonly play: () => Behaviour<StepResult>
}

/** Pushes a group by name: look-up, create or link, details, memberships. A group already pushed gets what changed. */
export function* pushGroup(
  app: OktaApp,
  group: DirectoryGroup,
  immediately: boolean = app.knobs.pushMembersImmediately,
  cause = 'Group pushed by name',
): Behaviour<void> {
  const mapping = mappingOf(app, group)
  if (mapping) return yield* updateGroup(app, group, mapping, 'Okta group changed')
  if (app.data.groups[group.id]?.status === 'inactive') {
    yield* notSent(groupSubject(group), 'updateGroup', 'Group push is deactivated for this group', cause)
    return
  }
  if (!app.knobs.pushGroups) {
    yield* notSent(groupSubject(group), 'createGroup', 'The action Push Groups is off', cause)
    return
  }
  const action = app.groups.has(group.displayName.toLowerCase()) ? 'linkGroup' : 'createGroup'
  const turns: Turn[] = []
  const push: PushChoice = { action: 'match', appGroup: '', immediately }
  const job = (step: PushAction): Job => ({ ...groupJob(group, step, cause), push })
  yield* runJob(app, job(action), () => lookUpAndAct({ app, group, immediately }, action, turns))
  for (const turn of turns) yield* runJob(app, job(turn.action), turn.play)
}

/** "Create Group" or "Link Group" as the admin chose it, whatever the look-up would say. */
export function* createOrLink(
  app: OktaApp,
  group: DirectoryGroup,
  choice: { readonly link: string | undefined },
  immediately: boolean,
  cause = 'Group pushed by name',
): Behaviour<void> {
  const { link } = choice
  const action = link === undefined ? 'createGroup' : 'linkGroup'
  const push: PushChoice = { action: link === undefined ? 'create' : 'link', appGroup: link ?? '', immediately }
  yield* runJob(app, { ...groupJob(group, action, cause), push }, function* () {
    const known = app.data.groups[group.id]
    if (known && known.status !== 'left') return { outcome: 'notSent', reason: 'The group is pushed already' }
    const push: GroupPush = { app, group, immediately }
    const looked = yield* lookUpGroup(link === undefined ? push : { ...push, appGroup: link })
    if ('failure' in looked) return fail(group, looked.failure, 'creating')
    const { existing, exchange } = looked
    if (link === undefined) return yield* createMapping(push, existing === undefined && exchange !== undefined)
    if (existing) return yield* linkMapping(push, existing)
    return fail(group, ownFailure(`There is no app group ${link}`), 'creating')
  })
}

function* lookUpAndAct(push: GroupPush, action: PushAction, turns: Turn[]): Behaviour<StepResult> {
  const looked = yield* lookUpGroup(push)
  if ('failure' in looked) return fail(push.group, looked.failure, 'creating')
  const { existing, exchange } = looked
  if (existing) {
    if (action === 'linkGroup') return yield* linkMapping(push, existing)
    turns.push({ action: 'linkGroup', play: () => linkMapping(push, existing) })
    return { outcome: 'notSent', reason: 'The look-up found the group: Okta links it instead of creating one' }
  }
  const lookedUp = exchange !== undefined
  if (action === 'createGroup') return yield* createMapping(push, lookedUp)
  yield* found('group-not-found', [exchange])
  turns.push({ action: 'createGroup', play: () => createMapping(push, lookedUp) })
  return { outcome: 'failed', reason: 'The look-up does not find the group the import listed: Okta tries to create it' }
}

/** Pushes what changed in a pushed group: its name, then who joined and left. */
export function* updateGroup(app: OktaApp, group: DirectoryGroup, mapping: AppGroup, cause: string): Behaviour<void> {
  yield* renameGroup(app, group, mapping, cause)
  yield* pushMembership(app, group, mapping, cause)
}

/** Pushes the name of a group, where it is another one. */
export function* renameGroup(app: OktaApp, group: DirectoryGroup, mapping: AppGroup, cause: string): Behaviour<void> {
  if (group.displayName === mapping.displayName) return closeTask(app, 'groupRename', group.id)
  if (app.knobs.renameGroups) {
    // A task of its own: memberships that go through later do not end it.
    const job = { ...groupJob(group, 'renameGroup', cause), kind: 'groupRename' } as const
    yield* runJob(app, job, () => renameMapped(app, group, mapping))
    return
  }
  const reason = 'The setting "Rename app groups to match group name in Okta" is off'
  yield* notSent(groupSubject(group), 'renameGroup', reason, cause)
}

/** Push Now: overwrites the whole membership. */
export function* pushNow(app: OktaApp, group: DirectoryGroup, cause = 'Push now'): Behaviour<void> {
  yield* withMapping(app, group, 'updateGroup', cause, (mapping) => replaceMembership(app, group, mapping))
}

/** Sees whether a pushed group still exists. */
export function* verifyGroup(app: OktaApp, group: DirectoryGroup, cause: string): Behaviour<void> {
  yield* withMapping(app, group, 'verify', cause, (mapping) => verifyMapped(app, group, mapping))
}

/** Unlinks a pushed group, deleting it in the target app or leaving it there. */
export function* unlinkGroup(
  app: OktaApp,
  group: DirectoryGroup,
  remove: boolean = app.knobs.deleteUnlinkedGroups,
  cause = 'Unlink pushed group',
): Behaviour<void> {
  const mapping = app.data.groups[group.id]
  const linked = mapping?.status === 'left' ? undefined : mapping
  closeTask(app, 'groupPush', group.id)
  closeTask(app, 'groupRename', group.id)
  if (remove) {
    yield* deletePushed(app, group, linked, cause)
    return
  }
  if (linked) linked.status = 'left'
  yield* notSent(groupSubject(group), 'removeGroup', 'Unlinked with "Leave the group in the target app"', cause)
}

/** Tries again to delete a group whose unlinking was answered with an error; pushed again meanwhile, it stays. */
export function* deleteLeft(app: OktaApp, id: string, cause: string): Behaviour<void> {
  const mapping = app.data.groups[id]
  if (mapping?.status !== 'left') return closeTask(app, 'groupDelete', id)
  // The Okta group may be gone.
  return yield* deletePushed(app, { id, displayName: mapping.displayName, members: [] }, mapping, cause)
}

function* deletePushed(
  app: OktaApp,
  group: DirectoryGroup,
  mapping: AppGroup | undefined,
  cause: string,
): Behaviour<void> {
  yield* runJob(app, { ...groupJob(group, 'removeGroup', cause), kind: 'groupDelete' }, function* () {
    return mapping ? yield* deleteMapped(app, group, mapping) : notPushed
  })
  // Also after 404: what is not there needs no Retry.
  if (app.data.groups[group.id] === undefined) closeTask(app, 'groupDelete', group.id)
}

function* withMapping(
  app: OktaApp,
  group: DirectoryGroup,
  action: 'updateGroup' | 'verify',
  cause: string,
  body: (mapping: AppGroup) => Behaviour<StepResult>,
): Behaviour<void> {
  const mapping = mappingOf(app, group)
  yield* runJob(app, groupJob(group, action, cause), function* () {
    return mapping ? yield* body(mapping) : notPushed
  })
}

const notPushed: StepResult = {
  outcome: 'skipped',
  reason: 'The group is not pushed: creating or linking it failed before',
}
