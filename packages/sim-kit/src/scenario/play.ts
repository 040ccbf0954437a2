import type { Expected } from '@scimulator/admin-api'
import { type Behaviour, report, type StepResult, send, step, waitFor } from '../behaviour/behaviour.ts'
import { OWN_CHECK } from '../behaviour/own-check.ts'
import type { Directory, Person } from '../directory/directory.ts'
import { peekKnob } from '../evidence/watch-knobs.ts'
import type { Profile, ScenarioContext } from '../profile/profile.ts'
import { type Claimed, findDifferences } from './differences.ts'
import { type Evidence, type Judgement, judgeDifference, serverDiffers } from './judge.ts'
import type { PlannedCheck, PlannedStep } from './planned.ts'
import { readTarget } from './read-target.ts'
import { openWatch, watching } from './watch.ts'

/** Differences reported of one expectation; the rest are counted. */
const SHOWN = 20
/** Exchanges named by one finding. */
const EXCHANGES = 20

/** Plays what was planned: the vendor follows, the admin acts, time passes, and the target is looked at. */
export function* playPlanned(
  steps: readonly PlannedStep[],
  { follow, knobs }: Pick<Profile, 'knobs'> & { readonly follow: NonNullable<Profile['follow']> },
  context: ScenarioContext,
): Behaviour<Expected> {
  const seen = openWatch(steps)
  let isAdjusted = isSetOtherwise(context, knobs)
  let expected: Expected = { users: [], groups: [] }
  let directory: Directory | undefined
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
        expected = yield* watching(follow(change, { ...context, directory: after }), seen)
        directory = after
        claims.add(expected)
        break
      }
      case 'act': {
        const { directory: ordered, play } = planned.action
        context.keepDirectory?.(ordered)
        expected = yield* watching(play({ ...context, directory: ordered, setsUp: true }), seen)
        directory = ordered
        // An admin's order may have changed a setting.
        isAdjusted = true
        claims.add(expected)
        break
      }
      case 'expect':
        yield* verify(planned, { expected, claimed: claims.claimed, seen, directory, isAdjusted })
        break
    }
  }
  return expected
}

/** Whether an app integration is set up otherwise than the vendor delivers it, or may be: it was used before. */
function isSetOtherwise({ settings, state, knobs }: ScenarioContext, known: Profile['knobs']): boolean {
  if (settings !== undefined || Object.keys(state.value).length > 0) return true
  return known.some(({ id, default: usual }) => (peekKnob(knobs, id) ?? usual) !== usual)
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

function verify(
  { check, cause }: Extract<PlannedStep, { type: 'expect' }>,
  evidence: Omit<Evidence, 'target'>,
): Behaviour<StepResult> {
  return step(
    { kind: 'directory', name: nameOf(check) },
    'verify',
    function* () {
      const { expected, claimed } = evidence
      const target = yield* readTarget(groupsOf(check, claimed))
      if (target.unreadable !== undefined) {
        const title = `The target cannot be read: ${target.unreadable}.`
        yield* reportDifference({ ...serverDiffers, title, exchanges: target.exchanges })
        return { outcome: 'failed', reason: title }
      }
      const differences = findDifferences(check, expected, claimed, target)
        .map((difference) => ({ ...difference, ...judgeDifference(check, difference, { ...evidence, target }) }))
        // What fails the step is shown before what does not.
        .sort((a, b) => a.level.localeCompare(b.level))
      for (const difference of differences.slice(0, SHOWN)) yield* reportDifference(difference)
      const [first] = differences
      if (first === undefined) return { outcome: 'succeeded' }
      const more = differences.length > 1 ? ` (and ${differences.length - 1} more)` : ''
      return { outcome: first.level === 'error' ? 'failed' : 'skipped', reason: first.title + more }
    },
    cause,
  )
}

function reportDifference(difference: Judgement & { title: string; exchanges: readonly string[] }): Behaviour<void> {
  const { whose, level, title, consequence, change, exchanges } = difference
  return report({
    id: 'expectationNotMet',
    whose,
    level,
    title,
    consequence,
    change,
    rfc: null,
    mark: 'inferred',
    exchanges: exchanges.slice(0, EXCHANGES),
  })
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
