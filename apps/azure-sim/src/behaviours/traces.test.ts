import type { JsonObject } from '@scimulator/scim-core'
import { expect, test } from 'vitest'
import { openJob } from '../job/job.ts'
import { aTestApp } from '../testing/clock.ts'
import { aDesk } from '../testing/desk.ts'
import type { Fault } from '../testing/responder.ts'
import { alone } from '../testing/settings-world.ts'
import { PROBES, trace } from '../testing/trace.ts'
import { aPerson, DEFAULT_SETUP } from '../testing/world.ts'

const SCIM = { 'Content-Type': 'application/scim+json' }
const alice = alone(aPerson('alice'))
const MATCH = 'GET /Users?filter=userName+eq+%22alice%40contoso.com%22'

test('T1: Test Connection asks for a user and a group that cannot exist', () => {
  const { requests, steps } = aDesk().order('connect')
  expect(trace(requests)).toEqual(PROBES)
  expect(steps.map(({ result }) => result?.reason)).toEqual([
    'The supplied credentials are authorized to enable provisioning',
  ])
})

test('no connection test asks for a GUID that one before it asked for, and the same history asks for the same', () => {
  const probed = (): string[] => {
    const desk = aDesk()
    const orders = ['connect', 'connect', 'start', 'nextCycle', 'provisionOnDemand', 'nextCycle']
    const [person] = desk.directory().people
    if (person === undefined) throw new TypeError('nobody')
    return orders
      .flatMap((id) => desk.order(id, { person }).requests)
      .filter(({ shape }) => shape.startsWith('probe-'))
      .map(({ path }) => path)
  }
  const paths = probed()
  expect(paths).toHaveLength(13)
  expect(new Set(paths).size).toBe(paths.length)
  expect(probed()).toEqual(paths)
})

test('T9: two resources for one person: nothing is written, and the same again at each retry', () => {
  const two: JsonObject[] = ['x', 'y'].map((id) => ({ id, userName: 'alice@contoso.com' }))
  const fault: Fault = ({ shape }) =>
    shape === 'match-user' ? { status: 200, body: { totalResults: 2, Resources: two }, headers: SCIM } : undefined
  const app = aTestApp({ fault })
  expect(trace(app.follow({ before: undefined, after: alice }).requests).slice(2)).toEqual([
    ...PROBES,
    MATCH,
    ...PROBES,
    MATCH,
  ])
  expect(openJob(DEFAULT_SETUP, app.context).record.log.map((row) => row.provisioningStatusInfo)).toEqual(
    Array(2).fill(expect.objectContaining({ status: 'failure' })),
  )
})

test('T10: 429 on a create: the person again in the next cycle, from the matching query on', () => {
  let busy = true
  const fault: Fault = ({ shape }) => {
    if (shape !== 'create-user' || !busy) return undefined
    busy = false
    return { status: 429, headers: { 'Retry-After': '5' } }
  }
  const app = aTestApp({ fault })
  const { requests } = app.follow({ before: undefined, after: alice })
  expect(trace(requests).slice(2)).toEqual([...PROBES, MATCH, 'POST /Users', ...PROBES, MATCH, 'POST /Users'])
  expect(openJob(DEFAULT_SETUP, app.context).record.log[0]?.provisioningStatusInfo).toMatchObject({
    errorInformation: { errorCode: 'TooManyRequests' },
  })
})

test('T11: 401 on the probe: no further calls, and the next probe when the quarantine tries again', () => {
  let refused = false
  const app = aTestApp({ fault: () => (refused ? { status: 401 } : undefined) })
  app.follow({ before: undefined, after: alice })
  refused = true
  const after = alone(aPerson('alice', { title: 'X' }))
  expect(trace(app.follow({ before: alice, after }).requests)).toEqual(PROBES.slice(0, 1))
  app.pass(5 * 60 * 60_000)
  expect(app.follow({ before: after, after }).requests).toEqual([])
  app.pass(60 * 60_000)
  expect(trace(app.follow({ before: after, after }).requests)).toEqual(PROBES.slice(0, 1))
})
