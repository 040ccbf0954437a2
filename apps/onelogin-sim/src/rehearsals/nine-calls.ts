import type { JsonObject } from '@scimulator/scim-core'
import {
  type Answer,
  type Assertion,
  type Behaviour,
  type CaseResult,
  equals,
  equalsText,
  hasStatus,
  judge,
  notEmpty,
  type Rehearsal,
  type RehearsalCase,
  rehearse,
  type ScenarioContext,
  type ScimRequest,
  send,
  valueAt,
} from '@scimulator/sim-kit'
import { AppSetup } from '../app/app-setup.ts'
import { type Connector, V2_CORE, V2_ENTERPRISE } from '../app/connector.ts'
import type { OneLoginUser } from '../app/login.ts'
import { addMemberBody } from '../behaviours/patch-member.ts'
import { documented, inferred } from '../evidence/sources.ts'
import { groupWritePath, lookupPath, userReadPath, userWritePath } from '../paths.ts'
import { isApplicationJson, isList, isUser, nobody } from './assertions.ts'

const CONNECTORS: ReadonlyMap<string, Connector> = new Map(
  [V2_ENTERPRISE, V2_CORE].map((connector) => [connector.id, connector]),
)
const calls = documented('O1')
const required = (id: string, title: string, evidence = calls): RehearsalCase => ({
  id,
  title,
  level: 'required',
  evidence,
})

const cases = {
  find: required('1', 'Get User with userName filter: nobody of that name'),
  create: required('2', 'Create User', documented('O3')),
  found: required('1-found', 'Get User with userName filter: the user that was created'),
  read: required('3', 'Get User by ID', documented('O3')),
  update: required('4', 'Update User: the whole user by PUT', documented('O3')),
  groups: required('5', 'Get Groups'),
  createGroup: required('6', 'Create Group', documented('O3')),
  patchGroup: required('7', 'Patch Group: a member', documented('O3')),
  remove: required('8', 'Delete User', documented('O3')),
  users: required('9', 'Get Users'),
  json: {
    ...required('content-type', 'The answers are application/json'),
    level: 'preview',
    knownFalseFailure:
      'the page is of the time of SCIM 1.1; RFC 7644 asks for application/scim+json, which the connectors of SCIM 2.0 take',
  },
} as const satisfies Record<string, RehearsalCase>

/** The nine calls that OneLogin's page on implementing SCIM lists, in its order, as a connector of SCIM 2.0 sends them. */
export const nineCalls: Rehearsal = {
  id: 'nine-calls',
  label: 'OneLogin: the calls an app must answer',
  summary: 'Nine requests to /Users and /Groups; the group that is made stays, as OneLogin deletes none',
  evidence: inferred('the list is OneLogin’s, its order is not a test plan of OneLogin’s', 'O1', 'O3'),
  options: [
    {
      id: 'connector',
      summary: 'whose template the user is written by',
      values: [...CONNECTORS.keys()],
      default: V2_ENTERPRISE.id,
    },
  ],
  profileOption: 'connector',
  cases: Object.values(cases),
  play,
}

type Run = (
  one: RehearsalCase,
  request: Omit<ScimRequest, 'shape'> | string,
  assertions: readonly Assertion[],
) => Behaviour<Answer | undefined>

