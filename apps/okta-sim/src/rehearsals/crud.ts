import {
  type Answer,
  type Assertion,
  type Behaviour,
  type CaseResult,
  type Directory,
  equals,
  equalsText,
  hasStatus,
  judge,
  type Person,
  type Rehearsal,
  type RehearsalCase,
  rehearse,
  type ScenarioContext,
  send,
  valueAt,
  waitFor,
} from '@scimulator/sim-kit'
import { evidence } from '../evidence/sources.ts'
import { ORG_DEFAULT, ORG_PROFILES } from './profiles.ts'

const SHORT_MS = 20_000
const LONG_MS = 40_000

const source = evidence('vendor-docs', 'S13')
const required = (id: string, title: string): RehearsalCase => ({ id, title, level: 'required', evidence: source })

const cases = {
  created: required('4', 'Assigned: the User is found by userName with its values'),
  updated: required('7', 'First name changed: the User shows it'),
  deactivated: required('10', 'Deactivated: active is false'),
  reactivated: required('14', 'Activated and assigned again: the same id, active is true'),
  unassigned: required('18', 'Assignment deleted: active is false'),
} as const satisfies Record<string, RehearsalCase>

/** Okta's suite that drives an org and looks at the target in between; the org's part is played by a profile. */
export const crudTest: Rehearsal = {
  id: 'crud',
  label: 'Okta SCIM 2.0 CRUD Test',
  summary: 'One person is assigned, changed, deactivated, activated and unassigned; a GET after each',
  evidence: source,
  options: [
    {
      id: 'profile',
      summary: 'the app integration that plays the org',
      values: [...ORG_PROFILES.keys()],
      default: ORG_DEFAULT.id,
    },
  ],
  profileOption: 'profile',
  cases: Object.values(cases),
  play,
}

const nobody: Directory = { people: [], groups: [] }

function* play(outer: ScenarioContext, options: Readonly<Record<string, string>>): Behaviour<void> {
  const profile = ORG_PROFILES.get(options.profile ?? '') ?? ORG_DEFAULT
  const person = invent(outer)
  const state = { value: {} }
  let before = nobody
  const become = function* (after: Directory, ms: number, cause: string): Behaviour<void> {
    yield* profile.follow?.({ before, after, cause }, { ...outer, directory: after, state }) ?? []
    before = after
    yield* waitFor(ms, 'The suite waits for Okta to provision')
  }
  const seen: { id: string | undefined } = { id: undefined }
  const check = function* (
    one: RehearsalCase,
    path: string | undefined,
    assertions: readonly Assertion[],
  ): Behaviour<void> {
    yield* rehearse(crudTest, one, function* (): Behaviour<CaseResult> {
      if (path === undefined) return { outcome: 'skip', reason: 'The User was not found' }
      const answer = yield* send({ shape: one.id, method: 'GET', path })
      seen.id ??= idOf(answer)
      return judge(answer, assertions)
    })
  }
  const readPath = (): string | undefined => seen.id && `/Users/${encodeURIComponent(seen.id)}`
  const filter = encodeURIComponent(`userName eq "${person.userName}"`)

  yield* become({ people: [person], groups: [] }, SHORT_MS, 'Assigned to the app')
  yield* check(cases.created, `/Users?filter=${filter}`, [
    hasStatus(200),
    equalsText('Resources[0].userName', person.email),
    equalsText('Resources[0].emails[0].value', person.email),
    equalsText('Resources[0].name.familyName', person.familyName),
    equalsText('Resources[0].name.givenName', person.givenName),
  ])
  const updated = { ...person, givenName: `${person.givenName}update` }
  yield* become({ people: [updated], groups: [] }, SHORT_MS, 'First name changed')
  yield* check(cases.updated, readPath(), [hasStatus(200), equalsText('name.givenName', updated.givenName)])
  yield* become({ people: [{ ...updated, active: false }], groups: [] }, SHORT_MS, 'Deactivated in Okta')
  yield* check(cases.deactivated, readPath(), [hasStatus(200), equals('active', false)])
  yield* become({ people: [updated], groups: [] }, SHORT_MS + LONG_MS, 'Activated in Okta, assigned again')
  yield* check(cases.reactivated, readPath(), [hasStatus(200), equals('active', true)])
  yield* become({ people: [{ ...updated, active: false }], groups: [] }, LONG_MS, 'Assignment deleted')
  yield* check(cases.unassigned, readPath(), [hasStatus(200), equals('active', false)])
}

function idOf(answer: Answer): string | undefined {
  const id = answer.kind === 'response' ? valueAt(answer.json, 'Resources[0].id') : undefined
  return typeof id === 'string' ? id : undefined
}

function invent({ random, now }: ScenarioContext): Person {
  const draw = random(`rehearsal crud ${now().toISOString()}`)
  const mark = draw.text(8, 'abcdefghijklmnopqrstuvwxyz')
  const userName = `crud.${mark}@atko.com`
  return {
    id: `crud-${mark}`,
    userName,
    givenName: 'Crud',
    familyName: `Test${mark}`,
    displayName: `Crud Test${mark}`,
    email: userName,
    title: 'Engineer',
    active: true,
  }
}
