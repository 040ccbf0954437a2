import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALL_CHECKS, type CheckReport, runChecks, type Send } from '../src/index.ts'
import { type Asked, type Fault, read, withFault } from './broken-server.ts'
import { MESSAGE_FAULTS } from './faults-of-messages.ts'
import { RESOURCE_FAULTS } from './faults-of-resources.ts'
import { httpSend } from './http-send.ts'
import { serve, type TestServer, TOKEN } from './serve.ts'

const FAULTS: readonly Fault[] = [...RESOURCE_FAULTS, ...MESSAGE_FAULTS]

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
    expect(report.summary.pass).toBe(ALL_CHECKS.length)
    expect(report.leftovers).toEqual([])
  })

  // A check that asks nothing a fault is about sees the server without it: it need not run again.
  it.each(FAULTS.map((fault) => [fault.breaks, fault] as const))('%s', async (_breaks, fault) => {
    const touched = ALL_CHECKS.filter(({ id }) => asked.get(id)?.some(fault.when)).map(({ id }) => id)
    expect(touched).not.toEqual([])
    const report = await check(touched, withFault(httpSend, fault))
    expect(redRows(report).sort()).toEqual([...fault.rows].sort())
  })
})
