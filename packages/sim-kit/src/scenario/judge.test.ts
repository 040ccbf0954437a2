import { isJsonObject } from '@scimulator/scim-core'
import { describe, expect, test } from 'vitest'
import { send, step, together } from '../behaviour/behaviour.ts'
import { asOwnCheck } from '../behaviour/own-check.ts'
import type { Knob, Profile } from '../profile/profile.ts'
import { fakeFollow } from '../testing/fake-follow.ts'
import { type PlayOptions, playFile } from '../testing/play-scenario.ts'

type Follow = NonNullable<Profile['follow']>

const knob: Knob = {
  id: 'leavers',
  summary: 'What happens to leavers',
  values: ['deactivate', 'keep'],
  default: 'deactivate',
  evidence: { mark: 'inferred', source: 'a test', date: '2026' },
}
const kept = { leavers: 'keep' }

/** A vendor whose settings leave those who left active, and groups and titles out. */
const followLess: Follow = function* ({ before, after, ...rest }, context) {
  const less = (directory: typeof after): typeof after => ({
    people: directory.people.map(({ title: _title, ...person }) => ({ ...person, active: true })),
    groups: [],
  })
  const change = { ...rest, before: before && less(before), after: less(after) }
  return yield* fakeFollow(change, { ...context, directory: less(after) })
}

function judged(steps: string, options: PlayOptions = {}): { last: string | undefined; found: string[] } {
  const text = `id: x
summary: a test
people:
  - { userName: ann@example.com, givenName: Ann, familyName: Lee, title: Head }
  - { userName: bob@example.com, givenName: Bob, familyName: Ray }
groups: [{ displayName: Team, members: [ann@example.com] }]
steps: [sync, ${steps}]`
  const profile = { knobs: [knob], follow: followLess, ...options.profile }
  const { steps: played, findings } = playFile(text, { knobs: { leavers: 'deactivate' }, ...options, profile })
  const found = findings.map(({ id, whose, level, title }) => {
    expect(id).toBe('expectationNotMet')
    return `${whose} ${level}: ${title}`
  })
  return { last: played.at(-1)?.result?.outcome, found }
}

const leaves = '{ leave: bob@example.com }, sync, { expect: { who: bob@example.com, is: gone } }'

