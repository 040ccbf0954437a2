import { type Directory, type Person, withoutPerson, withPerson } from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { vendor } from '../src/vendor.ts'
import { aContext, aDirectory, aPerson } from './context.ts'
import { failures, sorted } from './play-scenario.ts'
import { playAll, Story } from './story.ts'

const lines = ({ requests }: Played<unknown>): string[] => requests.map(({ method, shape }) => `${method} ${shape}`)
const named = (id: string, fields: Partial<Person> = {}): Person =>
  aPerson({ id, userName: `${id}@acme.test`, email: `${id}@acme.test`, ...fields })
const [ann, bo, cy] = [named('ann'), named('bo'), named('cy')]

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

function fail(): never {
  throw new Error('the profile follows nothing')
}
