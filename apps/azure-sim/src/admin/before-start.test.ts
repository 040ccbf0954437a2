import type { Expected } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import { loadScenario } from '@scimulator/sim-kit'
import type { Played } from '@scimulator/sim-kit/testing'
import { describe, expect, test } from 'vitest'
import { openJob } from '../job/job.ts'
import { defaultProfile } from '../profiles/default.ts'
import { aTestApp } from '../testing/clock.ts'
import {
  aDesk,
  aConnectedDesk as connected,
  type Desk,
  reasons,
  aStartedDesk as started,
  writes,
} from '../testing/desk.ts'
import { held, sorted } from '../testing/held.ts'
import { PROBES, trace } from '../testing/trace.ts'
import { aliceAndBob, DEFAULT_SETUP } from '../testing/world.ts'

const start = aliceAndBob()
const [alice, bob] = start.people
const [group] = start.groups
if (!alice || !bob || !group) throw new TypeError('no Alice, Bob or Sales')

const order = { person: alice, group, changes: { title: 'Z' } }
const SOURCE = [
  'assign',
  'unassign',
  'push',
  'unassignGroup',
  'edit',
  'block',
  'unblock',
  'softDelete',
  'restore',
] as const

describe('before Start provisioning', () => {
  test.each(SOURCE)('%s changes the directory alone, and says so', (id) => {
    for (const [desk, status, reason] of [
      [aDesk(), 'NotConfigured', /^Provisioning is not configured: .*scimulator act azure connect.*act azure start/],
      [connected(), 'NotRun', /^The provisioning job was not started: .*scimulator act azure start/],
    ] as const) {
      const played = desk.order(id, order)
      expect(played.requests).toEqual([])
      expect(played.steps.map(({ result }) => result?.outcome)).toEqual(['notSent'])
      expect(reasons(played)).toEqual([expect.stringMatching(reason)])
      expect(desk.record().status).toBe(status)
      expect(played.result).toEqual({ users: [], groups: [] })
    }
  })

  test('nor does a change promise a next cycle', () => {
    const played = connected().order('edit', { ...order, options: { cycle: 'later' } })
    expect(reasons(played)).toEqual([expect.stringContaining('was not started')])
  })

  test('the initial cycle exports what was changed until then', () => {
    const desk = connected()
    desk.order('edit', order)
    desk.order('block', { person: bob })
    desk.order('unassignGroup', { group })
    const played = desk.order('start')
    expect(writes(played)).toEqual(['POST /Users'])
    expect(played.requests.find(({ method }) => method === 'POST')?.body).toMatchObject({ title: 'Z' })
    expect(sorted(played.result)).toEqual(held(desk.app.responder))
    expect(writes(desk.order('edit', { ...order, changes: { title: 'Y' } }))).toHaveLength(1)
  })

  test('a paused job says that changes wait', () => {
    const desk = started()
    desk.order('pause')
    expect(reasons(desk.order('edit', order))).toEqual([expect.stringContaining('paused')])
  })

  test('nothing is provisioned on demand before the connection was tested', () => {
    for (const id of ['provisionOnDemand', 'provisionGroupOnDemand']) {
      const played = aDesk().order(id, order)
      expect(played.requests).toEqual([])
      expect(reasons(played)).toEqual([expect.stringContaining('not configured')])
    }
  })

  test('afterwards it is, and starts nothing', () => {
    const desk = connected()
    expect(writes(desk.order('provisionOnDemand', { person: bob }))).toEqual(['POST /Users'])
    expect(desk.record()).toMatchObject({ status: 'NotRun', watermark: undefined, nextCycle: undefined })
    expect(desk.order('edit', { person: bob, changes: { title: 'Z' } }).requests).toEqual([])
    expect(openJob(DEFAULT_SETUP, desk.app.context).links.people.get('bob')?.id).toBe('Users-1')
    expect(desk.record().status).toBe('NotRun')
    const first = desk.order('start')
    expect(writes(first)).toContain('PATCH /Users/Users-1 [{"op":"Add","path":"title","value":"Z"}]')
    expect(sorted(first.result)).toEqual(held(desk.app.responder))
  })
})

describe('a scenario file that begins with an admin’s order', () => {
  const played = (step: string): Played<Expected> => {
    const text = `id: own\nsummary: An order first\nsteps: [${step}]\n`
    const { scenario } = loadScenario({ name: 'own.yaml', text }, defaultProfile)
    return aTestApp().play(start, (context) => scenario.play(context))
  }

  test('has the app connected and started, as one that begins with a sync', () => {
    const requests = trace(
      played('{ act: { action: edit, person: alice@contoso.com, changes: { title: Z } } }').requests,
    )
    expect(requests.slice(0, 4)).toEqual([...PROBES, ...PROBES])
    expect(requests.filter((line) => line.startsWith('P'))).toHaveLength(6)
    expect(requests.at(-1)).toBe('PATCH /Users/Users-1 [{"op":"Replace","path":"title","value":"Z"}]')
  })

  test('has it connected for an order of provisioning on demand', () => {
    const { requests } = played('{ act: { action: provisionOnDemand, person: bob@contoso.com } }')
    expect(trace(requests).slice(0, 2)).toEqual(PROBES)
    expect(requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /Users',
    ])
  })

  test('that connects the app itself has nothing started', () => {
    const steps = '{ act: { action: connect } }, { act: { action: assign, person: alice@contoso.com } }'
    const { requests } = played(steps)
    expect(trace(requests)).toEqual(PROBES)
  })
})

describe('the saved job of an earlier version', () => {
  const savedBy = (job: JsonObject, people: JsonObject): Desk => {
    const desk = aDesk()
    desk.app.context.state.value = { people, groups: {}, turns: 0, job }
    return desk
  }
  const link = { userName: 'bob@contoso.com', id: 'Users-1', active: true }

  test('that exported something before a start counts as started, and goes on with what changes', () => {
    const row = { activityDateTime: '2025-12-31T00:00:00.000Z' }
    for (const job of [
      { status: 'NotConfigured', log: [row] },
      { status: 'NotRun', log: [row] },
    ]) {
      const saved = savedBy(job, { bob: link })
      expect(saved.record()).toMatchObject({ status: 'Active', watermark: row.activityDateTime })
      expect(saved.order('edit', order).requests.length).toBeGreaterThan(2)
    }
  })

  test('that was only connected does not', () => {
    expect(savedBy({ status: 'NotRun', log: [] }, {}).record().status).toBe('NotRun')
  })
})

test('a new app that is followed is connected and started', () => {
  const app = aTestApp()
  const { requests } = app.follow({ before: undefined, after: start })
  expect(trace(requests).slice(0, 4)).toEqual([...PROBES, ...PROBES])
  expect(openJob(DEFAULT_SETUP, app.context).record.status).toBe('Active')
})
