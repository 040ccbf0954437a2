import type { Expected } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import { createRandom, type Directory, type Person, withoutPerson, withPerson } from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { vendor } from '../src/vendor.ts'
import { aContext, aDirectory, aFullDirectory, aPerson } from './context.ts'
import { failures, sorted } from './play-scenario.ts'
import { ScimResponder } from './scim-responder.ts'

/** A target with an app whose vendor has seen one directory after the other. */
class Story {
  readonly server: ScimResponder
  readonly state: { value: JsonObject } = { value: {} }
  readonly #knobs: Readonly<Record<string, string>>
  #seen: Directory | undefined

  readonly #respond: ScimResponder['respond']

  constructor(
    knobs: Readonly<Record<string, string>> = {},
    server: ScimResponder = new ScimResponder(),
    respond: ScimResponder['respond'] = server.respond,
  ) {
    this.server = server
    this.#knobs = knobs
    this.#respond = respond
  }

  follow(after: Directory): Played<Expected> {
    const [profile] = vendor.profiles
    const change = { before: this.#seen, after }
    const behaviour = profile?.follow?.(change, aContext(after, this.#knobs, this.state))
    if (behaviour === undefined) throw new Error('the profile follows nothing')
    this.#seen = after
    return play(behaviour, this.#respond)
  }
}

const lines = ({ requests }: Played<unknown>): string[] => requests.map(({ method, shape }) => `${method} ${shape}`)
const named = (id: string, fields: Partial<Person> = {}): Person =>
  aPerson({ id, userName: `${id}@acme.test`, email: `${id}@acme.test`, ...fields })
const [ann, bo, cy] = [named('ann'), named('bo'), named('cy')]

/** Plays the directories in turn and checks after each that the target holds what is expected. */
function playAll(story: Story, ...directories: readonly Directory[]): Played<Expected>[] {
  return directories.map((directory) => {
    const played = story.follow(directory)
    expect(sorted(story.server.state())).toEqual(sorted(played.result))
    return played
  })
}

describe('a new app', () => {
  test('is enabled, refreshed, and given to everybody in scope', () => {
    const [played] = playAll(new Story(), aDirectory(ann, named('out', { active: false })))
    expect(played?.result.users).toEqual([{ userName: 'ann@acme.test', active: true }])
    expect(lines(played as Played<unknown>).slice(0, 3)).toEqual([
      'GET enable-probe',
      'GET get-groups',
      'POST post-group',
    ])
    expect(played?.findings).toEqual([])
  })

  test('stays as new when Enable fails, and the next change tries again', () => {
    const story = new Story()
    const broken = play(
      vendor.profiles[0]?.follow?.(
        { before: undefined, after: aDirectory(ann) },
        aContext(aDirectory(ann), {}, story.state),
      ) ?? fail(),
      () => ({ status: 503 }),
    )
    expect(broken.result.users).toEqual([])
    const [played] = playAll(story, aDirectory(ann, bo))
    expect(played?.result.users).toHaveLength(2)
  })

  test('does nothing when only time has passed', () => {
    const [, still] = playAll(new Story(), aDirectory(ann), aDirectory(ann))
    expect(still?.requests).toEqual([])
  })
})

describe('people who change', () => {
  test('are an update task each, others none', () => {
    const [, played] = playAll(new Story(), aDirectory(ann, bo), aDirectory({ ...ann, title: 'Boss' }, bo))
    expect(lines(played as Played<unknown>)).toEqual([
      'GET lookup-before-update',
      'PUT put-update',
      'PATCH patch-add-member-again',
      'GET get-user',
    ])
  })

  test('in nothing the template shows send nothing', () => {
    const [, played] = playAll(new Story(), aDirectory(ann), aDirectory({ ...ann, displayName: 'Annie' }))
    expect(played?.requests).toEqual([])
    expect(failures(played as Played<unknown>)).toEqual([])
  })

  test('of userName who swap theirs go over a temporary one, without a finding', () => {
    const [a, b] = [ann, bo]
    const swapped = aDirectory(
      { ...a, userName: b.userName, email: b.email },
      { ...b, userName: a.userName, email: a.email },
    )
    const [, played] = playAll(new Story(), aDirectory(a, b), swapped)
    expect(played?.findings).toEqual([])
    const written = played?.requests
      .filter(({ shape }) => shape === 'put-new-user-name')
      .map(({ body }) => body?.userName)
    expect(written).toEqual(['ann.moving@acme.test', 'ann@acme.test', 'bo@acme.test'])
  })

  test('and take over each other’s userName in a row are written from the free end', () => {
    const before = aDirectory(ann, bo, cy)
    const after = aDirectory(
      { ...ann, userName: 'bo@acme.test' },
      { ...bo, userName: 'cy@acme.test' },
      { ...cy, userName: 'dee@acme.test' },
    )
    const [, played] = playAll(new Story(), before, after)
    expect(played?.findings).toEqual([])
    expect(played?.steps.some(({ cause }) => cause?.includes('temporary'))).toBe(false)
  })
})

describe('people who leave', () => {
  const before = aDirectory(ann, bo)
  const left = withPerson(before, { ...bo, active: false })

  test('are suspended, and reactivated with their new roles when they come back', () => {
    const story = new Story()
    const back = {
      people: [ann, { ...bo, title: 'Back' }],
      groups: [...before.groups, { id: 'g-ops', displayName: 'Ops', members: ['bo'] }],
    }
    const [, gone, again] = playAll(story, before, left, back)
    expect(lines(gone as Played<unknown>).slice(0, 2)).toEqual(['GET lookup-before-suspend', 'PUT put-suspend'])
    expect(gone?.result.users).toContainEqual({ userName: 'bo@acme.test', active: false })
    expect(lines(again as Played<unknown>)).toEqual(
      expect.arrayContaining(['PUT put-reactivate', 'PATCH patch-add-member']),
    )
    expect(again?.findings).toEqual([])
  })

  test('lose the app instead where the knob says so, and are linked again when they come back', () => {
    const [, , again] = playAll(new Story({ leavers: 'app access removed' }), before, left, before)
    expect(lines(again as Played<unknown>).slice(0, 2)).toEqual(['GET lookup-inactive-account', 'PUT put-given-again'])
  })

  test.each([
    ['Suspend', { userName: 'bo@acme.test', active: false }],
    ['Do Nothing', { userName: 'bo@acme.test', active: true }],
  ])('by deletion stay at the app with the first drop-down on %s', (choice, user) => {
    const [, played] = playAll(new Story({ 'when-app-removed': choice }), before, withoutPerson(before, 'bo'))
    expect(played?.result.users).toContainEqual(user)
  })

  test('by deletion are deleted with Delete, and a new person of that userName is created', () => {
    const story = new Story({ 'when-app-removed': 'Delete' })
    const reused = withPerson(withoutPerson(before, 'bo'), { ...bo, id: 'bo-2' })
    const [, deleted, again] = playAll(story, before, withoutPerson(before, 'bo'), reused)
    expect(deleted?.result.users).toHaveLength(1)
    expect(again?.requests.some(({ method, path }) => method === 'POST' && path === '/Users')).toBe(true)
  })

  test('leave an account that a new person of that userName takes over, memberships included', () => {
    const reused: Directory = {
      people: [ann, { ...bo, id: 'bo-2' }],
      groups: [{ id: 'g-dev', displayName: 'Dev', members: ['ann'] }],
    }
    const [, , again] = playAll(new Story(), before, withoutPerson(before, 'bo'), reused)
    expect(again?.result.users).toHaveLength(2)
    expect(again?.result.groups).toContainEqual({ displayName: 'Dev', members: ['ann@acme.test', 'bo@acme.test'] })
  })

  test('and were suspended before are let go for good when they are deleted', () => {
    const story = new Story({ 'when-app-removed': 'Delete' })
    const [, , played] = playAll(story, before, left, withoutPerson(left, 'bo'))
    expect(lines(played as Played<unknown>)).toEqual(['DELETE delete-user'])
  })
})

describe('roles', () => {
  const group = (id: string, displayName: string, ...members: string[]) => ({ id, displayName, members })
  const people = [ann, bo]

  test('that are renamed are new groups, the old ones keep their members', () => {
    const [, played] = playAll(
      new Story(),
      { people, groups: [group('g1', 'Dev', 'ann')] },
      { people, groups: [group('g1', 'Engineering', 'ann')] },
    )
    expect(played?.result.groups).toEqual([
      { displayName: 'Dev', members: ['ann@acme.test'] },
      { displayName: 'Engineering', members: ['ann@acme.test'] },
    ])
    expect(played?.requests.some(({ shape }) => shape === 'post-group-renamed-role')).toBe(true)
  })

  test('that swap their names move their people', () => {
    const [, played] = playAll(
      new Story(),
      { people, groups: [group('g1', 'Dev', 'ann'), group('g2', 'Ops', 'bo')] },
      { people, groups: [group('g1', 'Ops', 'ann'), group('g2', 'Dev', 'bo')] },
    )
    expect(played?.result.groups).toEqual([
      { displayName: 'Dev', members: ['bo@acme.test'] },
      { displayName: 'Ops', members: ['ann@acme.test'] },
    ])
  })

  test('that are deleted send nothing', () => {
    const [, played] = playAll(new Story(), { people, groups: [group('g1', 'Dev', 'ann')] }, { people, groups: [] })
    expect(played?.requests.filter(({ method }) => method !== 'GET' && method !== 'PUT')).toEqual([])
    expect(played?.result.groups).toEqual([{ displayName: 'Dev', members: ['ann@acme.test'] }])
  })

  test('with the name of another in a different case are the same group', () => {
    const [, played] = playAll(
      new Story(),
      { people, groups: [group('g1', 'Dev', 'ann')] },
      { people, groups: [group('g1', 'dev', 'ann', 'bo')] },
    )
    expect(played?.result.groups).toEqual([{ displayName: 'Dev', members: ['ann@acme.test', 'bo@acme.test'] }])
  })
})

describe('a target that fails', () => {
  test('keeps what was expected true: a failed create is tried again with the next change', () => {
    const story = new Story()
    playAll(story, aDirectory(ann))
    const people = aDirectory(ann, bo)
    const refusing = play(
      vendor.profiles[0]?.follow?.({ before: aDirectory(ann), after: people }, aContext(people, {}, story.state)) ??
        fail(),
      (request) => (request.method === 'POST' ? { status: 500 } : story.server.respond(request)),
    )
    expect(refusing.result.users).toHaveLength(1)
    const changed = aDirectory(ann, { ...bo, title: 'Boss' })
    const again = play(
      vendor.profiles[0]?.follow?.({ before: people, after: changed }, aContext(changed, {}, story.state)) ?? fail(),
      story.server.respond,
    )
    expect(sorted(again.result)).toEqual(sorted(story.server.state()))
    expect(again.result.users).toHaveLength(2)
  })

  test('where an account was deleted by hand fails the update and creates nobody', () => {
    const story = new Story()
    playAll(story, aDirectory(ann, bo))
    const [id] = [...story.server.users].find(([, user]) => user.userName === 'bo@acme.test') ?? []
    story.server.respond({ shape: 'x', method: 'DELETE', path: `/Users/${id}` })
    const played = story.follow(aDirectory(ann, { ...bo, title: 'Boss' }))
    expect(played.findings.map((finding) => finding.id)).toEqual(['update-gone'])
    expect(sorted(story.server.state())).toEqual(sorted(played.result))
  })
})

describe('any two directories', () => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed))('leave the target as expected (seed %i)', (seed) => {
    const random = createRandom(String(seed), 'follow')
    const removed = random.pick(['Suspend', 'Delete', 'Do Nothing'])
    const knobs = {
      'when-app-removed': removed,
      'when-suspended': random.pick(['Suspend', 'Do Nothing']),
      leavers: random.pick(['status Suspended', 'app access removed']),
      'membership-patches': random.pick(['all', 'changed']),
    }
    const story = new Story(knobs)
    let directory = aFullDirectory(String(seed))
    playAll(story, directory)
    for (let round = 0; round < 5; round++) {
      directory = shaken(directory, random)
      const [played] = playAll(story, JSON.parse(JSON.stringify(directory)) as Directory)
      const told = new Set(played?.findings.map(({ id }) => id))
      told.delete('user-name-taken')
      expect([...told]).toEqual([])
    }
  })
})

describe('any two directories, at a target that fails now and then', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed))('leave the target as expected (seed %i)', (seed) => {
    const random = createRandom(String(seed), 'failing')
    const server = new ScimResponder()
    const failing: ScimResponder['respond'] = (request) => {
      // Enable must succeed, or nothing is sent at all.
      if (request.shape === 'enable-probe' || random.integer(6) > 0) return server.respond(request)
      return random.pick([{ status: 500 }, { status: 429 }, { silence: 'timed out' }])
    }
    const story = new Story({ 'when-app-removed': random.pick(['Suspend', 'Delete', 'Do Nothing']) }, server, failing)
    let directory = aFullDirectory(String(seed))
    playAll(story, directory)
    for (let round = 0; round < 4; round++) {
      directory = shaken(directory, random)
      playAll(story, directory)
    }
  })
})

