import { withoutPerson, withPerson } from '@scimulator/sim-kit'
import { describe, expect, test } from 'vitest'
import { aDesk, type Desk, reasons, aStartedDesk as started, writes } from '../testing/desk.ts'
import { held, sorted } from '../testing/held.ts'
import { PROBES, trace } from '../testing/trace.ts'
import { aliceAndBob, aPerson, DEFAULT_SETUP } from '../testing/world.ts'
import { vendor } from '../vendor.ts'
import { createAdminActions } from './admin-actions.ts'

const start = aliceAndBob()
const [alice] = start.people
const [sales] = start.groups
if (!alice || !sales) throw new TypeError('no Alice or Sales')

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

/** A desk after some orders about Alice and Sales. */
const after = (...orders: readonly string[]): Desk => {
  const desk = aDesk()
  for (const id of orders) desk.order(id, { person: alice, group: sales })
  return desk
}

const inQuarantine = (): Desk => {
  let refused = false
  const desk = started({ fault: () => (refused ? { status: 401 } : undefined) })
  refused = true
  desk.order('nextCycle')
  return desk
}

const withHeldDeletions = (): Desk => {
  const desk = started({ knobs: { deletionThreshold: '1' } })
  desk.order('unassign', { person: alice })
  return desk
}

describe.each<[string, () => Desk]>([
  ['a new app', () => after()],
  ['a connected one', () => after('connect')],
  ['a started job', () => after('start')],
  ['a paused job', () => after('start', 'pause')],
  ['a job in quarantine', inQuarantine],
  ['deletions that are held back', withHeldDeletions],
  ['somebody unassigned and a group that is not assigned', () => after('start', 'unassign', 'unassignGroup')],
  ['somebody blocked', () => after('start', 'block')],
  ['a deleted user', () => after('start', 'softDelete')],
  ['a purged user', () => after('start', 'softDelete', 'permanentlyDelete')],
])('with %s', (_state, open) => {
  test.each(createAdminActions(DEFAULT_SETUP).map(({ id }) => id))('the order %s gives a step at least', (id) => {
    for (const cycle of ['play', 'later']) {
      const options = { cycle, ...(id === 'provisioningStatus' ? { status: 'Off' } : {}) }
      const { steps } = open().order(id, { person: alice, group: sales, changes: {}, options })
      expect(steps.length).toBeGreaterThan(0)
    }
  })
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

  test('is not restarted either before the connection test succeeds', () => {
    const desk = aDesk({ fault: () => ({ status: 401 }) })
    expect(desk.order('restart').requests).toHaveLength(1)
    expect(desk.record().status).toBe('NotConfigured')
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

  test('makes a narrower scope count, unless it was widened again', () => {
    const desk = started()
    const scope = (value: string): unknown => desk.order('properties', { options: { scope: value } })
    scope('all')
    scope('assigned')
    expect(desk.record().options.get('scope')).toBe('all')
    desk.order('restart')
    expect(desk.record().options.get('scope')).toBe('assigned')
    scope('all')
    scope('assigned')
    scope('all')
    desk.order('restart')
    expect(desk.record().options.get('scope')).toBe('all')
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

  test.each(['nothing', 'block', 'unassign'])(
    'nobody is deleted permanently who is not in Deleted users (%s)',
    (how) => {
      const desk = started()
      if (how !== 'nothing') desk.order(how, { person: alice })
      const before = desk.directory()
      const refused = desk.order('permanentlyDelete', { person: alice })
      expect([refused.requests, reasons(refused)]).toEqual([
        [],
        ['alice@contoso.com is not in Deleted users: Delete user (softDelete) comes first'],
      ])
      expect(desk.directory()).toEqual(before)
      expect(sorted(refused.result)).toEqual(held(desk.app.responder))
    },
  )

  test('nor who was restored; who never was in the app is, and nothing is sent of them', () => {
    const desk = started()
    desk.order('softDelete', { person: alice })
    desk.order('restore', { person: alice })
    expect(desk.order('permanentlyDelete', { person: alice }).requests).toEqual([])
    const fresh = aDesk()
    fresh.order('softDelete', { person: alice })
    const purged = writes(fresh.order('permanentlyDelete', { person: alice }))
    expect(purged.filter((line) => line.includes('/Users'))).toEqual([])
    expect(fresh.directory().people.map(({ id }) => id)).not.toContain('alice')
  })

  test.each(['assign', 'unblock', 'restore'])(
    'who came back by %s and left otherwise is not in Deleted users',
    (back) => {
      const desk = started()
      for (const id of ['softDelete', back, 'unassign']) desk.order(id, { person: alice })
      const refused = desk.order('permanentlyDelete', { person: alice })
      expect(reasons(refused)).toEqual([expect.stringContaining('is not in Deleted users')])
      expect(desk.directory().people.map(({ id }) => id)).toContain('alice')
    },
  )

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
      desk.order('softDelete', { person: alice })
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

test('somebody deleted from the directory by another way is followed too', () => {
  const desk = started()
  const gone = withoutPerson(start, 'alice')
  expect(writes(desk.app.follow({ before: start, after: gone }))).toHaveLength(1)
})
