/** @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2 */
import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import type { ScimRequest } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import type { Change } from '../mapping/diff.ts'
import { EXTENSION, pathOf } from '../mapping/target.ts'
import { type Dialect, opWord } from '../profiles/dialect.ts'
import { patchBody, resourcePath, scimRequest } from './scim-request.ts'

/** Writes the differences of a user in the form of the job's dialect. */
export function patchUserRequest(job: Job, id: string, changes: readonly Change[]): ScimRequest {
  const { dialect } = job
  const operations =
    dialect.attributes === 'merged' ? mergedOperations(dialect, changes) : pathOperations(dialect, changes)
  return scimRequest(job, {
    shape: patchShape(dialect, changes, operations),
    method: 'PATCH',
    path: resourcePath('Users', id),
    body: patchBody(operations),
    quirks: patchQuirks(dialect, changes, operations),
  })
}

/** Sets a user's manager. */
export function managerRequest(
  job: Job,
  id: string,
  manager: string,
  op: 'add' | 'replace',
  asObject: boolean,
): ScimRequest {
  const value = asObject ? { value: manager } : manager
  const operation = { op: opWord(job.dialect, op), path: `${EXTENSION}:manager`, value }
  return scimRequest(job, {
    shape: `${op}-manager`,
    method: 'PATCH',
    path: resourcePath('Users', id),
    body: patchBody([operation]),
    quirks: [...capitalised(job.dialect), ...(asObject ? [] : ['manager-plain-string'])],
  })
}

function pathOperations(dialect: Dialect, changes: readonly Change[]): JsonObject[] {
  return changes.map((change) => pathOperation(dialect, change))
}

/** Filtered paths first, then one path-less operation for each op with flat keys; `active` always has a path, last. */
function mergedOperations(dialect: Dialect, changes: readonly Change[]): JsonObject[] {
  const filtered = changes.filter(({ mapping }) => mapping.target.kind === 'element')
  const active = changes.filter(isActive)
  const simple = changes.filter((change) => change.mapping.target.kind !== 'element' && !isActive(change))
  return [
    ...pathOperations(dialect, filtered),
    ...folded(dialect, 'add', simple),
    ...folded(dialect, 'replace', simple),
    ...pathOperations(dialect, active),
  ]
}

function folded(dialect: Dialect, op: Change['op'], changes: readonly Change[]): JsonObject[] {
  const same = changes.filter((change) => change.op === op)
  const [first] = same
  if (first === undefined) return []
  // Docs keep the path of a single add; a replace is path-less even when it is alone.
  if (op === 'add' && same.length === 1) return [pathOperation(dialect, first)]
  const value = Object.fromEntries(same.map((change) => [pathOf(change.mapping.target), change.value]))
  return [{ op: opWord(dialect, op), value }]
}

function pathOperation(dialect: Dialect, change: Change): JsonObject {
  const value: JsonValue = isActive(change) && dialect.booleans === 'json' ? change.value === 'True' : change.value
  return { op: opWord(dialect, change.op), path: pathOf(change.mapping.target), value }
}

function patchShape(dialect: Dialect, changes: readonly Change[], operations: readonly JsonObject[]): string {
  const [first, ...rest] = changes
  if (first === undefined) throw new TypeError('a PATCH needs a change')
  if (rest.length === 0) return singleShape(first)
  if (dialect.attributes === 'path-each') return 'change-several'
  if (operations.length > 1) return 'change-mixed'
  return first.op === 'add' ? 'add-several' : 'change-several'
}

function singleShape(change: Change): string {
  const { target } = change.mapping
  if (isActive(change)) return change.value === 'True' ? 'restore-user' : 'disable-user'
  if (target.name === 'userName') return 'change-user-name'
  if (target.kind === 'element') return `${change.op}-filtered`
  return target.kind === 'extension' ? `${change.op}-extension` : `${change.op}-attribute`
}

function patchQuirks(dialect: Dialect, changes: readonly Change[], operations: readonly JsonObject[]): string[] {
  const flat = operations.some(({ path, value }) => path === undefined && Object.keys(value ?? {}).some(isFlatKey))
  const creates = changes.some(({ mapping, op }) => mapping.target.kind === 'element' && op === 'add')
  return [
    ...capitalised(dialect),
    ...(dialect.booleans === 'string' && changes.some(isActive) ? ['string-boolean'] : []),
    ...(creates ? ['filter-path-creates'] : []),
    ...(flat ? ['flat-dotted-keys'] : []),
  ]
}

function capitalised(dialect: Dialect): string[] {
  return dialect.opCase === 'capitalised' ? ['capitalised-op'] : []
}

function isActive({ mapping }: Change): boolean {
  return mapping.target.kind === 'simple' && mapping.target.name === 'active'
}

function isFlatKey(key: string): boolean {
  return key.includes('.') || key.includes(':')
}
