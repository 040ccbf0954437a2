import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenRun, RunEvent } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

function exchange(index: number): RunEvent {
  const request = { method: 'GET', target: '/Users', headers: [], body: null }
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