describe('an expectation that is not met', () => {
  test('is the settings’ doing where the target holds what it was told: a warning, and no failed step', () => {
    expect(judged(leaves, { knobs: kept })).toEqual({
      last: 'skipped',
      found: ['configuration warn: bob@example.com is active, expected inactive or absent.'],
    })
  })

  test('is the scenario’s own mistake with the vendor’s defaults: it fails, and blames no server', () => {
    expect(judged(leaves)).toEqual({
      last: 'failed',
      found: ['configuration error: bob@example.com is active, expected inactive or absent.'],
    })
  })

  test('is the server’s where it was told otherwise, whatever the settings', () => {
    const instead: PlayOptions['instead'] = ({ method }) =>
      method === 'PUT' ? { status: 200, body: { id: 'id2' } } : undefined
    expect(judged(leaves, { knobs: kept, profile: { follow: fakeFollow }, instead })).toEqual({
      last: 'failed',
      found: ['server error: bob@example.com is active, expected inactive or absent.'],
    })
  })

  test.each([
    ['their own name', 'bob@example.com'],
    ['a name nobody has any more', 'rob@example.com'],
  ])('is the server’s where a step under %s has failed', (_name, subject) => {
    const refused: Follow = function* (change, context) {
      const expected = yield* followLess(change, context)
      const fails = step({ kind: 'user', name: subject }, 'deactivate', function* () {
        return { outcome: 'failed' }
      })
      if (change.before !== undefined) yield* together([fails], 1)
      return expected
    }
    expect(judged(leaves, { knobs: kept, profile: { follow: refused } }).found).toEqual([
      'server error: bob@example.com is active, expected inactive or absent.',
    ])
  })

  test('is the server’s where a step has failed, and an own check after it found what it looked for', () => {
    const checked: Follow = function* (change, context) {
      const expected = yield* followLess(change, context)
      const bob = { kind: 'user', name: 'bob@example.com' } as const
      yield* step(bob, 'deactivate', function* () {
        return { outcome: 'failed' }
      })
      const look = step(bob, 'verify', function* () {
        yield* send({ shape: 'read', method: 'GET', path: '/Users/id2' })
        return { outcome: 'succeeded' }
      })
      yield* asOwnCheck(look)
      return expected
    }
    expect(judged(leaves, { knobs: kept, profile: { follow: checked } }).found).toEqual([
      'server error: bob@example.com is active, expected inactive or absent.',
    ])
  })

  test('another person’s failure explains nothing', () => {
    const refused: Follow = function* (change, context) {
      const expected = yield* followLess(change, context)
      yield* step({ kind: 'user', name: 'ann@example.com' }, 'update', function* () {
        return { outcome: 'failed' }
      })
      return expected
    }
    expect(judged(leaves, { knobs: kept, profile: { follow: refused } }).last).toBe('skipped')
  })

  test('of an attribute is the settings’ where no request carried the value, the server’s where one did', () => {
    const check = '{ expect: { who: ann@example.com, is: active, has: { title: Head } } }'
    expect(judged(check, { knobs: kept }).found).toEqual([
      'configuration warn: ann@example.com has title absent, expected "Head".',
    ])
    const instead: PlayOptions['instead'] = ({ method, path, body }) => {
      if (method !== 'GET' || !path.startsWith('/Users')) return undefined
      expect(body).toBeUndefined()
      return { status: 200, body: { totalResults: 1, Resources: [{ id: 'id1', userName: 'ann@example.com' }] } }
    }
    expect(judged(check, { knobs: kept, profile: { follow: fakeFollow }, instead }).found).toEqual([
      'server error: ann@example.com has title absent, expected "Head".',
    ])
  })

  test('of an attribute that should be absent is the vendor’s where it sent the value, or sent it blank', () => {
    const check = '{ expect: { who: ann@example.com, has: { name.familyName: null } } }'
    expect(judged(check).found).toEqual([
      'configuration error: ann@example.com has name.familyName "Lee", expected absent.',
    ])
    const blank: Follow = (change, context) => {
      const after = { ...change.after, people: change.after.people.map((person) => ({ ...person, title: '' })) }
      return fakeFollow({ ...change, after }, { ...context, directory: after })
    }
    const none = '{ expect: { who: ann@example.com, has: { title: null } } }'
    expect(judged(none, { profile: { follow: blank } }).found).toEqual([
      'configuration error: ann@example.com has title "", expected absent.',
    ])
  })

  test('of an attribute that should be absent is nobody’s but the settings’ where the vendor never spoke of it', () => {
    const kept: PlayOptions['instead'] = ({ method, path }) =>
      method === 'GET' && path.startsWith('/Users')
        ? {
            status: 200,
            body: { totalResults: 1, Resources: [{ id: 'id1', userName: 'ann@example.com', title: 'Old' }] },
          }
        : undefined
    const check = '{ expect: { who: ann@example.com, has: { title: null } } }'
    expect(judged(check, { instead: kept }).found).toEqual([
      'configuration error: ann@example.com has title "Old", expected absent.',
    ])
    // Told of a title first, and of none later.
    const cleared = `{ change: { who: ann@example.com, set: { title: null } } }, sync, ${check}`
    expect(judged(cleared, { instead: kept, profile: { follow: fakeFollow } }).found).toEqual([
      'server error: ann@example.com has title "Old", expected absent.',
    ])
  })

  test('of an attribute is the settings’ where the value went out under another name or to somebody else', () => {
    const steps = '{ change: { who: bob@example.com, set: { title: Head } } }, sync'
    const check = `${steps}, { expect: { who: bob@example.com, has: { displayName: Bob } } }`
    expect(judged(check, { profile: { follow: fakeFollow } }).found).toEqual([
      'configuration error: bob@example.com has displayName absent, expected "Bob".',
    ])
  })

  test('of an attribute is the settings’ where the vendor wrote the value otherwise, a boolean as text aside', () => {
    const writes =
      (title: string): Follow =>
      (change, context) => {
        const after = { ...change.after, people: change.after.people.map((person) => ({ ...person, title })) }
        return fakeFollow({ ...change, after }, { ...context, directory: after })
      }
    const expects = (title: string, follow: Follow): string | undefined =>
      judged(`{ expect: { who: ann@example.com, has: { title: ${title} } } }`, { profile: { follow } }).found[0]
    expect(expects('HEAD', writes('Head'))).toBe(
      'configuration error: ann@example.com has title "Head", expected "HEAD".',
    )
    expect(expects('true', writes('True'))).toBe('server error: ann@example.com has title "True", expected true.')
  })

  test('of a group is judged by the vendor’s groups and members', () => {
    expect(judged('{ expect: { group: Team } }', { knobs: kept }).found).toEqual([
      'configuration warn: Group Team is absent, expected present.',
    ])
    const emptied: PlayOptions['instead'] = ({ method, path, body }) =>
      method === 'GET' && path.startsWith('/Groups') && !isJsonObject(body)
        ? { status: 200, body: { totalResults: 1, Resources: [{ id: 'g', displayName: 'Team', members: [] }] } }
        : undefined
    const members = '{ expect: { group: Team, members: ann@example.com } }'
    expect(judged(members, { knobs: kept, profile: { follow: fakeFollow }, instead: emptied }).found).toEqual([
      'server error: Group Team lacks ann@example.com, expected 1 members, actual 0.',
    ])
  })

  test('after an order of the admin, which may have changed a setting, is a warning', () => {
    const act = `{ act: { action: unassign, person: ann@example.com } }, ${leaves}`
    expect(judged(act).last).toBe('skipped')
  })
})
