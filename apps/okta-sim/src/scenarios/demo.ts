import type { Expected } from '@scimulator/admin-api'
import { type Behaviour, type Person, withMember } from '@scimulator/sim-kit'
import { expectedOf, mappingOf, type OktaApp, userOf } from '../app/app.ts'
import { assignUser } from '../behaviours/assign-user.ts'
import { unassignUser } from '../behaviours/deactivate.ts'
import { eligibleMembers } from '../behaviours/group-members.ts'
import { pushGroup, updateGroup } from '../behaviours/group-push.ts'
import { importNow } from '../behaviours/import.ts'
import { updateUser } from '../behaviours/push-profile.ts'
import { assignAll, connectOrSkip, pushGroups } from './provision.ts'

/** One of so many people is unassigned at the end of the first sync. */
const INACTIVE_SHARE = 12

/** The first time a whole sync that leaves most people active; later a sync of a few changes. */
export function* playDemo(app: OktaApp): Behaviour<Expected> {
  const known = Object.values(app.data.users).some(({ active }) => active !== null)
  if (known) yield* playIncrement(app)
  else yield* playInitial(app)
  return expectedOf(app)
}

function* playInitial(app: OktaApp): Behaviour<void> {
  if (!(yield* connectOrSkip(app))) return
  const { people, groups } = app.context.directory
  yield* importNow(app, 'Import Now')
  yield* assignAll(app, people)
  yield* pushGroups(app, groups)
  const leaving = people.filter(
    (person, index) => index % INACTIVE_SHARE === INACTIVE_SHARE - 1 && userOf(app, person).status === 'assigned',
  )
  for (const person of leaving) yield* unassignUser(app, person, 'Unassigned from the app')
  yield* importNow(app, 'Scheduled import')
}

/** Newcomers, one profile change, one person in or out, one membership change. */
function* playIncrement(app: OktaApp): Behaviour<void> {
  const { people, groups } = app.context.directory
  const cycle = app.data.cycles++
  yield* assignAll(
    app,
    people.filter((person) => person.active && userOf(app, person).status === 'staged'),
  )
  for (const group of groups.filter((candidate) => !mappingOf(app, candidate))) yield* pushGroup(app, group)
  yield* changeTitle(app, cycle)
  yield* toggleAssignment(app, cycle)
  yield* toggleMember(app, cycle)
  yield* importNow(app, 'Scheduled import')
}

function* changeTitle(app: OktaApp, cycle: number): Behaviour<void> {
  const person = nth(withStatus(app, 'assigned'), cycle)
  if (person) yield* updateUser(app, { ...person, title: `Senior ${person.title ?? 'Engineer'}` })
}

/** In turn: whoever is unassigned comes back, somebody else is unassigned. */
function* toggleAssignment(app: OktaApp, cycle: number): Behaviour<void> {
  const [back] = withStatus(app, 'unassigned')
  if (cycle % 2 === 0 && back) yield* assignUser(app, back, 'Assigned again')
  else {
    const leaving = nth(withStatus(app, 'assigned'), cycle * 7 + 3)
    if (leaving) yield* unassignUser(app, leaving, 'Unassigned from the app')
  }
}

/** A guest joins one of the groups, and leaves it the next time that group's turn comes. */
function* toggleMember(app: OktaApp, cycle: number): Behaviour<void> {
  const group = nth(app.context.directory.groups, cycle)
  const mapping = group && mappingOf(app, group)
  if (!group || !mapping) return
  const own = new Set(group.members)
  const guest = mapping.members.find(({ person }) => !own.has(person))
  const outsider = withStatus(app, 'assigned').find(({ id }) => !own.has(id))
  if (guest) yield* updateGroup(app, group, mapping, 'A member left the Okta group')
  else if (outsider) yield* updateGroup(app, withMember(group, outsider.id), mapping, 'A member joined the Okta group')
  else {
    const [first] = eligibleMembers(app, group)
    const members = group.members.filter((member) => member !== first?.person)
    const full = mapping.members.length > members.length
    yield* updateGroup(app, full ? { ...group, members } : group, mapping, 'The members of the Okta group changed')
  }
}

function withStatus(app: OktaApp, status: 'assigned' | 'unassigned'): Person[] {
  return app.context.directory.people.filter((person) => person.active && userOf(app, person).status === status)
}

function nth<T>(items: readonly T[], index: number): T | undefined {
  return items.length === 0 ? undefined : items[index % items.length]
}
