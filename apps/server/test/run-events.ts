import type { Counters, Exchange, OpenRun, RunEvent } from '@scimulator/admin-api'

/** Counters of a run that has done nothing. */
export const NO_COUNTERS: Counters = {
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

/** What opens a run. */
export function aRun(target: string): OpenRun {
  return {
    vendor: 'alpha',
    vendorLabel: 'Alpha',
    profile: 'p',
    profileLabel: 'P',
    scenario: 's',
    target,
    seed: '1',
    trigger: 'cli',
    startedAt: '2026-01-01T00:00:00.000Z',
  }
}

/** A step that begins, or has ended. */
export function aStep(index: number, outcome: 'succeeded' | null = null): RunEvent {
  const step = {
    id: `step-${index}`,
    index,
    subject: { kind: 'user', name: 'ann' },
    action: 'create',
    outcome,
    reason: null,
    cause: null,
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: null,
  } as const
  return { type: 'step', step }
}

/** An exchange with a credential in it. */
export function anExchange(index: number, more: Partial<Exchange> = {}): RunEvent {
  const request = {
    method: 'POST',
    target: '/Users',
    headers: [['Authorization', 'Bearer s3cr3t-t0ken']] as [string, string][],
    body: '{}',
  }
  const exchange = {
    id: `x-${index}`,
    stepId: 'step-0',
    index,
    attempt: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    ms: 1,
    request,
    response: null,
    error: null,
    shape: 'create',
    quirks: [],
    tolerances: null,
    ...more,
  }
  return { type: 'exchange', exchange }
}

/** The end of a run. */
export const FINISHED: RunEvent = {
  type: 'finished',
  finishedAt: '2026-01-01T00:00:01.000Z',
  status: 'finished',
  stopReason: null,
  verdict: 'pass',
  counters: { ...NO_COUNTERS, created: 1 },
  coverage: { known: 1, exercised: 1, survived: 1, missing: [], broken: [] },
}
