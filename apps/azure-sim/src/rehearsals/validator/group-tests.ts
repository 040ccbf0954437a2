import {
  type Assertion,
  asserts,
  type Behaviour,
  type CaseResult,
  hasStatus,
  judge,
  valueAt,
} from '@scimulator/sim-kit'
import { randomGuid } from '../../job/guid.ts'
import { ask, firstFailure, type Scene, type SuiteTest } from '../scene.ts'
import { preview, required } from './cases.ts'
import { firstListed, GROUPS, itself, listChecks, memberIds, withoutMembers } from './fetched.ts'
import { findGroup, type MadeGroup, makeGroup, makeUser, nonexistent, patch } from './requests.ts'
import { randomUserName, randomWord, type TestData } from './test-data.ts'
import { deletedTwice, neverThere } from './user-tests.ts'

type GroupTest = SuiteTest<TestData>

/** Finding and creating Groups. */
export const GROUP_TESTS: readonly GroupTest[] = [
  {
    one: required('14', 'Get group by id excluding members'),
    *play(scene) {
      const group = yield* makeGroup(scene)
      if (!group.ok) return group.result
      const answer = yield* ask(scene, 'GET', `${group.value.path}?excludedAttributes=members`)
      return judge(answer, [hasStatus(200), withoutMembers(itself)])
    },
  },
  {
    one: required('15', 'Filter for an existing group by displayName excluding members'),
    *play(scene) {
      const group = yield* makeGroup(scene)
      if (!group.ok) return group.result
      const answer = yield* findGroup(scene, group.value.displayName, 'members')
      return judge(answer, [hasStatus(200), ...listChecks(GROUPS, group.value.id), withoutMembers(firstListed)])
    },
  },
  {
    one: required('16', 'Filter for an existing group'),
    play: (scene) => filtered(scene, (displayName) => displayName),
  },
  {
    one: required('17', 'Filter for a non-existing group'),
    *play(scene) {
      const answer = yield* findGroup(scene, nonexistent(scene.random, randomWord(scene.random)))
      return judge(answer, [hasStatus(200), ...listChecks(GROUPS, undefined)])
    },
  },
  {
    one: required('18', 'Filter for an existing group with a different case'),
    play: (scene) => filtered(scene, (displayName) => displayName.toLowerCase()),
  },
  {
    one: required('19', 'Create a new Group'),
    *play(scene) {
      const group = yield* makeGroup(scene)
      if (!group.ok) return group.result
      return judge(group.value.answer, [has('displayName', group.value.displayName)])
    },
  },
  {
    one: required('20', 'Create a duplicate Group'),
    *play(scene) {
      const group = yield* makeGroup(scene)
      if (!group.ok) return group.result
      const again = yield* ask(scene, 'POST', '/Groups', group.value.body)
      const id = again.kind === 'response' && again.status < 300 ? valueAt(again.json, 'id') : undefined
      if (typeof id === 'string') scene.made.push(`/Groups/${encodeURIComponent(id.toWellFormed())}`)
      return judge(again, [hasStatus(409)])
    },
  },
]

function* filtered(scene: Scene, spell: (displayName: string) => string): Behaviour<CaseResult> {
  const group = yield* makeGroup(scene)
  if (!group.ok) return group.result
  const answer = yield* findGroup(scene, spell(group.value.displayName))
  return judge(answer, [hasStatus(200), ...listChecks(GROUPS, group.value.id)])
}

function has(path: string, wanted: string): Assertion {
  return asserts(`The value of ${path} should be ${wanted}`, ({ json }) => {
    const is = valueAt(json, path)
    return is === wanted
      ? undefined
      : `it is ${is === undefined ? 'Missing from the fetched Resource' : JSON.stringify(is)}`
  })
}

function* replaced(scene: Scene, attribute: string, value: string): Behaviour<CaseResult> {
  const group = yield* makeGroup(scene)
  if (!group.ok) return group.result
  const patched = yield* patch(scene, group.value, { op: 'replace', value: { [attribute]: value } })
  const fetched = yield* ask(scene, 'GET', group.value.path)
  return firstFailure(judge(patched, [hasStatus(200, 204)]), judge(fetched, [hasStatus(200), has(attribute, value)]))
}

