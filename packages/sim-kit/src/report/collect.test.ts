import type { Exchange, Finding, Step } from '@scimulator/admin-api'
import { expect, test } from 'vitest'
import { startCounters } from '../recorder/counters.ts'
import { createCollector, type RunHead, type RunTail } from './collect.ts'

const startedAt = '2026-01-01T00:00:00.000Z'
const step: Step = {
  id: 's1',
  index: 0,
  subject: { kind: 'user', name: 'ann' },
  action: 'create',
  outcome: null,
  reason: null,
  cause: null,
  startedAt,
  finishedAt: null,
}

function exchange(id: string): Exchange {
  return {
    id,
    stepId: 's1',
    index: 0,
    attempt: 1,
    startedAt,
    ms: 1,
    request: { method: 'POST', target: '/Users', headers: [], body: '12345' },
    response: { status: 201, reasonPhrase: 'Created', headers: [], body: '12345' },
    error: null,
    shape: 'create',
    quirks: [],
    tolerances: null,
  }
}

const head: RunHead = {
  vendor: 'v',
  vendorLabel: 'V',
  profile: 'p',
  profileLabel: 'P',
  scenario: 's',
  target: 'http://t',
  seed: 's',
  startedAt,
}
const tail: RunTail = {
  figures: {
    verdict: 'pass',
    counters: startCounters(1, 0),
    coverage: { known: 1, exercised: 1, survived: 1, missing: [], broken: [] },
    shapes: new Set<string>(),
    quirks: new Set<string>(),
    finishedAt: startedAt,
    order: [0, 1, 2],
    waits: [],
    cases: [],
    faults: [],
  },
  stopped: null,
  expected: { users: [], groups: [] },
  runUrl: null,
  notes: [],
  inferred: [],
}

/** What an exchange counts: its bodies and target, and 500 for the rest. */
const size = 516

function collected(atMost: number, outcomes: readonly Step['outcome'][]): { kept: string[]; notes: readonly string[] } {
  const collector = createCollector('all', atMost)
  for (const [index, outcome] of outcomes.entries()) {
    const stepped: Step = { ...step, id: `s${index}`, index }
    collector.sink({ type: 'step', step: stepped })
    collector.sink({ type: 'exchange', exchange: { ...exchange(`x${index}`), stepId: stepped.id } })
    collector.sink({ type: 'step', step: { ...stepped, outcome } })
  }
  const { report, notes } = collector.collect(head, tail)
  return { kept: report.steps.flatMap(({ exchanges }) => exchanges.map(({ id }) => id)), notes }
}

test('a report within its limit keeps every exchange', () => {
  const { kept, notes } = collected(2 * size, ['succeeded', 'failed'])
  expect(kept).toEqual(['x0', 'x1'])
  expect(notes).toEqual([])
})

test('beyond its limit a report keeps the exchanges of failed steps only, and says so', () => {
  const { kept, notes } = collected(2 * size, ['succeeded', 'failed', 'failed', 'succeeded'])
  expect(kept).toEqual(['x1', 'x2'])
  expect(notes.join('\n')).toMatch(/failed steps and of findings only[\s\S]* 1 of them are left out/)
})

test('beyond its limit a report still keeps the exchanges of a step with a finding', () => {
  const collector = createCollector('all', 2 * size)
  const finding: Finding = {
    id: 'f',
    whose: 'server',
    level: 'warn',
    title: 't',
    consequence: 'c',
    change: 'c',
    rfc: null,
    mark: 'inferred',
    exchanges: ['x1'],
  }
  collector.sink({ type: 'step', step })
  collector.sink({ type: 'exchange', exchange: exchange('x1') })
  collector.sink({ type: 'finding', finding })
  collector.sink({ type: 'step', step: { ...step, outcome: 'succeeded' } })
  for (const id of ['s2', 's3']) {
    collector.sink({ type: 'step', step: { ...step, id } })
    collector.sink({ type: 'exchange', exchange: { ...exchange(`x-${id}`), stepId: id } })
    collector.sink({ type: 'step', step: { ...step, id, outcome: 'succeeded' } })
  }
  const { report } = collector.collect(head, tail)
  expect(report.steps.map(({ exchanges }) => exchanges.length)).toEqual([1, 0, 0])
})
