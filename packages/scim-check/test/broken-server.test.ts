import { TOLERANCES } from '@scimulator/scim-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALL_CHECKS, type CheckReport, runChecks, type Send } from '../src/index.ts'
import { type Asked, asks, type Fault, read, refusing, withFault } from './broken-server.ts'
import { ATTRIBUTE_FAULTS } from './faults-of-attributes.ts'
import { BULK_FAULTS } from './faults-of-bulk.ts'
import { CHANGING_FAULTS } from './faults-of-changing.ts'
import { CURSOR_FAULTS } from './faults-of-cursors.ts'
import { LIST_FAULTS } from './faults-of-lists.ts'
import { MAKING_FAULTS } from './faults-of-making.ts'
import { MESSAGE_FAULTS } from './faults-of-messages.ts'
import { PATCH_FAULTS } from './faults-of-patches.ts'
import { PROTOCOL_FAULTS } from './faults-of-protocol.ts'
import { QUERY_FAULTS } from './faults-of-queries.ts'
import { READING_FAULTS } from './faults-of-reading.ts'
import { RESOURCE_FAULTS } from './faults-of-resources.ts'
import { TOLERANCE_FAULTS } from './faults-of-tolerances.ts'
import { httpSend } from './http-send.ts'
import { serve, type TestServer, TOKEN } from './serve.ts'

const FAULTS: readonly Fault[] = [
  ...RESOURCE_FAULTS,
  ...ATTRIBUTE_FAULTS,
  ...QUERY_FAULTS,
  ...LIST_FAULTS,
  ...PATCH_FAULTS,
  ...MESSAGE_FAULTS,
  ...CURSOR_FAULTS,
  ...BULK_FAULTS,
  ...PROTOCOL_FAULTS,
  ...READING_FAULTS,
  ...CHANGING_FAULTS,
  ...MAKING_FAULTS,
]
/** What the server does not offer: `special-servers.test.ts` looks at these. */
const NOT_OFFERED = ['I-003', 'I-004', 'I-009', 'K-007', 'Z-001', 'Z-009']
/** Rows without a fault of their own, which may become fewer: what breaks a plain GET breaks all, and H-014 judges the address given. */
const WITHOUT_FAULT = ['H-014', 'R-001']
/** Rows that the RFC leaves open, and that a server that fails with 500 passes or skips: they need its data first. */
const NEVER_SEEN = 'C-019 D-016 D-025 E-019 Q-003 Q-013 S-040 S-053 U-021 V-016 Z-022'.split(' ')

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

describe('a server with every tolerance that breaks what holds all the same', () => {
  let tolerant: TestServer
  beforeAll(async () => {
    tolerant = await serve({ tolerances: TOLERANCES.map(({ id }) => id) })
  })
  afterAll(() => tolerant.close())

  it.each([['nothing', undefined], ...TOLERANCE_FAULTS.map((fault) => [fault.breaks, fault] as const)] as const)(
    '%s',
    async (_breaks, fault) => {
      const send = fault === undefined ? httpSend : withFault(httpSend, fault)
      const report = await runChecks({ target: tolerant.url, token: TOKEN, send })
      expect(redRows(report).sort()).toEqual(fault?.rows ?? [])
    },
  )
})

describe('a server that breaks one rule', () => {
  it('no row is red when no rule is broken', async () => {
    const report = await check([], httpSend)
    expect(redRows(report)).toEqual([])
    const skipped = report.results.filter(({ outcome }) => outcome === 'skip').map(({ id }) => id)
    expect(skipped.sort()).toEqual(NOT_OFFERED)
    expect(report.leftovers).toEqual([])
  }, 30_000)

  it('every row that must or should hold is seen red by a fault, but for those named', () => {
    const seen = new Set([...FAULTS.flatMap(({ rows }) => rows), ...NOT_OFFERED])
    const binding = ALL_CHECKS.filter(({ level }) => level === 'MUST' || level === 'SHOULD').map(({ id }) => id)
    expect(binding.filter((id) => !seen.has(id)).sort()).toEqual(WITHOUT_FAULT)
    expect(FAULTS.filter(({ rows }) => rows.length === 0)).toEqual([])
  })

  it('every row that the RFC leaves open warns of a server that fails, but for those named', async () => {
    const isDiscovery = ({ path }: Asked): boolean => /^\/(ServiceProviderConfig|Schemas|ResourceTypes)/.test(path)
    const makes = asks('POST', /^\/(Users|Groups|Devices)$/)
    const seen = new Set(FAULTS.flatMap(({ rows }) => rows))
    for (const isWell of [isDiscovery, (request: Asked) => isDiscovery(request) || makes(request)]) {
      const failing: Fault = { breaks: '', rows: [], when: (request) => !isWell(request), serve: refusing(500) }
      for (const id of redRows(await check([], withFault(httpSend, failing)))) seen.add(id)
    }
    const open = ALL_CHECKS.filter(({ level }) => level !== 'MUST' && level !== 'SHOULD').map(({ id }) => id)
    expect(open.filter((id) => !seen.has(id)).sort()).toEqual(NEVER_SEEN)
  })

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