/** The directory after a day on which everything happens at once. */
function shaken({ people, groups }: Directory, random: ReturnType<typeof createRandom>): Directory {
  const names = people.map(({ userName }) => userName)
  const moved = people.flatMap((person): Person[] => {
    const dice = random.integer(12)
    if (dice === 0) return []
    if (dice === 1) return [{ ...person, active: !person.active }]
    if (dice === 2) return [{ ...person, title: random.pick(['Boss', 'Engineer', '']) }]
    if (dice === 3) return [{ ...person, userName: `new-${random.integer(1000)}-${person.userName}` }]
    return [person]
  })
  const [first, second] = [random.integer(moved.length), random.integer(moved.length)]
  const [a, b] = [moved[first], moved[second]]
  if (a !== undefined && b !== undefined && a !== b) {
    moved[first] = { ...a, userName: b.userName }
    moved[second] = { ...b, userName: a.userName }
  }
  const reused = random.pick(names)
  const taken = moved.some(({ userName }) => userName === reused)
  const newcomer = aPerson({
    id: `n-${random.integer(1_000_000)}`,
    userName: taken ? `n-${random.integer(1_000_000)}@acme.test` : reused,
  })
  const all = [...moved, newcomer]
  const kept = groups.filter(() => random.integer(10) > 0)
  const others = kept.map((group) => ({
    ...group,
    displayName: random.integer(6) === 0 ? `Group ${random.integer(8)} ${group.id}` : group.displayName,
    members: all.filter(({ id }) => group.members.includes(id) !== (random.integer(8) === 0)).map(({ id }) => id),
  }))
  return { people: all, groups: others }
}

function fail(): never {
  throw new Error('the profile follows nothing')
}
