import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { type Behaviour, type CaseResult, hasStatus, judge, type Random, type RehearsalCase } from '@scimulator/sim-kit'
import { randomGuid } from '../../job/guid.ts'
import { EXTENSION, isBoolean, pathOf, type Target } from '../../mapping/target.ts'
import { patchBody } from '../../requests/scim-request.ts'
import { type Attempt, ask, firstFailure, type Made, make, type Scene } from '../scene.ts'
import { managedBy } from '../validator/user-patch-tests.ts'
import { writeTarget } from '../write-target.ts'
import { pages } from './pages.ts'
import { missingFromSchemas } from './schema-paths.ts'
import { type GalleryTest, required, type Stage } from './stage.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const MANAGER = `${EXTENSION}:manager`

/** Added to the list after its template v4. */
const LATER: RehearsalCase = {
  ...required('SCIM_Update_Manager', 'A manager is added, replaced and removed by PATCH'),
  level: 'preview',
  evidence: {
    mark: 'vendor-docs',
    source: 'SCIMReferenceCode fork, StandardLogicApp: SCIMTests_Workflow',
    date: '2026-08',
  },
}

/** Requests of the suite itself, past the tenant. */
export const DIRECT_TESTS: readonly GalleryTest[] = [
  direct('Schema_Discoverability', '/Schemas knows every mapped attribute', function* (stage) {
    const answer = yield* ask(stage.scene, 'GET', '/Schemas')
    return judge(answer, [hasStatus(200), missingFromSchemas(stage.settings)])
  }),
  direct('SCIM_Null_Update', 'Every attribute that may be empty is set to an empty text', nullUpdate),
  direct('SCIM_User_Create', 'POST of a User with every mapped attribute', function* (stage) {
    const user = yield* makeUser(stage)
    return user.ok ? { outcome: 'pass' } : user.result
  }),
  direct('SCIM_User_Update', 'PATCH of every mapped text', function* (stage) {
    const user = yield* makeUser(stage)
    if (!user.ok) return user.result
    const operations = nullable(stage).map((target) => replace(target, valueFor(target, stage.scene.random)))
    return judge(yield* ask(stage.scene, 'PATCH', user.value.path, patchBody(operations)), [hasStatus(200, 204)])
  }),
  direct('SCIM_Group_Create', 'POST of a Group', function* (stage) {
    const group = yield* makeGroup(stage.scene)
    return group.ok ? { outcome: 'pass' } : group.result
  }),
  direct('SCIM_Group_Update', 'PATCH of a Group', function* ({ scene }) {
    const group = yield* makeGroup(scene)
    if (!group.ok) return group.result
    const body = patchBody([{ op: 'replace', path: 'displayName', value: update(scene.random) }])
    return judge(yield* ask(scene, 'PATCH', group.value.path, body), [hasStatus(200, 204)])
  }),
  direct('SCIM_User_Pagination', 'Pages of five Users', (stage) => pages(stage.scene, 'Users', () => makeUser(stage))),
  direct('SCIM_Group_Pagination', 'Pages of five Groups', ({ scene }) =>
    pages(scene, 'Groups', () => makeGroup(scene)),
  ),
  direct('Validate_Credentials', 'A token by client credentials', skipCredentials),
  {
    one: LATER,
    *play(stage) {
      return () => updateManager(stage)
    },
  },
]

function direct(id: string, title: string, check: (stage: Stage) => Behaviour<CaseResult>): GalleryTest {
  return {
    one: required(id, title),
    *play(stage) {
      return () => check(stage)
    },
  }
}

function* skipCredentials(): Behaviour<CaseResult> {
  return {
    outcome: 'skip',
    reason:
      'Skipped with a token that is given, as in the suite itself; client credentials are tried by signing in with them',
  }
}

/** What a mapping may leave empty: every text but the one users are matched by. */
function nullable({ settings }: Stage): Target[] {
  return settings.user.mappings
    .map(({ target }) => target)
    .filter((target) => pathOf(target) !== 'userName' && !isBoolean(target))
}

/** The vendor's words ask for 200; 204 is an answer without error too. */
function* nullUpdate(stage: Stage): Behaviour<CaseResult> {
  const user = yield* makeUser(stage)
  if (!user.ok) return user.result
  const results: CaseResult[] = []
  for (const target of nullable(stage)) {
    const answer = yield* ask(stage.scene, 'PATCH', user.value.path, patchBody([replace(target, '')]))
    const about = hasStatus(200, 204)
    results.push(judge(answer, [{ ...about, says: `${pathOf(target)} set to "": ${about.says}` }]))
  }
  return firstFailure(...results)
}

function replace(target: Target, value: JsonValue): JsonObject {
  return { op: 'replace', path: pathOf(target), value }
}

function* makeUser({ scene, settings }: Stage): Behaviour<Attempt<Made>> {
  const body: JsonObject = { schemas: [USER, EXTENSION] }
  for (const { target } of settings.user.mappings) writeTarget(body, target, valueFor(target, scene.random))
  return yield* make(scene, 'Users', body)
}

function* makeGroup(scene: Scene): Behaviour<Attempt<Made>> {
  const body = { schemas: [GROUP], externalId: randomGuid(scene.random), displayName: update(scene.random) }
  return yield* make(scene, 'Groups', body)
}

function valueFor(target: Target, random: Random): JsonValue {
  if (isBoolean(target)) return true
  const path = pathOf(target)
  if (path === 'preferredLanguage') return random.pick(['en-GB', 'nb-NO', 'et'])
  const value = update(random)
  return path === 'userName' || path.startsWith('emails') ? `${value}@contoso.example` : value
}

function update(random: Random): string {
  return `upd-${randomGuid(random)}`
}

function* updateManager(stage: Stage): Behaviour<CaseResult> {
  const { scene } = stage
  const user = yield* makeUser(stage)
  const first = yield* makeUser(stage)
  const second = yield* makeUser(stage)
  if (!user.ok) return user.result
  if (!first.ok) return first.result
  if (!second.ok) return second.result
  const steps: [op: string, id: string | undefined][] = [
    ['add', first.value.id],
    ['replace', second.value.id],
    ['remove', undefined],
  ]
  for (const [op, id] of steps) {
    const operation: JsonObject = id === undefined ? { op, path: MANAGER } : { op, path: MANAGER, value: id }
    const patched = yield* ask(scene, 'PATCH', user.value.path, patchBody([operation]))
    const read = yield* ask(scene, 'GET', user.value.path)
    const result = firstFailure(judge(patched, [hasStatus(200, 204)]), judge(read, [hasStatus(200), managedBy(id)]))
    if (result.outcome !== 'pass') return result
  }
  return { outcome: 'pass' }
}
