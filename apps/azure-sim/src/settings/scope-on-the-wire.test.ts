import type { JsonObject } from '@scimulator/scim-core'
import type { Directory, ScenarioContext } from '@scimulator/sim-kit'
import { type Played, play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { follow, followJob } from '../behaviours/follow.ts'
import { expectedTarget } from '../job/expected.ts'
import { openJob } from '../job/job.ts'
import { createResponder } from '../testing/responder.ts'
import { ACTIVE, alone, bodies, notSent, operations, USER_NAME, users, worldOf } from '../testing/settings-world.ts'
import { EXACT, PROBES, trace } from '../testing/trace.ts'
import { aContext, aPerson, DEFAULT_SETUP } from '../testing/world.ts'

describe('scope and actions', () => {
  const inSales = {
    sourceObjectScope: [
      { title: 'Sales only', clauses: [{ attribute: 'department', operator: 'EQUALS', value: 'Sales' }] },
    ],
  }
  const sales = aPerson('alice', { department: 'Sales' })

  test('people whom a scoping filter keeps out are not created, and disabled when they come to fail it', () => {
    const world = worldOf({ userMapping: inSales }, alone(sales, aPerson('bob')))
    expect(bodies(world.first, 'POST')).toHaveLength(1)
    expect(notSent(world.first)).toEqual([expect.stringContaining('Sales only department EQUALS Sales')])
    const left = alone({ ...sales, department: 'IT' }, aPerson('bob'))
    expect(operations(world.later(left))).toContainEqual({ op: 'Replace', path: 'active', value: 'False' })
    expect(world.expected(left).users).toEqual([{ userName: 'alice@contoso.com', active: false }])
  })

  test('groups whom a scoping filter keeps out are not made, and deleted when they come to fail it', () => {
    const named = { attribute: 'displayName', operator: 'REGEX MATCH', value: '^App-' }
    const document = { groupMapping: { sourceObjectScope: [{ title: 'App groups', clauses: [named] }] } }
    const group = (id: string, displayName: string): Directory['groups'][number] => ({ id, displayName, members: [] })
    const world = worldOf(document, { people: [], groups: [group('1', 'App-1'), group('2', 'Other')] })
    expect(bodies(world.first, 'POST').map(({ displayName }) => displayName)).toEqual(['App-1'])
    const { requests } = world.later({ people: [], groups: [group('1', 'Renamed'), group('2', 'Other')] })
    expect(requests.map(({ method }) => method)).toContain('DELETE')
    expect(world.responder.groups.size).toBe(0)
  })

  test.each([
    ['create', alone(sales), 'POST'],
    ['update', alone({ ...sales, active: false }), 'PATCH'],
    ['delete', alone(), 'DELETE'],
  ])('an action that is ticked off is never sent [%s]', (action, after, method) => {
    const off = worldOf({ userMapping: { targetObjectActions: { [action]: false } } }, alone(sales))
    const later = off.later(after)
    const sent = [...off.first.requests, ...later.requests].filter((request) => request.path.startsWith('/Users'))
    expect(sent.map((request) => request.method)).not.toContain(method)
    expect([...notSent(off.first), ...notSent(later)]).toContainEqual(
      expect.stringMatching(/^Target object action .* is off/),
    )
    const on = worldOf({}, alone(sales))
    expect([...on.first.requests, ...on.later(after).requests].map((request) => request.method)).toContain(method)
  })

  test('what is not mapped is not written: manager, members', () => {
    const directory: Directory = {
      people: [aPerson('alice', { manager: 'bob' }), aPerson('bob')],
      groups: [{ id: 'g', displayName: 'G', members: ['alice'] }],
    }
    const nameOnly = {
      attributes: [{ type: 'direct', source: 'displayName', target: 'displayName', matchingPrecedence: 1 }],
    }
    const { first } = worldOf({ ...users(USER_NAME, ACTIVE), groupMapping: nameOnly }, directory)
    expect(bodies(first, 'PATCH')).toEqual([])
    expect(bodies(first, 'POST')[2]).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'G',
      members: [],
      meta: { resourceType: 'Group' },
    })
  })

  test('a group mapping that is not enabled sends nothing about groups, not even a probe', () => {
    const directory: Directory = { people: [], groups: [{ id: 'g', displayName: 'G', members: [] }] }
    const world = worldOf({ groupMapping: { enabled: false } }, directory)
    expect(trace(world.first.requests)).toEqual([PROBES[0]])
    expect(world.expected(directory).groups).toEqual([])
  })

  test('a group is named by its mapping', () => {
    const name = {
      type: 'expression',
      expression: 'Append("app-", [displayName])',
      target: 'displayName',
      matchingPrecedence: 1,
    }
    const directory: Directory = { people: [], groups: [{ id: 'g', displayName: 'G', members: [] }] }
    const world = worldOf({ groupMapping: { attributes: [name] } }, directory)
    expect(trace(world.first.requests)).toContain(
      'GET /Groups?excludedAttributes=members&filter=displayName+eq+%22app-G%22',
    )
    expect(world.expected(directory).groups).toEqual([{ displayName: 'app-G', members: [] }])
    expect([...world.responder.groups.values()].map(({ displayName }) => displayName)).toEqual(['app-G'])
  })
})

