import { play } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { v2Enterprise } from '../src/profiles/v2-enterprise.ts'
import { aContext, aDirectory, aFullDirectory, aPerson } from './context.ts'
import { failures, run, scenario, shapesOf, sorted } from './play-scenario.ts'
import { type Misbehaviour, ScimResponder } from './scim-responder.ts'

const full = aFullDirectory()

describe('lifecycle against a correct server', () => {
  const server = new ScimResponder()
  const played = run('lifecycle', full, { server })

  test('exercises every request shape of the catalogue, and the catalogue has at least 20', () => {
    expect(shapesOf(played)).toEqual(v2Enterprise.shapes.map(({ id }) => id).toSorted())
    expect(v2Enterprise.shapes.length).toBeGreaterThanOrEqual(20)
  })

  test('every shape survives: no finding and no failed or skipped step', () => {
    expect(played.findings).toEqual([])
    expect(failures(played)).toEqual([])
  })

  test('leaves the server as OneLogin’s rules say', () => {
    expect(sorted(server.state())).toEqual(sorted(played.result))
  })

  test('leaves nobody out, three newcomers beside the directory, most people active and some inactive', () => {
    const active = played.result.users.filter((user) => user.active)
    expect(played.result.users).toHaveLength(40 + 3)
    expect(active.length).toBeGreaterThan(30)
    expect(active.length).toBeLessThan(40 + 3)
  })

  test('a renamed role is a new group, and the old group keeps its members', () => {
    const renamed = played.steps.find(({ action }) => action === 'renameGroup')?.subject.name
    const groups = new Map(played.result.groups.map((group) => [group.displayName, group.members]))
    // Six of the directory, one of the newcomers, one of the new name.
    expect(groups.size).toBe(6 + 1 + 1)
    expect(renamed).toBeDefined()
    expect(groups.get(`${renamed} (renamed)`)?.length).toBeGreaterThan(0)
    expect(groups.get(renamed ?? '')?.length).toBeGreaterThan(0)
  })

  test('never PATCHes a user, never deletes a group, never asks for discovery', () => {
    const lines = played.requests.map(({ method, path }) => `${method} ${path}`)
    expect(
      lines.filter((line) => /^PATCH \/Users|^(DELETE|PUT) \/Groups|ServiceProvider|Schemas|Bulk/.test(line)),
    ).toEqual([])
  })

  test('records what OneLogin does not send, with the reason', () => {
    const silent = played.steps.filter(({ result }) => result?.outcome === 'notSent')
    expect(silent.map(({ action }) => action).toSorted()).toEqual([
      'deactivate',
      'deactivate',
      'import',
      'remove',
      'removeGroup',
      'renameGroup',
    ])
    expect(silent.every(({ result }) => (result?.reason ?? '') !== '')).toBe(true)
  })

  test('carries only quirks of the catalogue, and every one that a request can carry', () => {
    const carried = new Set(played.requests.flatMap(({ quirks }) => quirks ?? []))
    const catalogue = v2Enterprise.quirks.map(({ id }) => id)
    // One shows in how an answer is judged, not in a request; one needs an admin's settings.
    const absent = ['needs-names-in-answer', 'custom-headers']
    expect([...carried].toSorted()).toEqual(catalogue.filter((id) => !absent.includes(id)).toSorted())
  })

  test('the same seed gives the same requests', () => {
    expect(run('lifecycle', aFullDirectory()).requests).toEqual(played.requests)
  })
})

describe('lifecycle under other circumstances', () => {
  test.each(['one', 'two', 'three'])(
    'exercises every shape on another directory of 40 people in 6 groups (seed %s)',
    (seed) => {
      const played = run('lifecycle', aFullDirectory(seed))
      expect(v2Enterprise.shapes.map(({ id }) => id).filter((id) => !shapesOf(played).includes(id))).toEqual([])
      expect(played.findings).toEqual([])
    },
  )

  test('a second lifecycle on the same app and server is as clean as the first', () => {
    const [server, state] = [new ScimResponder(), { value: {} }]
    run('lifecycle', full, { server, state })
    const again = run('lifecycle', full, { server, state: JSON.parse(JSON.stringify(state)) as typeof state })
    expect(again.findings).toEqual([])
    expect(failures(again)).toEqual([])
    expect(sorted(server.state())).toEqual(sorted(again.result))
  })

  test('a fresh app links everybody it finds on a server that is already filled', () => {
    const server = new ScimResponder()
    run('demo', full, { server })
    const again = run('demo', full, { server })
    expect(again.requests.filter(({ method, path }) => method === 'POST' && path === '/Users')).toEqual([])
    expect(again.steps.filter(({ action }) => action === 'link')).toHaveLength(40)
    expect(again.findings).toEqual([])
  })

  test.each([
    ['knob membership-patches=changed', { 'membership-patches': 'changed' }],
    ['knob remove-form=value-list', { 'remove-form': 'value-list' }],
    ['knob bulk-import=on', { 'bulk-import': 'on' }],
    ['knob read-back=off', { 'read-back': 'off' }],
    ['knob skip-if-blank=on', { 'skip-if-blank': 'on' }],
    ['knob when-suspended=Do Nothing', { 'when-suspended': 'Do Nothing' }],
    ['knob tasks-at-once=4', { 'tasks-at-once': '4' }],
  ])('stays true to its expectation with %s', (_case, knobs) => {
    const server = new ScimResponder()
    const played = run('lifecycle', full, { server, knobs })
    expect(played.findings).toEqual([])
    expect(sorted(server.state())).toEqual(sorted(played.result))
  })

  test('with approval ticked every task is Pending and nothing but the connection is on the wire', () => {
    const played = run('lifecycle', aDirectory(aPerson()), { knobs: { 'admin-approval': 'ticked' } })
    expect(played.requests.filter(({ path }) => path.startsWith('/Users/'))).toEqual([])
    expect(played.steps.find(({ action }) => action === 'create')?.result?.reason).toMatch(/^Pending/)
  })

  test.each([
    ['nobody', { people: [], groups: [] }],
    ['one person and no group', { people: [aPerson()], groups: [] }],
    ['one person who is suspended', aDirectory(aPerson({ active: false }))],
  ])('plays what it can with %s', (_case, directory) => {
    const server = new ScimResponder()
    const played = run('lifecycle', directory, { server })
    expect(played.findings).toEqual([])
    expect(sorted(server.state())).toEqual(sorted(played.result))
  })

  test('an app whose connection stays Disabled provisions nothing', () => {
    const played = play(scenario('lifecycle').play(aContext(full)), () => ({ status: 401 }))
    expect(played.requests).toHaveLength(1)
    expect(played.findings).toMatchObject([{ id: 'enable-token-refused', whose: 'configuration' }])
    expect(played.result).toEqual({ users: [], groups: [] })
  })

  test('names from the wire and the directory such as __proto__ are ordinary names', () => {
    const people = [aPerson(), aPerson({ id: '__proto__', userName: 'constructor', email: 'c@acme.test' })]
    const groups = [{ id: 'g1', displayName: '__proto__', members: ['__proto__', 'ann'] }]
    const server = new ScimResponder()
    const played = run('demo', { people, groups }, { server })
    expect(played.findings).toEqual([])
    expect(sorted(server.state())).toEqual(sorted(played.result))
  })
})

