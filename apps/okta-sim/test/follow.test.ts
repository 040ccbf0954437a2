import type { Expected } from '@scimulator/admin-api'
import {
  createRandom,
  type Directory,
  type Person,
  type Profile,
  type ScenarioContext,
  type ScimRequest,
  withGroup,
  withMember,
  withoutGroup,
  withoutPerson,
  withPerson,
} from '@scimulator/sim-kit'
import { type CannedAnswer, type Played, play } from '@scimulator/sim-kit/testing'
import { describe, expect, it } from 'vitest'
import { aContext, profiles } from './context.ts'
import { aDirectory } from './directory.ts'
import { error, Responder, stateOf } from './responder.ts'
import { reloaded, sorted } from './state.ts'

/** An app that follows one directory after the other, its state saved in between. */
class Follower {
  before: Directory | undefined
  context: ScenarioContext
  private readonly profile: Profile
  private readonly responder: Pick<Responder, 'respond'>

  constructor(profile: Profile, responder: Pick<Responder, 'respond'>, knobs: Record<string, string> = {}) {
    this.profile = profile
    this.responder = responder
    this.context = aContext({ people: [], groups: [] }, knobs)
  }

  follow(after: Directory, cause?: string): Played<Expected> {
    const context: ScenarioContext = { ...reloaded(this.context), directory: after }
    const change = { before: this.before, after, ...(cause === undefined ? {} : { cause }) }
    const behaviour = this.profile.follow?.(change, context)
    if (behaviour === undefined) throw new Error('does not follow')
    const played = play(behaviour, this.responder.respond)
    this.before = after
    this.context = context
    return played
  }
}

const steps = (played: Played<unknown>): string[] =>
  played.steps.map(({ subject, action, result }) => `${action} ${subject.name}: ${result?.outcome}`)

function personOf(directory: Directory, index: number): Person {
  const person = directory.people[index]
  if (person === undefined) throw new Error(`nobody at ${index}`)
  return person
}

describe.each(Object.values(profiles))('following the directory [$id]', (profile) => {
  const start = aDirectory(12, 3)
  const setUp = (knobs: Record<string, string> = {}): { follower: Follower; responder: Responder } => {
    const responder = new Responder()
    const follower = new Follower(profile, responder, knobs)
    follower.follow(start)
    return { follower, responder }
  }

  it('starts with connection, import, everybody assigned and every group pushed', () => {
    const responder = new Responder()
    const played = new Follower(profile, responder).follow(start)
    expect(played.findings).toEqual([])
    expect(sorted(played.result)).toEqual(sorted(stateOf(responder)))
    expect(played.result.users).toHaveLength(11)
    expect(played.result.groups).toHaveLength(3)
    expect(
      steps(played)
        .map((line) => line.split(' ')[0])
        .filter((action) => action !== 'verify')
        .slice(0, 3),
    ).toEqual(['testConnection', 'testConnection', 'import'])
  })

  it('sends nothing where nothing changed', () => {
    const { follower } = setUp()
    const played = follower.follow(start)
    expect([played.requests, played.steps]).toEqual([[], []])
    expect(played.result.users).toHaveLength(11)
  })

  it('deactivates who left, also who was deleted in Okta, and deletes no account', () => {
    const { follower, responder } = setUp()
    const [first, second] = [personOf(start, 0), personOf(start, 1)]
    const played = follower.follow(withoutPerson(withPerson(start, { ...first, active: false }), second.id))
    expect(steps(played)).toContain(`deactivate ${first.userName}: succeeded`)
    expect(steps(played)).toContain(`deactivate ${second.userName}: succeeded`)
    expect(steps(played)).toContain(`remove ${second.userName}: notSent`)
    expect(played.requests.filter(({ method }) => method === 'DELETE')).toEqual([])
    expect(responder.users.size).toBe(11)
    expect(sorted(played.result)).toEqual(sorted(stateOf(responder)))
    expect(played.result.users.filter(({ active }) => !active).map(({ userName }) => userName)).toEqual([
      first.userName,
      second.userName,
    ])
  })

  it('gives the account of somebody who left to a newcomer with the same login', () => {
    const { follower, responder } = setUp()
    const leaver = personOf(start, 3)
    const newcomer = { ...leaver, id: 'new', givenName: 'New', displayName: 'New Comer' }
    const played = follower.follow(withPerson(withoutPerson(start, leaver.id), newcomer))
    expect(responder.users.size).toBe(11)
    expect(sorted(played.result)).toEqual(sorted(stateOf(responder)))
    expect(played.result.users.filter(({ userName }) => userName === leaver.userName)).toEqual([
      { userName: leaver.userName, active: true },
    ])
    expect(played.findings).toEqual([])
  })

  it('swaps logins by way of another one, and hands them on in a chain', () => {
    const { follower, responder } = setUp()
    const [a, b, c, d] = [personOf(start, 0), personOf(start, 1), personOf(start, 4), personOf(start, 5)]
    let after = withPerson(start, { ...a, userName: b.userName })
    after = withPerson(after, { ...b, userName: a.userName })
    after = withPerson(after, { ...c, userName: d.userName })
    after = withPerson(after, { ...d, userName: 'free@example.com' })
    const played = follower.follow(after)
    expect(played.findings).toEqual([])
    expect(sorted(played.result)).toEqual(sorted(stateOf(responder)))
    const ids = new Map([...responder.users.values()].map((user) => [user.userName, user.displayName]))
    expect(ids.get(b.userName)).toBe(a.displayName)
    expect(ids.get(a.userName)).toBe(b.displayName)
    expect(ids.get(d.userName)).toBe(c.displayName)
  })

  it('renames groups, swaps their names, moves members, unlinks one and pushes a new one', () => {
    const { follower, responder } = setUp()
    const [one, two, three] = start.groups
    if (!one || !two || !three) throw new Error('too few groups')
    let after = withGroup(start, { ...withMember(one, personOf(start, 1).id), displayName: two.displayName })
    after = withGroup(after, { ...two, displayName: one.displayName })
    after = withGroup(withoutGroup(after, three.id), { id: 'g9', displayName: three.displayName, members: ['p0'] })
    const played = follower.follow(after)
    expect(played.findings).toEqual([])
    expect(sorted(played.result)).toEqual(sorted(stateOf(responder)))
    expect(steps(played)).toContain(`removeGroup ${three.displayName}: succeeded`)
    expect(played.result.groups.map(({ displayName }) => displayName).toSorted()).toEqual(
      [one, two, three].map(({ displayName }) => displayName).toSorted(),
    )
  })

  it('leaves a failed create to the admin: nothing is tried again by itself', () => {
    let broken = true
    const responder = new Responder((request, answer) =>
      broken && request.method === 'POST' ? error(500, 'down') : answer,
    )
    const follower = new Follower(profile, responder)
    const played = follower.follow(aDirectory(2, 1))
    expect(played.result).toEqual({ users: [], groups: [] })
    broken = false
    expect(follower.follow(aDirectory(2, 1)).requests).toEqual([])
    expect(Object.keys(follower.context.state.value.tasks ?? {})).toEqual([
      'provision:p0',
      'provision:p1',
      'groupPush:g0',
    ])
  })

  it('records everything as skipped while the integration cannot be saved', () => {
    const responder = new Responder((request, answer) =>
      request.shape === 'connection-test' ? error(404, 'nothing here') : answer,
    )
    const follower = new Follower(profile, responder)
    follower.follow(start)
    const played = follower.follow(withoutPerson(start, personOf(start, 0).id))
    expect(played.requests).toEqual([])
    expect(new Set(played.steps.map(({ result }) => result?.outcome))).toEqual(new Set(['skipped']))
  })

  it('imports when the schedule is due, and only then', () => {
    const responder = new Responder()
    const follower = new Follower(profile, responder)
    follower.follow(start)
    const hour = 3_600_000
    follower.context = { ...follower.context, now: () => new Date(23 * hour) }
    expect(follower.follow(start).steps).toEqual([])
    follower.context = { ...follower.context, now: () => new Date(25 * hour) }
    const [gone] = responder.users.keys()
    responder.users.delete(gone ?? '')
    const played = follower.follow(start)
    expect(steps(played)).toEqual([expect.stringMatching(/^import .*: succeeded$/)])
    expect(sorted(played.result).users).toEqual(sorted(stateOf(responder)).users)
    expect(follower.follow(start).steps).toEqual([])
  })

  it.each(Array.from({ length: 16 }, (_, seed) => seed))(
    'says what the target holds after any change, also where requests fail [seed %i]',
    (seed) => {
      const random = createRandom('follow', String(seed))
      const responder = new Responder()
      let failing = false
      const respond = (request: ScimRequest): CannedAnswer =>
        request.method !== 'GET' && failing && random.integer(6) === 0 ? error(500, 'down') : responder.respond(request)
      const follower = new Follower(profile, { respond }, variants[seed % variants.length])
      let directory = aDirectory(12, 4)
      for (let round = 0; round < 12; round++) {
        follower.context = { ...follower.context, now: () => new Date(round * 2 * 3_600_000) }
        const played = follower.follow(directory)
        expect(sorted(played.result)).toEqual(sorted(stateOf(responder)))
        if (!failing) expect(played.findings.filter(({ whose }) => whose === 'server')).toEqual([])
        failing = round % 3 === 1
        directory = changed(directory, random, round)
      }
    },
  )
})