describe('settings that are saved later', () => {
  const directory = alone(aPerson('alice', { title: 'Clerk' }))
  const nick = users(USER_NAME, ACTIVE, { type: 'constant', value: 'Nick', target: 'nickName' })

  /** Follows an unchanged directory twice, 40 minutes apart. */
  function followed(before: JsonObject, after: JsonObject): Played<unknown> {
    const state = { value: {} }
    const responder = createResponder()
    const contextAt = (minutes: number, document: JsonObject): ScenarioContext => ({
      ...aContext(directory, EXACT),
      settings: document,
      state,
      now: () => new Date(minutes * 60_000),
    })
    play(follow(DEFAULT_SETUP, { before: undefined, after: directory }, contextAt(0, before)), responder.answer)
    const change = { before: directory, after: directory }
    return play(follow(DEFAULT_SETUP, change, contextAt(41, after)), responder.answer)
  }

  test('make the next cycle an initial one where mappings or filters differ', () => {
    const played = followed({}, nick)
    expect(played.steps.map(({ cause }) => cause)).toContain('Initial cycle')
    expect(played.requests.at(-1)?.body?.Operations).toEqual([{ op: 'Add', path: 'nickName', value: 'Nick' }])
  })

  test('leave it an incremental one where only options differ', () => {
    const played = followed(nick, { ...nick, notificationEmail: 'admin@contoso.com' })
    expect(trace(played.requests)).toEqual(PROBES)
  })
})

describe('accountEnabled mapped to active', () => {
  const enabled = users(USER_NAME, { type: 'direct', source: 'accountEnabled', target: 'active' })
  const before = alone(aPerson('alice'))
  const after = alone(aPerson('alice', { active: false }))

  test.each([
    ['unassigned', []],
    ['blocked', [{ op: 'Replace', path: 'active', value: 'False' }]],
  ] as const)(
    'tells the target of somebody whose sign-in is blocked, and not of an unassignment [%s]',
    (leaving, sent) => {
      const responder = createResponder()
      const context: ScenarioContext = { ...aContext(before, EXACT), settings: enabled }
      play(follow(DEFAULT_SETUP, { before: undefined, after: before }, context), responder.answer)
      const job = openJob(DEFAULT_SETUP, context)
      const played = play(followJob(job, { before, after }, { leaving }), responder.answer)
      expect(bodies(played, 'PATCH').flatMap(({ Operations }) => Operations)).toEqual(sent)
      expect(expectedTarget(after, job).users).toEqual([
        { userName: 'alice@contoso.com', active: leaving === 'unassigned' },
      ])
    },
  )
})