describe('what a server does wrong', () => {
  const cases: [string, Misbehaviour, string[]][] = [
    ['hides inactive people', { hideInactive: true }, ['lookup-hides-inactive', 'create-duplicate']],
    ['ignores the filter', { ignoreFilter: true }, ['lookup-filter-ignored']],
    ['does not store active', { ignoreActive: true }, ['active-not-honoured']],
    ['drops the enterprise extension', { dropEnterprise: true }, ['attribute-lost.department']],
    ['trims names', { trimNames: true }, ['attribute-lost.name.familyName']],
    ['has no PATCH for groups', { noGroupPatch: true }, ['group-patch-unsupported']],
    ['loses members', { loseMembers: true }, ['membership-lost']],
    ['leaves names out of the answer to a create', { noNamesOnCreate: true }, ['create-no-names']],
  ]

  test.each(cases)('a server that %s is found out', (_case, wrong, ids) => {
    const played = run('lifecycle', full, { server: new ScimResponder(wrong) })
    const found = [...new Set(played.findings.map(({ id }) => id))]
    expect(found).toEqual(expect.arrayContaining(ids))
    expect(played.findings.every(({ exchanges }) => exchanges.length > 0)).toBe(true)
  })

  test('one defect has one title however often it shows', () => {
    const played = run('lifecycle', full, { server: new ScimResponder({ dropEnterprise: true }) })
    expect(new Set(played.findings.map(({ title }) => title)).size).toBe(1)
    expect(played.findings[0]).toMatchObject({ level: 'warn' })
    expect(failures(played)).toEqual([])
  })

  test('a list of groups that comes in pages is read to its end', () => {
    const server = new ScimResponder({ groupsPerPage: 2 })
    run('demo', full, { server })
    const again = run('demo', full, { server })
    expect(again.requests.filter(({ shape }) => shape === 'get-groups').map(({ path }) => path)).toEqual([
      '/Groups',
      '/Groups?startIndex=3&',
      '/Groups?startIndex=5&',
    ])
    expect(again.findings).toEqual([])
  })
})

describe('demo', () => {
  test('the first run fills the server, removes nothing and leaves some inactive', () => {
    const played = run('demo', full)
    expect(played.requests.filter(({ method }) => method === 'DELETE')).toEqual([])
    expect(played.result.users.filter(({ active }) => !active).length).toBeGreaterThan(0)
    expect(played.result.groups.every(({ members }) => members.length > 0)).toBe(true)
  })

  test('later runs play one change of profile, one of status and one of roles, back and forth', () => {
    const [server, state] = [new ScimResponder(), { value: {} }]
    run('demo', full, { server, state })
    const actions = [1, 2].map(() => {
      const played = run('demo', full, { server, state })
      expect(played.findings).toEqual([])
      expect(sorted(server.state())).toEqual(sorted(played.result))
      return played.steps.map(({ action }) => action).filter((action) => !['verify', 'addMembers'].includes(action))
    })
    expect(actions).toEqual([
      ['update', 'deactivate', 'update'],
      ['update', 'reactivate', 'update', 'removeMembers'],
    ])
  })

  test('a person new in the directory is provisioned by the next run', () => {
    const [server, state] = [new ScimResponder(), { value: {} }]
    run('demo', aDirectory(aPerson(), aPerson({ id: 'bo', userName: 'bo@acme.test' })), { server, state })
    const cy = aPerson({ id: 'cy', userName: 'cy@acme.test' })
    run('demo', aDirectory(aPerson(), aPerson({ id: 'bo', userName: 'bo@acme.test' }), cy), { server, state })
    expect(server.state().users.map(({ userName }) => userName)).toContain('cy@acme.test')
  })
})

describe('removal', () => {
  test('deletes every account by DELETE and leaves the groups, empty', () => {
    const server = new ScimResponder()
    const played = run('removal', full, { server })
    expect(played.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(40)
    expect(server.state().users).toEqual([])
    expect(sorted(server.state())).toEqual(sorted(played.result))
    expect(server.groups.size).toBe(6)
  })
})