const variants: readonly Record<string, string>[] = [
  {},
  { unlinkGroups: 'leave', membersPathless: 'on' },
  { excludeUsernameUpdates: 'on', renameGroups: 'off' },
  { deactivateUsers: 'off', doubleProfilePush: 'on' },
  { updateUserAttributes: 'off', emptyMode: '""' },
  { pushMembersImmediately: 'off', groupPrecheck: 'off', detailsPatch: 'never' },
  { autoConfirm: 'exact', importSchedule: 'hourly', membershipBatch: '100' },
  { importGroups: 'off', staleActiveRace: 'on' },
]

/** Some changes at once: people leave, join, come back, get other names and logins; groups come, go and change. */
function changed(directory: Directory, random: ReturnType<typeof createRandom>, round: number): Directory {
  let next = directory
  for (let count = 0; count < 6; count++) {
    const person = random.pick(next.people)
    const group = random.pick(next.groups)
    const kind = random.integer(9)
    if (kind === 0) next = withPerson(next, { ...person, active: !person.active })
    if (kind === 1 && next.people.length > 4) next = withoutPerson(next, person.id)
    if (kind === 2) {
      const id = `n${round}-${count}`
      next = withPerson(next, { ...person, id, userName: `${id}@example.com`, active: true })
    }
    if (kind === 3) next = withPerson(next, { ...person, title: `Title ${round}` })
    if (kind === 4) {
      const other = random.pick(next.people)
      next = withPerson(next, { ...person, userName: other.userName })
      if (other.id !== person.id) next = withPerson(next, { ...other, userName: person.userName })
    }
    if (kind === 5) next = withGroup(next, { ...group, displayName: `Group ${round}-${count}` })
    if (kind === 6) next = withGroup(next, withMember(group, person.id))
    if (kind === 7 && next.groups.length > 2) next = withoutGroup(next, group.id)
    if (kind === 8)
      next = withGroup(next, { id: `g${round}-${count}`, displayName: `New ${round}-${count}`, members: [person.id] })
  }
  return next
}