interface Membership {
  readonly group: MadeGroup
  readonly members: readonly string[]
}

/** A Group and Users to put into it. */
function* groupAndUsers(scene: Scene, data: TestData, count: number): Behaviour<Membership | CaseResult> {
  const group = yield* makeGroup(scene)
  if (!group.ok) return group.result
  const members: string[] = []
  for (let index = 0; index < count; index++) {
    const user = yield* makeUser(scene, data, `member_${randomUserName(scene.random)}`)
    if (!user.ok) return user.result
    members.push(user.value.id)
  }
  return { group: group.value, members }
}

function* fetchedWith(scene: Scene, { path }: MadeGroup, wanted: readonly string[]): Behaviour<CaseResult> {
  const fetched = yield* ask(scene, 'GET', path)
  const says =
    wanted.length === 0 ? 'The Group should have no member' : `The members of the Group should be ${wanted.join(', ')}`
  const members = asserts(says, ({ json }) => {
    const are = memberIds(json)
    const same = are.length === wanted.length && wanted.every((id) => are.includes(id))
    return same ? undefined : `they are ${JSON.stringify(are)}`
  })
  return judge(fetched, [hasStatus(200), members])
}

const value = (id: string) => ({ value: id })

/** Changing and deleting Groups. */
export const GROUP_CHANGE_TESTS: readonly GroupTest[] = [
  {
    one: required('21', 'Patch Group - Replace Attributes'),
    play: (scene) => replaced(scene, 'externalId', randomGuid(scene.random)),
  },
  {
    one: required('22', 'Update Group displayName'),
    play: (scene) => replaced(scene, 'displayName', randomWord(scene.random)),
  },
  {
    one: required('23', 'Patch Group - Add Member'),
    *play(scene, data) {
      const made = yield* groupAndUsers(scene, data, 1)
      if ('outcome' in made) return made
      const patched = yield* patch(scene, made.group, {
        op: 'replace',
        path: 'members',
        value: made.members.map(value),
      })
      return firstFailure(judge(patched, [hasStatus(200, 204)]), yield* fetchedWith(scene, made.group, made.members))
    },
  },
  {
    one: required('24', 'Patch Group - Remove Member'),
    *play(scene, data) {
      const made = yield* groupAndUsers(scene, data, 2)
      if ('outcome' in made) return made
      const [gone = '', ...kept] = made.members
      const both = yield* patch(scene, made.group, { op: 'replace', path: 'members', value: made.members.map(value) })
      const path = `members[value eq ${JSON.stringify(gone)}]`
      const patched = yield* patch(scene, made.group, { op: 'remove', path })
      return firstFailure(
        judge(both, [hasStatus(200, 204)]),
        judge(patched, [hasStatus(200, 204)]),
        yield* fetchedWith(scene, made.group, kept),
      )
    },
  },
  {
    one: required('25', 'Delete a Group'),
    *play(scene) {
      const group = yield* makeGroup(scene)
      if (!group.ok) return group.result
      const deleted = yield* ask(scene, 'DELETE', group.value.path)
      const read = yield* ask(scene, 'GET', group.value.path)
      return firstFailure(judge(deleted, [hasStatus(204)]), judge(read, [hasStatus(404)]))
    },
  },
]

/** Tests the suite shows as previews. */
export const GROUP_PREVIEWS: readonly GroupTest[] = [
  {
    one: preview('P5', 'Patch Group - Multiple Operations on same attribute'),
    *play(scene, data) {
      const made = yield* groupAndUsers(scene, data, 1)
      if ('outcome' in made) return made
      const [id = ''] = made.members
      const patched = yield* patch(
        scene,
        made.group,
        { op: 'add', path: 'members', value: [value(id)] },
        { op: 'remove', path: `members[value eq ${JSON.stringify(id)}]` },
      )
      return firstFailure(judge(patched, [hasStatus(200, 204)]), yield* fetchedWith(scene, made.group, []))
    },
  },
  { one: preview('P6', 'Delete a non-existent Group'), play: (scene) => neverThere(scene, 'Groups') },
  {
    one: preview('P7', 'Delete the same Group twice'),
    *play(scene) {
      const group = yield* makeGroup(scene)
      return group.ok ? yield* deletedTwice(scene, group.value.path) : group.result
    },
  },
]
