import type { Exchange, Step } from '@scimulator/admin-api'
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
    finishedAt: startedAt,
  },
  stopped: null,
  expected: { users: [], groups: [] },
  runUrl: null,
  notes: [],
}

test.each([
  [20, ['12345', '12345'], 0],
  [10, ['12345', ''], 1],
])('of bodies a report keeps at most %i characters, and notes what is left out', (atMost, bodies, notes) => {
  const collector = createCollector('all', atMost)
  collector.sink({ type: 'step', step })
  for (const id of ['x1', 'x2']) collector.sink({ type: 'exchange', exchange: exchange(id) })
  const collected = collector.collect(head, tail)
  expect(collected.report.steps[0]?.exchanges.map(({ response }) => response?.body)).toEqual(bodies)
  expect(collected.notes).toHaveLength(notes)
})
