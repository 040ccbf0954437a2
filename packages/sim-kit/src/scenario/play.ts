import type { Expected } from '@scimulator/admin-api'
import { type Behaviour, report, type StepResult, send, step, waitFor } from '../behaviour/behaviour.ts'
import type { Person } from '../directory/directory.ts'
import type { Profile, ScenarioContext } from '../profile/profile.ts'
import { type Claimed, findDifferences } from './differences.ts'
import { OWN_CHECK } from './own-shape.ts'
import type { PlannedCheck, PlannedStep } from './planned.ts'
import { readTarget } from './read-target.ts'

/** Differences reported of one expectation; the rest are counted. */
const SHOWN = 20
/** Exchanges named by one finding. */
const EXCHANGES = 20

/** Plays what was planned: the vendor follows, the admin acts, time passes, and the target is looked at. */
export function* playPlanned(
  steps: readonly PlannedStep[],
  follow: NonNullable<Profile['follow']>,
  context: ScenarioContext,
): Behaviour<Expected> {
  let expected: Expected = { users: [], groups: [] }
  let claims = openClaims()
  for (const planned of steps) {
    switch (planned.type) {
      case 'given':
        yield* makePeople(planned.people)
        break
      case 'newApp':
        context.state.value = {}
        claims = openClaims()
        break
      case 'follow': {
        const { before, after, cause, waitMs } = planned
        if (waitMs > 0) yield* waitFor(waitMs, cause ?? 'time passes')
        const change = cause === undefined ? { before, after } : { before, after, cause }
        context.keepDirectory?.(after)
        expected = yield* follow(change, { ...context, directory: after })
        claims.add(expected)
        break
      }
      case 'act': {
        const { directory, play } = planned.action
        context.keepDirectory?.(directory)
        expected = yield* play({ ...context, directory })
        claims.add(expected)
        break
      }
      case 'expect':
        yield* verify(planned.check, expected, claims.claimed, planned.cause)
        break
    }
  }
  return expected
}

/** People whom the target has without the vendor, made by the scenario itself: the least a User can be. */
function* makePeople(people: readonly Person[]): Behaviour<void> {
  for (const { userName, givenName, familyName, email } of people) {
    yield* step(
      { kind: 'user', name: userName },
      'verify',
      function* () {
        const answer = yield* send({
          shape: OWN_CHECK,
          method: 'POST',
          path: '/Users',
          body: {
            schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
            userName,
            name: { givenName, familyName },
            emails: [{ value: email, type: 'work', primary: true }],
            active: true,
          },
        })
        if (answer.kind === 'response' && answer.status === 201) return { outcome: 'succeeded' }
        if (answer.kind === 'response' && answer.status === 409) return { outcome: 'skipped', reason: 'there already' }
        return { outcome: 'failed', reason: answer.kind === 'silence' ? answer.reason : `status ${answer.status}` }
      },
      'given',
    )
  }
}

/** Keeps what a vendor ever said that the target holds. */
function openClaims(): { readonly claimed: Claimed; add(expected: Expected): void } {
  const people = new Set<string>()
  const groups = new Set<string>()
  const members = new Map<string, Set<string>>()
  return {
    claimed: { people, groups, members },
    add(expected) {
      for (const { userName } of expected.users) people.add(userName)
      for (const group of expected.groups) {
        groups.add(group.displayName)
        const key = group.displayName.toLowerCase()
        const known = members.get(key) ?? new Set()
        for (const userName of group.members) known.add(userName.toLowerCase())
        members.set(key, known)
      }
    },
  }
}

function verify(check: PlannedCheck, expected: Expected, claimed: Claimed, cause: string): Behaviour<StepResult> {
  return step(
    { kind: 'directory', name: nameOf(check) },
    'verify',
    function* () {
      const target = yield* readTarget(groupsOf(check, claimed))
      const differences =
        target.unreadable === undefined
          ? findDifferences(check, expected, claimed, target)
          : [{ title: `The target cannot be read: ${target.unreadable}.`, exchanges: target.exchanges }]
      for (const { title, exchanges } of differences.slice(0, SHOWN)) {
        yield* report({
          id: 'expectationNotMet',
          whose: 'server',
          title,
          consequence: 'What the target holds is not what the identity provider believes it holds.',
          change: 'Look at the last requests for this subject in the run, and at how they were answered.',
          rfc: null,
          mark: 'inferred',
          exchanges: exchanges.slice(0, EXCHANGES),
        })
      }
      const [first] = differences
      if (first === undefined) return { outcome: 'succeeded' }
      const more = differences.length > 1 ? ` (and ${differences.length - 1} more)` : ''
      return { outcome: 'failed', reason: first.title + more }
    },
    cause,
  )
}

function nameOf(check: PlannedCheck): string {
  if (check.type === 'synced') return 'everything'
  if (check.type === 'group') return check.displayName
  const [first, ...others] = check.people
  if (first === undefined) return 'nobody'
  return others.length === 0 ? first.userName : `${first.userName} and ${others.length} more`
}

function groupsOf(check: PlannedCheck, claimed: Claimed): ReadonlySet<string> {
  if (check.type === 'people') return new Set()
  if (check.type === 'group') return new Set([check.displayName])
  return claimed.groups
}
