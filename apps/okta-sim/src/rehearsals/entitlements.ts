import {
  type Assertion,
  type Behaviour,
  type CaseResult,
  contains,
  equals,
  hasStatus,
  isNumber,
  judge,
  notEmpty,
  type Rehearsal,
  type RehearsalCase,
  rehearse,
  type ScenarioContext,
  send,
} from '@scimulator/sim-kit'
import { evidence } from '../evidence/sources.ts'
import { composeRunnerHeaders } from './runner-headers.ts'

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const source = evidence('vendor-docs', 'S11e')

const list: RehearsalCase = {
  id: 'list',
  title: 'The first resource of every entitlement endpoint',
  level: 'required',
  evidence: source,
}

/** Okta's suite for apps with entitlements, one request for each endpoint. */
export const entitlementsTest: Rehearsal = {
  id: 'entitlements',
  label: 'Okta SCIM 2.0 Entitlements Test',
  summary: 'GET of each entitlement endpoint, with count=1',
  evidence: source,
  options: [{ id: 'endpoints', summary: 'as ResourceTypes names them, with commas: /Roles,/Licenses' }],
  cases: [list],
  headers: composeRunnerHeaders,
  play,
}

const assertions: readonly Assertion[] = [
  hasStatus(200),
  notEmpty('Resources'),
  contains('schemas', LIST),
  isNumber('startIndex'),
  equals('itemsPerPage', 1),
  isNumber('totalResults'),
]

function* play(_context: ScenarioContext, options: Readonly<Record<string, string>>): Behaviour<void> {
  const endpoints = (options.endpoints ?? '').split(',').map((endpoint) => endpoint.trim())
  yield* rehearse(entitlementsTest, list, function* (): Behaviour<CaseResult> {
    for (const endpoint of endpoints) {
      const path = `${endpoint.startsWith('/') ? '' : '/'}${endpoint}?count=1&startIndex=1`
      const result = judge(yield* send({ shape: list.id, method: 'GET', path }), assertions)
      if (result.outcome !== 'pass') return result
    }
    return { outcome: 'pass' }
  })
}
