import type { Counters, Exchange, Finding, Run, Simulator, Step, Team } from '@scimulator/admin-api'

/** Counters of a run that has done nothing. */
export const NO_COUNTS: Counters = {
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

/** A run that has passed, with changes. */
export function aRun(changes: Partial<Run> = {}): Run {
  return {
    id: 'r1',
    vendor: 'acme-idp',
    vendorLabel: 'Acme IdP',
    profile: 'default',
    profileLabel: 'Default',
    scenario: 'lifecycle',
    team: 'acme',
    target: 'http://localhost:4000/teams/acme/scim/v2',
    trigger: 'demo',
    seed: '7',
    startedAt: '2026-11-25T09:00:00.000Z',
    finishedAt: '2026-11-25T09:00:31.000Z',
    status: 'finished',
    stopReason: null,
    verdict: 'pass',
    counters: NO_COUNTS,
    coverage: null,
    ...changes,
  }
}

/** A run under way, with changes. */
export function aRunningRun(changes: Partial<Run> = {}): Run {
  return aRun({ status: 'running', finishedAt: null, verdict: null, ...changes })
}

/** A step that has succeeded, with changes. */
export function aStep(changes: Partial<Step> = {}): Step {
  return {
    id: 's1',
    index: 0,
    subject: { kind: 'user', name: 'ada@acme.test' },
    action: 'create',
    outcome: 'succeeded',
    reason: null,
    cause: null,
    startedAt: '2026-11-25T09:00:00.000Z',
    finishedAt: '2026-11-25T09:00:01.000Z',
    ...changes,
  }
}

/** An exchange, with changes. */
export function anExchange(changes: Partial<Exchange> = {}): Exchange {
  return {
    id: 'x1',
    stepId: 's1',
    index: 0,
    attempt: 1,
    startedAt: '2026-11-25T09:00:00.000Z',
    ms: 12,
    request: { method: 'GET', target: '/scim/v2/Users', headers: [['Host', 'localhost:3000']], body: null },
    response: { status: 200, reasonPhrase: 'OK', headers: [], body: '{}' },
    error: null,
    shape: 'users.list',
    quirks: [],
    tolerances: [],
    ...changes,
  }
}

/** A finding, with changes. */
export function aFinding(changes: Partial<Finding> = {}): Finding {
  return {
    id: 'f1',
    whose: 'server',
    title: 'The 201 has no id.',
    consequence: 'The account cannot be updated.',
    change: 'Answer 201 with the stored resource.',
    rfc: 'RFC 7644 §3.3',
    mark: 'captured',
    level: 'error',
    exchanges: ['x1'],
    ...changes,
  }
}

/** A simulator with two profiles. */
export function aSimulator(changes: Partial<Simulator> = {}): Simulator {
  const profile = { summary: '', mark: 'captured' as const, shapes: 20, quirks: [] }
  const scenarios = [
    { id: 'lifecycle', summary: 'Everything.' },
    { id: 'removal', summary: 'People leave.' },
  ]
  return {
    vendor: 'acme-idp',
    label: 'Acme IdP',
    defaultProfile: 'second',
    profiles: [
      { ...profile, id: 'first', label: 'First', scenarios },
      { ...profile, id: 'second', label: 'Second', scenarios },
    ],
    ...changes,
  }
}

/** A team of this server. */
export function aTeam(changes: Partial<Team> = {}): Team {
  return {
    name: 'acme',
    displayName: 'Acme',
    vendor: 'acme-idp',
    scimUrl: 'http://localhost:4000/teams/acme/scim/v2',
    hostUrl: 'http://acme.localhost:4000/scim/v2',
    users: 2,
    activeUsers: 1,
    groups: 1,
    ...changes,
  }
}
