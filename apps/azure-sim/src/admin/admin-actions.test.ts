import type { Expected } from '@scimulator/admin-api'
import { type ActionOrder, type AdminAction, type Directory, withoutPerson, withPerson } from '@scimulator/sim-kit'
import type { Played } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { openJob } from '../job/job.ts'
import type { JobRecord } from '../job/job-record.ts'
import { aTestApp, type TestApp } from '../testing/clock.ts'
import { held, sorted } from '../testing/held.ts'
import { PROBES, trace } from '../testing/trace.ts'
import { aliceAndBob, aPerson, DEFAULT_SETUP, FLAG_SETUP } from '../testing/world.ts'
import { vendor } from '../vendor.ts'
import { createAdminActions } from './admin-actions.ts'

const start = aliceAndBob()
const [alice, bob] = start.people
const [sales] = start.groups
if (!alice || !bob || !sales) throw new TypeError('no Alice, Bob or Sales')

interface Desk {
  readonly app: TestApp
  order(id: string, words?: Partial<ActionOrder>): Played<Expected>
  directory(): Directory
  record(): JobRecord
}

/** An admin at the portal of an app, with the directory the orders leave behind. */
function aDesk(options: Parameters<typeof aTestApp>[0] = {}): Desk {
  const app = aTestApp(options)
  const actions = createAdminActions(options.setup ?? DEFAULT_SETUP)
  let directory: Directory = start
  return {
    app,
    directory: () => directory,
    record: () => openJob(DEFAULT_SETUP, app.context).record,
    order(id, words = {}) {
      const action = actions.find((candidate) => candidate.id === id)
      if (!action) throw new TypeError(`no action ${id}`)
      const prepared = action.prepare({ ...words, options: { ...defaults(action), ...words.options } }, directory)
      directory = prepared.directory
      return app.play(directory, prepared.play)
    },
  }
}

const defaults = ({ options = [] }: AdminAction): Record<string, string> =>
  Object.fromEntries(options.map(({ id, default: usual = '' }) => [id, usual]))
const writes = ({ requests }: Played<unknown>): string[] => trace(requests).filter((line) => !line.startsWith('GET'))
const reasons = ({ steps }: Played<unknown>): string[] => steps.map(({ result }) => result?.reason ?? '')

function started(options: Parameters<typeof aTestApp>[0] = {}): Desk {
  const desk = aDesk(options)
  desk.order('connect')
  desk.order('start')
  return desk
}

test('every action of both profiles has a label, a summary, evidence and an id of its own', () => {
  for (const { adminActions = [] } of vendor.profiles) {
    expect(new Set(adminActions.map(({ id }) => id)).size).toBe(adminActions.length)
    for (const { label, summary, evidence } of adminActions) {
      expect([label, summary, evidence.source].every((text) => text.length > 0)).toBe(true)
    }
    expect(adminActions.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['connect', 'assign', 'unassign', 'edit', 'push']),
    )
  }
})

describe('the job', () => {
  test('is configured by a connection test, started with an initial cycle, and stopped', () => {
    const desk = aDesk()
    expect(desk.record().status).toBe('NotConfigured')
    expect(trace(desk.order('connect').requests)).toEqual(PROBES)
    expect(desk.record().status).toBe('NotRun')
    expect(writes(desk.order('start'))).toHaveLength(5)
    expect(desk.record().status).toBe('Active')
    desk.order('stop')
    expect(desk.record().status).toBe('Paused')
  })

  test('that is stopped sends nothing; started again it exports what had to wait', () => {
    const desk = started()
    desk.order('provisioningStatus', { options: { status: 'Off' } })
    const waiting = desk.order('edit', { person: alice, changes: { title: 'X' } })
    expect(waiting.requests).toEqual([])
    expect(sorted(waiting.result)).toEqual(held(desk.app.responder))
    expect(writes(desk.order('provisioningStatus', { options: { status: 'On' } }))).toEqual([
      'PATCH /Users/Users-1 [{"op":"Replace","path":"title","value":"X"}]',
    ])
  })

  test('cannot be started before the connection test succeeds', () => {
    const desk = aDesk({ fault: () => ({ status: 401 }) })
    const { requests } = desk.order('start')
    expect(requests).toHaveLength(1)
    expect(desk.record().status).toBe('NotConfigured')
  })

  test('that was not started evaluates the one person an admin assigns, and nobody else', () => {
    const desk = aDesk()
    expect(writes(desk.order('assign', { person: alice }))).toEqual(['POST /Users'])
    expect(desk.record()).toMatchObject({ status: 'NotConfigured', watermark: undefined })
  })

  test('waits for its next cycle when asked', () => {
    const desk = started()
    const { requests, waits } = desk.order('nextCycle')
    expect(trace(requests)).toEqual(PROBES)
    expect(waits).toEqual([40 * 60_000])
  })
})

