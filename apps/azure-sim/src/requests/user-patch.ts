/** @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2 */
import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import type { ScimRequest } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import { type Change, isAssertive } from '../mapping/diff.ts'
import { EXTENSION, isActive, isBoolean, pathOf } from '../mapping/target.ts'
import { type Dialect, opWord } from '../profiles/dialect.ts'
import { roleTexts, roleValues } from './app-roles.ts'
import { type Edit, operationsOf } from './patch-operations.ts'
import { patchBody, resourcePath, scimRequest } from './scim-request.ts'

/** Writes the differences of a user in the form of the job's dialect. */
export function patchUserRequest(job: Job, id: string, changes: readonly Change[]): ScimRequest {
  const { dialect } = job
  const edits = changes.map((change) => toEdit(dialect, change))
  const operations = operationsOf(dialect, edits)
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

/** What a knob sends where a manager was cleared at the source; by default nothing is. */
export function clearManagerRequest(job: Job, id: string, current: string, form: string): ScimRequest {
  const path = `${EXTENSION}:manager`
  const operation =
    form === 'remove'
      ? { op: opWord(job.dialect, 'remove'), path, value: current }
      : { op: opWord(job.dialect, 'replace'), path, value: form === 'empty' ? '' : null }
  return scimRequest(job, {
    shape: 'replace-manager',
    method: 'PATCH',
    path: resourcePath('Users', id),
    body: patchBody([operation]),
    quirks: capitalised(job.dialect),
  })
}

function toEdit(dialect: Dialect, change: Change): Edit {
  const { op, value, mapping } = change
  const { target } = mapping
  const path = pathOf(target)
  if (change.removes && typeof value === 'string') {
    return { op, path, value, form: 'alone', word: opWord(dialect, 'remove') }
  }
  if (typeof value === 'object' && value !== null) return rolesEdit(dialect, change, value)
  if (isActive(target)) return { op, path, value: booleanValue(dialect, value), form: 'alone' }
  // Of `primary` a text in lower case is captured (SimpleIdServer #376): the mapping's own, unlike that of active.
  const written = isBoolean(target) && dialect.booleans !== 'string' ? booleanValue(dialect, value) : value
  return { op, path, value: written, form: target.kind === 'element' ? 'filtered' : 'simple' }
}

/** `"False"`, or `false`, whatever case the mapping gives. */
function booleanValue(dialect: Dialect, value: string | null): JsonValue {
  const lower = value?.toLowerCase()
  if (lower !== 'true' && lower !== 'false') return value
  if (dialect.booleans === 'json') return lower === 'true'
  if (dialect.booleans === 'lowercase') return lower
  return lower === 'true' ? 'True' : 'False'
}

/** The assertive form has a lower-case op in either dialect (vendor's docs). */
function rolesEdit(dialect: Dialect, { op, mapping }: Change, roles: readonly string[]): Edit {
  const assertive = isAssertive(mapping)
  const value = dialect.attributes === 'merged' || assertive ? roleValues(roles) : roleTexts(roles)
  return { op, path: 'roles', value, form: 'alone', ...(assertive ? { word: op } : {}) }
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
  if (isActive(target)) return String(change.value).toLowerCase() === 'true' ? 'restore-user' : 'disable-user'
  if (target.name === 'userName') return 'change-user-name'
  if (target.kind === 'element') return `${change.op}-filtered`
  return target.kind === 'extension' ? `${change.op}-extension` : `${change.op}-attribute`
}

function patchQuirks(dialect: Dialect, changes: readonly Change[], operations: readonly JsonObject[]): string[] {
  const flat = operations.some(({ path, value }) => path === undefined && Object.keys(value ?? {}).some(isFlatKey))
  const creates = changes.some(({ mapping, op }) => mapping.target.kind === 'element' && op === 'add')
  return [
    ...capitalised(dialect),
    ...(dialect.booleans !== 'json' && changes.some(({ mapping }) => isActive(mapping.target))
      ? ['string-boolean']
      : []),
    ...(creates ? ['filter-path-creates'] : []),
    ...(flat ? ['flat-dotted-keys'] : []),
  ]
}

function capitalised(dialect: Dialect): string[] {
  return dialect.opCase === 'capitalised' ? ['capitalised-op'] : []
}

function isFlatKey(key: string): boolean {
  return key.includes('.') || key.includes(':')
}
