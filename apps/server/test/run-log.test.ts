import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenRun, Run, RunEvent } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RunLog, RunLogLimits } from '../src/run-log/run-log.ts'
import { createSqliteRunLog } from '../src/run-log/sqlite-run-log.ts'

const AT = '2026-01-01T00:00:00.000Z'
const RUN: OpenRun = {
  vendor: 'alpha',
  vendorLabel: 'A',
  profile: 'p',
  profileLabel: 'P',
  scenario: 's',
  target: 't',
  seed: '1',
  trigger: 'cli',
  startedAt: AT,
}
const COUNTERS = {
  people: 0,
  groups: 0,
  steps: 0,
  exchanges: 0,
  created: 0,
  linked: 0,
  updated: 0,
  deactivated: 0,
  reactivated: 0,
  removed: 0,
  failed: 0,
  skipped: 0,
  notSent: 0,
  findings: 0,
}
const COVERAGE = { known: 0, exercised: 0, survived: 0, missing: [], broken: [] }
const FINISHED: RunEvent = {
  type: 'finished',
  finishedAt: AT,
  status: 'finished',
  stopReason: null,
  verdict: 'pass',
  counters: COUNTERS,
  coverage: COVERAGE,
}

function exchange(index: number, body: string | null = null): RunEvent {
  const request = { method: 'GET', target: '/Users', headers: [], body }
  return {
    type: 'exchange',
    exchange: {
      id: `x${index}`,
      stepId: 's',
      index,
      attempt: 1,
      startedAt: AT,
      ms: 1,
      request,
      response: null,
      error: null,
      shape: 'list',
      quirks: [],
      tolerances: null,
    },
  }
}

let folder: string
let errors: unknown[]
const openLog = (limits: Partial<RunLogLimits> = {}): RunLog =>
  createSqliteRunLog({ file: join(folder, 'run-log.db'), limits, onError: (error) => errors.push(error) })
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-log-'))
  errors = []
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  expect(errors).toEqual([])
})

describe('the run log', () => {
  it('PV-02 keeps the newest runs and exchanges, and never drops a run that goes on', () => {
    const log = openLog({ runs: 2, exchanges: 5 })
    const going = log.open(RUN, null)
    const ended = Array.from({ length: 4 }, () => {
      const { id } = log.open(RUN, null)
      log.append(id, [exchange(0), exchange(1), exchange(2), FINISHED])
      return id
    })
    log.append(log.open(RUN, null).id, [FINISHED])
    const kept = log.list({ limit: 50 }).map(({ id }) => id)
    expect(kept).toContain(going.id)
    expect(kept).toContain(ended[3])
    expect(kept).not.toContain(ended[0])
    expect(kept.reduce((total, id) => total + log.exchanges(id).length, 0)).toBeLessThanOrEqual(5)
    log.close()
  })
  it('DS-10 keeps its file within a size, also while one run goes on and on', () => {
    const log = openLog({ bytes: 2_000_000 })
    const { id } = log.open(RUN, null)
    const body = 'x'.repeat(2000)
    for (let at = 0; at < 6000; at += 500) {
      const batch = Array.from({ length: 500 }, (_, index) => exchange(at + index, body))
      expect(log.append(id, batch)).toBe('taken')
    }
    const kept = log.exchanges(id)
    expect(kept.length).toBeGreaterThan(100)
    expect(kept.length).toBeLessThan(3000)
    expect(kept.at(-1)?.id).toBe('x5999')
    expect(log.get(id)?.run.status).toBe('running')
    log.close()
  })
  it('RL-27 a run whose simulator says nothing any more is stopped', async () => {
    const changed: Run[] = []
    const log = createSqliteRunLog({
      file: ':memory:',
      limits: { silenceMs: 5 },
      onError: (error) => errors.push(error),
      onRunChanged: (run) => changed.push(run),
    })
    const { id } = log.open(RUN, null)
    await vi.waitFor(() => expect(changed.at(-1)?.status).toBe('stopped'))
    expect(log.get(id)?.run).toMatchObject({
      status: 'stopped',
      verdict: 'fail',
      stopReason: 'Its simulator fell silent.',
    })
    expect(log.append(id, [exchange(0)])).toBe('over')
    log.close()
  })
  it('tells what the target should hold once the simulator has said so, and finds one exchange by its id', () => {
    const log = openLog()
    const expected = {
      users: [{ userName: 'ann', active: true }],
      groups: [{ displayName: 'g', members: ['ann'] }],
    }
    const { id } = log.open(RUN, null)
    log.append(id, [exchange(0), exchange(1)])
    expect(log.get(id)).not.toHaveProperty('expected')
    log.append(id, [{ ...FINISHED, expected }])
    expect(log.get(id)?.expected).toEqual(expected)
    const other = log.open(RUN, null)
    log.append(other.id, [exchange(1), FINISHED])
    expect(log.get(other.id)).not.toHaveProperty('expected')
    const ids = (selection: Parameters<RunLog['exchanges']>[1]): string[] =>
      log.exchanges(id, selection).map((found) => found.id)
    expect(ids({ id: 'x1' })).toEqual(['x1'])
    expect(ids({ id: 'x1', step: 's' })).toEqual(['x1'])
    expect(ids({ id: 'x1', step: 'other' })).toEqual([])
    expect(ids({ id: 'nope' })).toEqual([])
    log.close()
  })
  it('CL-04 keeps no credentials that stand in the address of the target', () => {
    const log = openLog()
    const run = log.open({ ...RUN, target: 'https://me:pa55@scim.example/v2?token=s3cr3t&a=1' }, null)
    expect(run.target).toBe('https://***@scim.example/v2?token=***&a=1')
    log.close()
  })
  it('replays events of exchanges that were pruned as a gap, not as an error', () => {
    const log = openLog({ exchanges: 1 })
    const { id } = log.open(RUN, null)
    log.append(id, [exchange(0), exchange(1), FINISHED])
    expect(log.eventsAfter(id, 0, 10).map(({ sequence }) => sequence)).toEqual([2, 3])
    log.close()
  })
  it('taking a batch twice leaves one of each thing', () => {
    const log = openLog()
    const { id } = log.open(RUN, null)
    log.append(id, [exchange(0)])
    log.append(id, [exchange(0)])
    expect(log.exchanges(id)).toHaveLength(1)
    log.close()
  })
  it('RL-27 a run that an ended process left open is stopped, with its events still there', () => {
    const before = openLog()
    const { id } = before.open(RUN, 'acme')
    before.append(id, [exchange(0)])
    before.close()
    const after = openLog()
    expect(after.get(id)?.run).toMatchObject({ status: 'stopped', verdict: 'fail', team: 'acme' })
    expect(after.append(id, [exchange(1)])).toBe('over')
    expect(after.append('nope', [exchange(1)])).toBe('unknown')
    expect(after.exchanges(id)).toHaveLength(1)
    after.close()
  })
})
