import type { SyncReport } from '@scimulator/admin-api'
import { startCounters } from '../recorder/counters.ts'
import type { RunRecord } from '../report/collect.ts'

/** Text that would steer a terminal, a page or a CI system. */
export const hostile: string = `</script><img src=x onerror=alert(1)>"'&\u0000\u001b[2J\u009b2J\u202e]]>\ud800\n::error::x\n##vso[y]\r👩‍🚀`

/** A run with a failure, two findings and that text wherever a target may put it. */
export function record(changes: Partial<SyncReport> = {}): RunRecord {
  const report: SyncReport = {
    vendor: 'fake',
    profile: 'plain',
    scenario: 'lifecycle',
    target: 'http://h:1/scim',
    seed: 's',
    verdict: 'fail',
    stopped: null,
    counters: { ...startCounters(1, 0), steps: 2 },
    coverage: { known: 3, exercised: 2, survived: 1, missing: ['c'], broken: ['b'] },
    steps: [
      {
        subject: { kind: 'user', name: hostile },
        action: 'create',
        outcome: 'failed',
        reason: hostile,
        cause: null,
        exchanges: [
          {
            id: 'x1',
            stepId: 's1',
            index: 0,
            attempt: 1,
            startedAt: '2026-01-01T00:00:00.000Z',
            ms: 12,
            request: {
              method: 'POST',
              target: '/scim/Users?a=1&b=',
              headers: [['Content-Type', 'a/b']],
              body: '{"a":1}',
            },
            response: { status: 500, reasonPhrase: hostile, headers: [['X', hostile]], body: hostile },
            error: null,
            shape: 'b',
            quirks: ['q'],
            tolerances: ['t'],
          },
        ],
      },
      {
        subject: { kind: 'group', name: 'g' },
        action: 'createGroup',
        outcome: 'notSent',
        reason: 'never',
        cause: null,
        exchanges: [],
      },
    ],
    findings: [
      {
        id: 'f',
        whose: 'server',
        title: hostile,
        consequence: 'then',
        change: 'do',
        rfc: 'RFC 7644 §3.3',
        mark: 'captured',
        level: 'error',
        exchanges: ['x1'],
      },
      {
        id: 'w',
        whose: 'server',
        title: 'warned',
        consequence: 'c',
        change: 'd',
        rfc: null,
        mark: 'inferred',
        level: 'warn',
        exchanges: [],
      },
    ],
    expected: { users: [], groups: [] },
    inferred: [
      { kind: 'request', id: 'r1', summary: hostile },
      { kind: 'knob', id: 'k1', summary: 'k' },
      { kind: 'knob', id: 'k2', summary: 'k' },
    ],
    runUrl: null,
    ...changes,
  }
  const head = {
    vendor: 'fake',
    vendorLabel: 'Fake',
    profile: 'plain',
    profileLabel: 'Plain',
    scenario: 'lifecycle',
    target: 'http://h:1/scim',
    seed: 's',
    startedAt: '2026-01-01T00:00:00.000Z',
  }
  return { head, finishedAt: '2026-01-01T00:00:01.500Z', notes: ['noted'], report }
}
