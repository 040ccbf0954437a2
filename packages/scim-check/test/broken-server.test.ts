import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALL_CHECKS, type CheckReport, runChecks, type Send } from '../src/index.ts'
import { type Asked, type Fault, read, withFault } from './broken-server.ts'
import { ATTRIBUTE_FAULTS } from './faults-of-attributes.ts'
import { BULK_FAULTS } from './faults-of-bulk.ts'
import { CURSOR_FAULTS } from './faults-of-cursors.ts'
import { MESSAGE_FAULTS } from './faults-of-messages.ts'
import { PROTOCOL_FAULTS } from './faults-of-protocol.ts'
import { QUERY_FAULTS } from './faults-of-queries.ts'
import { RESOURCE_FAULTS } from './faults-of-resources.ts'
import { httpSend } from './http-send.ts'
import { serve, type TestServer, TOKEN } from './serve.ts'

const FAULTS: readonly Fault[] = [
  ...RESOURCE_FAULTS,
  ...ATTRIBUTE_FAULTS,
  ...QUERY_FAULTS,
  ...MESSAGE_FAULTS,
  ...CURSOR_FAULTS,
  ...BULK_FAULTS,
  ...PROTOCOL_FAULTS,
]
/** What the server does not offer: `special-servers.test.ts` looks at these. */
const NOT_OFFERED = ['I-003', 'I-004', 'I-009', 'K-007', 'Z-001', 'Z-009']

let server: TestServer
/** What each check asks of a server that keeps to the rules, discovery and shared set-ups included. */
const asked = new Map<string, readonly Asked[]>()

function check(only: readonly string[], send: Send): Promise<CheckReport> {
  return runChecks({ target: server.url, token: TOKEN, destructive: true, only, send })
}

function redRows({ results }: CheckReport): string[] {
  return results.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn').map(({ id }) => id)
}

beforeAll(async () => {
  server = await serve()
  for (const { id } of ALL_CHECKS) {
    const requests: Asked[] = []
    await check([id], (request) => {
      requests.push(read(request))
      return httpSend(request)
    })
    asked.set(id, requests)
  }
}, 30_000)
afterAll(() => server.close())

describe('a server that breaks one rule', () => {
  it('no row is red when no rule is broken', async () => {
    const report = await check([], httpSend)
    expect(redRows(report)).toEqual([])
    const skipped = report.results.filter(({ outcome }) => outcome === 'skip').map(({ id }) => id)
    expect(skipped.sort()).toEqual(NOT_OFFERED)
    expect(report.leftovers).toEqual([])
  }, 30_000)

  // A check that asks nothing a fault is about sees the server without it: it need not run again.
  it.each(FAULTS.map((fault) => [fault.breaks, fault] as const))(
    '%s',
    async (_breaks, fault) => {
      const touched = ALL_CHECKS.filter(({ id }) => asked.get(id)?.some(fault.when)).map(({ id }) => id)
      expect(touched).not.toEqual([])
      const report = await check(touched, withFault(httpSend, fault))
      expect(redRows(report).sort().join(' ')).toBe([...fault.rows].sort().join(' '))
    },
    30_000,
  )
})
