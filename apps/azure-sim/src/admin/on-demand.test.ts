import { describe, expect, test } from 'vitest'
import { aTestApp } from '../testing/clock.ts'
import { aConnectedDesk as connected, type Desk, reasons, aStartedDesk as started, writes } from '../testing/desk.ts'
import { held, sorted } from '../testing/held.ts'
import { trace } from '../testing/trace.ts'
import { aliceAndBob, aPerson, DEFAULT_SETUP, FLAG_SETUP } from '../testing/world.ts'
import { createAdminActions } from './admin-actions.ts'

const [alice, bob] = aliceAndBob().people
if (!alice || !bob) throw new TypeError('no Alice or Bob')
describe('Provision on demand', () => {
  test('probes three times, then imports, scopes, matches and creates', () => {
    const desk = connected()
    const { requests, steps } = desk.order('provisionOnDemand', { person: bob })
    expect(requests.map(({ shape }) => shape)).toEqual([
      'probe-users',
      'probe-users',
      'probe-users',
      'match-user',
      'create-user',
    ])
    expect(new Set(requests.slice(0, 3).map(({ path }) => path)).size).toBe(3)
    expect(steps.map(({ cause }) => cause)).toEqual([
      'Provision on demand: Test connection',
      'Provision on demand: 1 Import user',
      'Provision on demand: 2 Determine if user is in scope',
      'Provision on demand: 3 Match user between source and target',
      'Provision on demand: 4 Perform action',
    ])
  })

  test('ignores the flag of the Tenant URL in its shapes, and sends the query', () => {
    const desk = connected({ setup: FLAG_SETUP })
    desk.order('provisionOnDemand', { person: bob })
    const { requests } = desk.order('provisionOnDemand', { person: { ...bob, title: 'X' } })
    expect(trace(requests).at(-1)).toBe(
      'PATCH /Users/Users-1?aadOptscim062020 [{"op":"Add","path":"title","value":"X"}]',
    )
  })

  test('disables an unassigned user, and leaves a deleted one as it is', () => {
    const desk = started()
    desk.order('unassign', { person: alice, options: { cycle: 'later' } })
    expect(writes(desk.order('provisionOnDemand', { person: { ...alice, active: false } }))[0]).toContain('"False"')
    desk.order('softDelete', { person: bob, options: { cycle: 'later' } })
    const deleted = desk.order('provisionOnDemand', { person: { ...bob, active: false } })
    expect(writes(deleted)).toEqual([])
    expect(reasons(deleted)).toContainEqual(expect.stringContaining('Active in source system: False'))
  })

  const card = (desk: Desk, person: typeof alice): string | undefined => {
    const found = desk.directory().people.find(({ id }) => id === person.id)
    const played = desk.order('provisionOnDemand', { person: found ?? person })
    expect(writes(played)).toEqual([])
    return reasons(played).find((reason) => reason.startsWith('Active in source system'))
  }

  test.each([
    [['block'], 'False', 'True'],
    [['softDelete'], 'False', 'True'],
    [['unassign', 'block'], 'False', 'False'],
    [['block', 'unassign'], 'False', 'False'],
    [['softDelete', 'unassign'], 'False', 'False'],
    [['unassign'], 'True', 'False'],
    [['block', 'unblock', 'unassign'], 'True', 'False'],
    [['block', 'unassign', 'assign', 'unassign'], 'True', 'False'],
    [['softDelete', 'restore', 'unassign'], 'True', 'False'],
  ] as const)(
    'after %j the card says Active in source system: %s, Assigned to application: %s',
    (orders, active, assigned) => {
      const desk = started({ knobs: { skipOutOfScope: 'on' } })
      for (const id of orders) desk.order(id, { person: alice })
      expect(card(desk, alice)).toBe(
        `Active in source system: ${active}; Assigned to application: ${assigned}; Scope sync all: False; User has required role: True`,
      )
      expect(desk.record().log.at(-1)).toMatchObject({
        provisioningAction: 'other',
        provisioningStatusInfo: {
          status: 'skipped',
          errorInformation: { errorCode: 'EntrySynchronizationSkipped' },
        },
        provisioningSteps: [
          { provisioningStepType: 'import', status: 'success' },
          { provisioningStepType: 'scoping', status: 'skipped' },
        ],
        sourceIdentity: { id: 'alice' },
      })
    },
  )

  test('a group that is out of scope has a row of the log too', () => {
    const desk = started()
    const [group] = desk.directory().groups
    if (!group) throw new TypeError('no group')
    desk.order('unassignGroup', { group })
    desk.order('provisionGroupOnDemand', { group })
    expect(desk.record().log.at(-1)).toMatchObject({
      provisioningStatusInfo: { status: 'skipped', errorInformation: { reason: 'Assigned to application: False' } },
      sourceIdentity: { id: group.id, identityType: 'Group' },
    })
  })

  test('creates nobody where Create is off, and leaves who is unassigned with SkipOutOfScopeDeletions', () => {
    const off = connected({ settings: { userMapping: { targetObjectActions: { create: false } } } })
    const refused = off.order('provisionOnDemand', { person: bob })
    expect(writes(refused)).toEqual([])
    expect(refused.result.users).toEqual([])
    const skipping = started({ knobs: { skipOutOfScope: 'on' } })
    skipping.order('unassign', { person: alice })
    expect(writes(skipping.order('provisionOnDemand', { person: { ...alice, active: false } }))).toEqual([])
  })

  test.each([
    ['not enabled', { groupMapping: { enabled: false } }],
    [
      'a scoping filter',
      {
        groupMapping: {
          sourceObjectScope: [{ clauses: [{ attribute: 'displayName', operator: 'EQUALS', value: 'Other' }] }],
        },
      },
    ],
  ])('sends nothing about a group that is out of scope: %s', (reason, settings) => {
    const desk = connected({ settings })
    const [group] = desk.directory().groups
    if (!group) throw new TypeError('no group')
    const played = desk.order('provisionGroupOnDemand', { group })
    expect(played.requests).toEqual([])
    expect(reasons(played)).toEqual([expect.stringContaining(reason)])
  })

  test('writes a group with up to five members', () => {
    const people = Array.from({ length: 7 }, (_, n) => aPerson(`p${n}`))
    const group = { id: 'big', displayName: 'Big', members: people.map(({ id }) => id) }
    const app = aTestApp()
    const actions = createAdminActions(DEFAULT_SETUP)
    const action = actions.find(({ id }) => id === 'provisionGroupOnDemand')
    const directory = { people, groups: [group] }
    const connect = actions.find(({ id }) => id === 'connect')?.prepare({ options: {} }, directory)
    if (!connect) throw new TypeError('no Test Connection')
    app.play(directory, connect.play)
    const prepared = action?.prepare({ group, options: { members: '' } }, directory)
    if (!prepared) throw new TypeError('no action')
    app.play(directory, prepared.play)
    expect(app.responder.users.size).toBe(5)
    expect([...app.responder.groups.values()][0]?.members).toHaveLength(5)
    const six = people.slice(0, 6).map(({ userName }) => userName)
    expect(() => action?.prepare({ group, options: { members: six.join(',') } }, directory)).toThrow(/At most 5/)
    expect(() => action?.prepare({ group, options: { members: 'nobody@contoso.com' } }, directory)).toThrow(/no member/)
  })
})