describe('Restart provisioning', () => {
  const shapesAfter = (resetScope: string): string[] =>
    started()
      .order('restart', { options: { resetScope } })
      .requests.map(({ shape }) => shape)

  test('by the button evaluates everything by its link', () => {
    expect(shapesAfter('QuarantineState,Watermark,Escrows').slice(2)).toEqual(['read-user', 'read-user', 'read-group'])
  })

  test('with Full drops the links: everything is matched, members are sent again', () => {
    expect(shapesAfter('Full').slice(2)).toEqual(['match-user', 'match-user', 'match-group', 'add-members'])
  })

  test.each(['None', 'Escrows', 'QuarantineState', 'ForceDeletes', 'ConnectorDataStore'])(
    'with %s alone evaluates nothing again by itself',
    (scope) => {
      expect(shapesAfter(scope)).toEqual(['probe-users', 'probe-groups'])
    },
  )

  test('with Escrows forgets what failed', () => {
    const desk = started({
      fault: ({ body }) => (body?.userName === 'carol@contoso.com' ? { status: 500 } : undefined),
    })
    desk.app.follow({ before: start, after: withPerson(start, aPerson('carol')) })
    desk.order('restart', { options: { resetScope: 'Escrows' } })
    expect(desk.record().lastExecution?.escrowed).toBe(0)
  })

  test('lifts a quarantine', () => {
    let refused = false
    const desk = started({ fault: () => (refused ? { status: 401 } : undefined) })
    refused = true
    desk.order('nextCycle')
    expect(desk.record().status).toBe('Quarantine')
    refused = false
    desk.order('restart')
    expect(desk.record()).toMatchObject({ status: 'Active', quarantine: undefined })
  })

  test('refuses a scope there is not', () => {
    expect(() => started().order('restart', { options: { resetScope: 'Everything' } })).toThrow(/names no reset scope/)
  })
})

describe('users and groups', () => {
  test('an assignment taken away disables, given again enables', () => {
    const desk = started()
    expect(writes(desk.order('unassign', { person: alice }))[0]).toContain('"active","value":"False"')
    expect(writes(desk.order('assign', { person: alice }))[0]).toContain('"active","value":"True"')
  })

  test('a change may wait for the next cycle', () => {
    const desk = started()
    expect(desk.order('unassign', { person: alice, options: { cycle: 'later' } }).requests).toEqual([])
    expect(writes(desk.order('nextCycle'))).toHaveLength(1)
  })

  test('a group whose assignment goes is deleted, and made anew when it comes back', () => {
    const desk = started()
    const gone = desk.order('unassignGroup', { group: sales })
    expect(writes(gone)).toEqual(['DELETE /Groups/Groups-3'])
    expect(gone.result.groups).toEqual([])
    const back = desk.order('push', { group: sales })
    expect(writes(back)[0]).toBe('POST /Groups')
    expect(sorted(back.result)).toEqual(held(desk.app.responder))
  })

  test('a deleted user is disabled, a restored one enabled, a purged one deleted', () => {
    const desk = started()
    expect(writes(desk.order('softDelete', { person: alice }))[0]).toContain('"False"')
    expect(writes(desk.order('restore', { person: alice }))[0]).toContain('"True"')
    desk.order('softDelete', { person: alice })
    expect(writes(desk.order('permanentlyDelete', { person: alice }))).toContain('DELETE /Users/Users-1')
  })

  test('a deleted user is purged after 30 days by itself', () => {
    const desk = started()
    desk.order('softDelete', { person: alice })
    desk.app.pass(30 * 24 * 60 * 60_000)
    expect(writes(desk.order('nextCycle'))).toEqual(['DELETE /Users/Users-1'])
  })

  test('a blocked user stays managed: a later deletion deletes, after an unassignment it does not', () => {
    for (const [how, deletes] of [
      ['block', 1],
      ['unassign', 0],
    ] as const) {
      const desk = started()
      desk.order(how, { person: alice })
      const order = desk.order('permanentlyDelete', { person: alice })
      expect(writes(order).filter((line) => line.startsWith('DELETE'))).toHaveLength(deletes)
      expect(sorted(order.result)).toEqual(held(desk.app.responder))
    }
  })

  test('an edit is exported, an empty text clears and sends nothing', () => {
    const desk = started()
    expect(writes(desk.order('edit', { person: alice, changes: { title: 'Chief' } }))).toHaveLength(1)
    expect(writes(desk.order('edit', { person: { ...alice, title: 'Chief' }, changes: { title: '' } }))).toEqual([])
  })
})

describe('Provision on demand', () => {
  test('probes three times, then imports, scopes, matches and creates', () => {
    const desk = aDesk()
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
    const desk = aDesk({ setup: FLAG_SETUP })
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

  test('writes a group with up to five members', () => {
    const people = Array.from({ length: 7 }, (_, n) => aPerson(`p${n}`))
    const group = { id: 'big', displayName: 'Big', members: people.map(({ id }) => id) }
    const app = aTestApp()
    const action = createAdminActions(DEFAULT_SETUP).find(({ id }) => id === 'provisionGroupOnDemand')
    const directory = { people, groups: [group] }
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

  test('sends nothing by themselves where nothing is held back', () => {
    const desk = started()
    expect(desk.order('allowDeletes').requests).toEqual([])
    expect(desk.order('rejectDeletes').requests).toEqual([])
  })
})

test('somebody deleted from the directory by another way is followed too', () => {
  const desk = started()
  const gone = withoutPerson(start, 'alice')
  expect(writes(desk.app.follow({ before: start, after: gone }))).toHaveLength(1)
})
