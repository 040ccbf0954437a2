import type { JsonObject } from '@scimulator/scim-core'
import {
  type Answer,
  type Assertion,
  asserts,
  type Behaviour,
  type CaseResult,
  contains,
  equalsText,
  hasStatus,
  isNumber,
  judge,
  notEmpty,
  type Rehearsal,
  type RehearsalCase,
  rehearse,
  type ScenarioContext,
  type ScimRequest,
  send,
  valueAt,
  waitFor,
} from '@scimulator/sim-kit'
import { evidence } from '../evidence/sources.ts'
import { composeRunnerHeaders } from './runner-headers.ts'

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
/** Pauses between the steps of the suite. */
const PAUSE_MS = 5000
const LONG_PAUSE_MS = 10_000

const source = evidence('vendor-docs', 'S11')
const required = (id: string, title: string): RehearsalCase => ({ id, title, level: 'required', evidence: source })

const cases = {
  list: required('1', 'The first User of the list'),
  read: required('2', 'That User by id'),
  absent: required('3', 'A userName nobody has'),
  unknownId: required('4', 'An id nobody has'),
  free: required('5', 'The random userName is free'),
  create: required('6', 'Create a User'),
  created: required('7', 'Read the User that was created'),
  conflict: required('8', 'Create the same User again'),
  caseless: required('9', 'Find the User by userName in upper case'),
  groups: { ...required('10', 'List Groups (optional)'), level: 'preview' },
  unauthorized: required('11', 'A wrong token'),
  notFound: required('12', 'Another id nobody has'),
} as const satisfies Record<string, RehearsalCase>

/** Okta's suite for integrations that are submitted, as its runner plays it. Its response times are not judged: waits are simulated. */
export const specTest: Rehearsal = {
  id: 'spec',
  label: 'Okta SCIM 2.0 SPEC Test',
  summary: 'Twelve requests to /Users and /Groups with the assertions of Okta’s published suite',
  evidence: source,
  cases: Object.values(cases),
  headers: composeRunnerHeaders,
  play,
}

function* play(context: ScenarioContext): Behaviour<void> {
  const person = invent(context)
  const run = function* (one: RehearsalCase, request: Omit<ScimRequest, 'shape'>, assertions: readonly Assertion[]) {
    const seen: { answer?: Answer } = {}
    yield* rehearse(specTest, one, function* (): Behaviour<CaseResult> {
      const answer = yield* send({ ...request, shape: one.id })
      seen.answer = answer
      return judge(answer, assertions)
    })
    yield* waitFor(one === cases.created ? LONG_PAUSE_MS : PAUSE_MS, 'The suite pauses between its steps')
    return seen.answer
  }
  const first = yield* run(cases.list, { method: 'GET', path: '/Users?count=1&startIndex=1' }, listAssertions)
  const known = textAt(first, 'Resources[0].id')
  yield* known === undefined
    ? skip(cases.read, 'Step 1 gave no id')
    : run(cases.read, { method: 'GET', path: `/Users/${encodeURIComponent(known)}` }, [
        hasStatus(200),
        ...userParts(''),
        equalsText('id', known),
      ])
  yield* run(cases.absent, lookUp('abcdefgh@atko.com'), [
    hasStatus(200),
    contains('schemas', LIST),
    equalsText('totalResults', '0'),
  ])
  yield* run(cases.unknownId, { method: 'GET', path: '/Users/010101001010101011001010101011' }, [
    hasStatus(404),
    notEmpty('detail'),
    contains('schemas', ERROR),
  ])
  yield* run(cases.free, lookUp(person.userName), [
    hasStatus(200),
    equalsText('totalResults', '0'),
    contains('schemas', LIST),
  ])
  const made = yield* run(cases.create, { method: 'POST', path: '/Users', body: toBody(person, person.userName) }, [
    hasStatus(201),
    equalsText('active', 'true'),
    notEmpty('id'),
    equalsText('name.familyName', person.familyName),
    equalsText('name.givenName', person.givenName),
    contains('schemas', USER),
    equalsText('userName', person.userName),
  ])
  const id = textAt(made, 'id')
  yield* id === undefined
    ? skip(cases.created, 'Step 6 gave no id')
    : run(cases.created, { method: 'GET', path: `/Users/${encodeURIComponent(id)}` }, [
        hasStatus(200),
        equalsText('userName', person.userName),
        equalsText('name.familyName', person.familyName),
        equalsText('name.givenName', person.givenName),
      ])
  yield* run(cases.conflict, { method: 'POST', path: '/Users', body: toBody(person, person.userName) }, [
    hasStatus(409),
  ])
  yield* run(cases.caseless, lookUp(person.userName.toUpperCase()), [hasStatus(200)])
  yield* run(cases.groups, { method: 'GET', path: '/Groups' }, [hasStatus(200), groupsAssertion])
  yield* run(cases.unauthorized, { ...lookUp(person.userName.toUpperCase()), authorization: 'non-token' }, [
    hasStatus(401),
    notEmpty('detail'),
    equalsText('status', '401'),
    contains('schemas', ERROR),
  ])
  yield* run(cases.notFound, { method: 'GET', path: '/Users/00919288221112222' }, [
    hasStatus(404),
    notEmpty('detail'),
    equalsText('status', '404'),
    contains('schemas', ERROR),
  ])
}

function* skip(one: RehearsalCase, reason: string): Behaviour<undefined> {
  yield* rehearse(specTest, one, function* () {
    return { outcome: 'skip', reason }
  })
}

const listAssertions: readonly Assertion[] = [
  hasStatus(200),
  asserts('Resources is not empty; the suite needs a User in the target before it starts', (answer) =>
    notEmpty('Resources').judge(answer),
  ),
  contains('schemas', LIST),
  isNumber('itemsPerPage'),
  isNumber('startIndex'),
  isNumber('totalResults'),
  ...userParts('Resources[0].'),
]

const groupsAssertion = asserts('totalResults is 0, or Resources is an array', ({ json }) => {
  const empty = valueAt(json, 'totalResults') === 0
  return empty || Array.isArray(valueAt(json, 'Resources')) ? undefined : 'it is neither'
})

function userParts(prefix: string): Assertion[] {
  const parts = ['id', 'name.familyName', 'name.givenName', 'userName', 'active', 'emails[0].value']
  return parts.map((part) => notEmpty(prefix + part))
}

function textAt(answer: Answer | undefined, path: string): string | undefined {
  if (answer === undefined || answer.kind === 'silence' || answer.status >= 300) return undefined
  const value = valueAt(answer.json, path)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function lookUp(userName: string): Pick<ScimRequest, 'method' | 'path'> {
  return { method: 'GET', path: `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}` }
}

interface Invented {
  readonly givenName: string
  readonly familyName: string
  readonly userName: string
}

/** The suite's random values: mixed case on purpose. */
function invent({ random, now }: ScenarioContext): Invented {
  const draw = random(`rehearsal spec ${now().toISOString()}`)
  const digits = (): string => draw.text(3, '0123456789')
  const givenName = `Runscope${digits()}`
  const familyName = `${draw.text(1, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')}${draw.text(8, 'abcdefghijklmnopqrstuvwxyz')}${digits()}`
  return { givenName, familyName, userName: `${givenName}${familyName}@atko.com` }
}

function toBody({ givenName, familyName }: Invented, userName: string): JsonObject {
  return {
    schemas: [USER],
    userName,
    name: { givenName, familyName },
    emails: [{ primary: true, value: userName, type: 'work' }],
    displayName: `${givenName} ${familyName}`,
    active: true,
  }
}