describe('Delete object connection', () => {
  test('is refused while the job is active, and makes a stopped one match the user anew', () => {
    const desk = started()
    expect(reasons(desk.order('deleteObjectConnection', { person: alice }))).toEqual([expect.stringContaining('409')])
    desk.order('stop')
    const dropped = desk.order('deleteObjectConnection', { person: alice })
    expect(dropped.requests).toEqual([])
    expect(sorted(dropped.result)).toEqual(held(desk.app.responder))
    desk.order('edit', { person: alice, changes: { title: 'X' } })
    const next = desk.order('start')
    expect(next.requests.slice(2).map(({ shape }) => shape)).toEqual(['match-user', 'replace-attribute'])
    expect(next.findings).toEqual([])
    expect(sorted(next.result)).toEqual(held(desk.app.responder))
  })
})

describe('Prevent accidental deletion', () => {
  const prevented = (): Desk => {
    const desk = started()
    desk.order('properties', { options: { preventAccidentalDeletion: '2' } })
    desk.order('unassign', { person: alice, options: { cycle: 'later' } })
    expect(writes(desk.order('unassign', { person: bob }))).toEqual([])
    expect(desk.record().quarantine?.reason).toBe('TooManyDeletes')
    return desk
  }

  test('Allow deletes sends what was held back', () => {
    const desk = prevented()
    expect(writes(desk.order('allowDeletes'))).toHaveLength(2)
    expect(desk.record()).toMatchObject({ status: 'Active', forceDeletes: false })
  })

  test('Reject deletes leaves the accounts as they are', () => {
    const desk = prevented()
    const rejected = desk.order('rejectDeletes')
    expect(writes(rejected)).toEqual([])
    expect(desk.record().status).toBe('Active')
    expect(sorted(rejected.result)).toEqual(held(desk.app.responder))
    expect(writes(desk.order('nextCycle'))).toEqual([])
    desk.order('assign', { person: alice })
    expect(writes(desk.order('unassign', { person: alice }))).toHaveLength(1)
  })

  test('counts only what would be sent', () => {
    const actions = { create: true, update: false, delete: true }
    const desk = started({
      settings: { userMapping: { targetObjectActions: actions } },
      knobs: { deletionThreshold: '1' },
    })
    desk.order('unassign', { person: alice })
    expect(desk.record().quarantine).toBeUndefined()
  })

  test.each(['abc', '0', '-1', '1.5', ''])('takes no threshold of %j', (preventAccidentalDeletion) => {
    expect(() => started().order('properties', { options: { preventAccidentalDeletion } })).toThrow(/whole number/)
  })

  test('sends nothing by themselves where nothing is held back', () => {
    const desk = started()
    expect(desk.order('allowDeletes').requests).toEqual([])
    expect(desk.order('rejectDeletes').requests).toEqual([])
  })
})