function* play(context: ScenarioContext, options: Readonly<Record<string, string>>): Behaviour<void> {
  const connector = CONNECTORS.get(options.connector ?? '') ?? V2_ENTERPRISE
  const { renderer } = new AppSetup(context, connector)
  const user = invent(context)
  const render = (person: OneLoginUser): JsonObject =>
    renderer.render({ user: person, manager: undefined, roles: [] }, true)
  const userName = renderer.userName({ user, manager: undefined, roles: [] })
  const answers: Answer[] = []
  const run: Run = function* (one, request, assertions) {
    const seen: { answer?: Answer } = {}
    yield* rehearse(nineCalls, one, function* (): Behaviour<CaseResult> {
      if (typeof request === 'string') return { outcome: 'skip', reason: request }
      seen.answer = yield* send({ ...request, shape: one.id })
      answers.push(seen.answer)
      return judge(seen.answer, assertions)
    })
    return seen.answer
  }
  yield* run(cases.find, { method: 'GET', path: lookupPath(userName) }, [nobody])
  const id = idOf(
    yield* run(cases.create, { method: 'POST', path: '/Users', body: render(user) }, [
      hasStatus(201),
      ...isUser(userName),
    ]),
  )
  const noUser = 'Create User gave no id'
  const found = id === undefined ? noUser : ({ method: 'GET', path: lookupPath(userName) } as const)
  yield* run(cases.found, found, [...isList, equalsText('Resources[0].id', id ?? '')])
  const read = id === undefined ? noUser : ({ method: 'GET', path: userReadPath(id) } as const)
  yield* run(cases.read, read, [hasStatus(200), ...isUser(userName), equalsText('id', id ?? '')])
  const renamed = { ...user, familyName: `${user.familyName}-Changed` }
  const put = id === undefined ? noUser : ({ method: 'PUT', path: userWritePath(id), body: render(renamed) } as const)
  yield* run(cases.update, put, [
    hasStatus(200, 201),
    ...isUser(userName),
    equalsText('name.familyName', renamed.familyName),
  ])
  yield* playGroups(context, run, id)
  const remove = id === undefined ? noUser : ({ method: 'DELETE', path: userWritePath(id) } as const)
  yield* run(cases.remove, remove, [hasStatus(200, 204)])
  yield* run(cases.users, { method: 'GET', path: '/Users' }, isList)
  yield* rehearse(nineCalls, cases.json, () => judgeAll(answers, isApplicationJson))
}

function* playGroups(context: ScenarioContext, run: Run, user: string | undefined): Behaviour<void> {
  const displayName = `Nine calls ${markOf(context)}`
  yield* run(cases.groups, { method: 'GET', path: '/Groups' }, isList)
  const body = { schemas: [new AppSetup(context, V2_ENTERPRISE).knob('group-schema')], displayName, members: [] }
  const made = yield* run(cases.createGroup, { method: 'POST', path: '/Groups', body }, [
    hasStatus(201),
    notEmpty('id'),
    equals('displayName', displayName),
  ])
  const group = idOf(made)
  const patch =
    group === undefined || user === undefined
      ? 'Create Group or Create User gave no id'
      : ({ method: 'PATCH', path: groupWritePath(group), body: addMemberBody(user) } as const)
  yield* run(cases.patchGroup, patch, [hasStatus(200, 204)])
}

/** Every answer with a body; the first that does not hold fails. */
function* judgeAll(answers: readonly Answer[], assertion: Assertion): Behaviour<CaseResult> {
  for (const answer of answers) {
    if (answer.kind === 'silence' || answer.body === '') continue
    const result = judge(answer, [assertion])
    if (result.outcome !== 'pass') return result
  }
  return { outcome: 'pass' }
}

function idOf(answer: Answer | undefined): string | undefined {
  if (answer === undefined || answer.kind === 'silence' || answer.status >= 300) return undefined
  const id = valueAt(answer.json, 'id')
  return typeof id === 'string' && id !== '' ? id : undefined
}

function markOf({ random, now }: ScenarioContext): string {
  return random(`nine calls ${now().toISOString()}`).text(8, 'abcdefghijklmnopqrstuvwxyz')
}

function invent(context: ScenarioContext): OneLoginUser {
  const userName = `nine.${markOf(context)}@acme.example`
  return {
    id: userName,
    userName,
    givenName: 'Nine',
    familyName: 'Calls',
    displayName: 'Nine Calls',
    email: userName,
    title: 'Tester',
    department: 'Quality',
    active: true,
  }
}
