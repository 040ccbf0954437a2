import type { JsonValue } from '@scimulator/scim-core'
import {
  type Answer,
  type Assertion,
  asserts,
  type Behaviour,
  type CaseResult,
  type Directory,
  type Evidence,
  equals,
  hasStatus,
  judge,
  type RehearsalCase,
  type StepResult,
  step,
  valueAt,
} from '@scimulator/sim-kit'
import { encodeQueryValue, equalsFilter } from '../../requests/query.ts'
import type { JobSettings } from '../../settings/job-settings.ts'
import { ask, pathTo, type Scene } from '../scene.ts'
import type { Tenant } from './tenant.ts'

/** A test of the gallery's list while it is played. */
export interface Stage {
  readonly scene: Scene
  readonly tenant: Tenant
  readonly settings: JobSettings
}

/** What a test ends with: its last look at the target, or how it ended before. */
export type Ending = CaseResult | (() => Behaviour<CaseResult>)

/** A test: the tenant's part and looks in between, then what it ends with. */
export interface GalleryTest {
  readonly one: RehearsalCase
  play(stage: Stage): Behaviour<Ending>
}

const evidence: Evidence = {
  mark: 'vendor-docs',
  source: 'SCIMReferenceCode fork, StandardLogicApp/SCIM-Validation-Test-Overview.md: validation template v4',
  date: '2026-06',
}

/** A test that must pass, or is skipped. */
export function required(id: string, title: string): RehearsalCase {
  return { id, title, level: 'required', evidence }
}

/** Evidence of the suite itself. */
export const GALLERY_EVIDENCE: Evidence = evidence

/** A look at the target in the middle of a test, as a step of its own. */
export function* look(about: string, body: () => Behaviour<CaseResult>): Behaviour<CaseResult> {
  const seen: { result: CaseResult } = { result: { outcome: 'pass' } }
  yield* step({ kind: 'connection', name: about }, 'verify', function* (): Behaviour<StepResult> {
    seen.result = yield* body()
    const { result } = seen
    if (result.outcome === 'fail') return { outcome: 'failed', reason: `${result.asserted}: ${result.instead}` }
    return { outcome: 'succeeded' }
  })
  return seen.result
}

/** Looks a User up by userName. */
export function findUser({ scene }: Stage, userName: string): Behaviour<Answer> {
  return ask(scene, 'GET', `/Users?filter=${encodeQueryValue(equalsFilter('userName', userName))}`)
}

/** Looks a Group up by displayName. */
export function findGroup({ scene }: Stage, displayName: string): Behaviour<Answer> {
  return ask(scene, 'GET', `/Groups?filter=${encodeQueryValue(equalsFilter('displayName', displayName))}`)
}

/** Id of the one resource a list holds. */
export function idIn(answer: Answer): string | undefined {
  const id = answer.kind === 'response' ? valueAt(answer.json, 'Resources[0].id') : undefined
  return typeof id === 'string' ? id : undefined
}

/** The list holds one resource, and what is said of it. */
export function listsOne(...more: readonly Assertion[]): Assertion[] {
  return [hasStatus(200), equals('totalResults', 1), ...more]
}

/** The first resource of a list has a value; a path may begin with an extension's URN. */
export function listed(path: string, wanted: JsonValue): Assertion {
  return asserts(`${path} is ${JSON.stringify(wanted)}`, ({ json }) => {
    const is = valueAt(valueAt(json, 'Resources[0]'), path)
    return JSON.stringify(is) === JSON.stringify(wanted)
      ? undefined
      : `it is ${is === undefined ? 'absent' : JSON.stringify(is)}`
  })
}

/** The person is not there any more, or is there and inactive: what deletion and unassignment lead to depends on the app. */
export const goneOrInactive: readonly Assertion[] = [
  hasStatus(200),
  asserts('the user is gone, or active is false', ({ json }) => {
    if (valueAt(json, 'totalResults') === 0) return undefined
    const active = valueAt(json, 'Resources[0].active')
    return active === false ? undefined : `active is ${JSON.stringify(active)}`
  }),
]

/** Nothing of this name is there. */
export const gone: readonly Assertion[] = [hasStatus(200), equals('totalResults', 0)]

/** Reads a Group with its members and judges who they are. */
export function* members(stage: Stage, displayName: string, userNames: readonly string[]): Behaviour<CaseResult> {
  const ids: string[] = []
  for (const userName of userNames) ids.push(idIn(yield* findUser(stage, userName)) ?? `the id of ${userName}`)
  const found = yield* findGroup(stage, displayName)
  const id = idIn(found)
  if (id === undefined) return judge(found, listsOne())
  const read = yield* ask(stage.scene, 'GET', pathTo('Groups', id))
  return judge(read, [
    hasStatus(200),
    asserts(`its members are ${JSON.stringify(ids)}`, ({ json }) => {
      const list = valueAt(json, 'members')
      const values = Array.isArray(list) ? list.map((member) => valueAt(member, 'value') ?? null) : []
      const same = values.length === ids.length && ids.every((wanted) => values.includes(wanted))
      return same ? undefined : `they are ${JSON.stringify(values)}`
    }),
  ])
}

/** The directory with another group in the place of one. */
export function changedGroup(
  directory: Directory,
  id: string,
  change: Partial<Directory['groups'][number]>,
): Directory {
  return { ...directory, groups: directory.groups.map((group) => (group.id === id ? { ...group, ...change } : group)) }
}
