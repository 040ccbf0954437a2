/**
 * Membership edits without the membership: a group may have 100,000 members, and none of the operations below needs
 * to know them.
 *
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import type { Filter } from '../filter/ast.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { type PatchPath, parsePatchPath } from '../path/patch-path.ts'
import { GROUP } from '../resources/group/resource-type.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import { isUnassigned, parseList } from '../schema/parse-value.ts'
import type { Tolerances } from '../tolerance/tolerances.ts'
import type { PatchOperation } from './operation.ts'

/** A change of a group's membership that a store can make without loading it. */
export type MemberEdit =
  | {
      /** What happens to the membership; `set` makes it exactly the ids. */
      readonly kind: 'add' | 'remove' | 'set'
      /** Ids of the members concerned. */
      readonly ids: string[]
    }
  | {
      /** Nobody stays. */
      readonly kind: 'removeAll'
    }

/** A PATCH of a group, cut into edits of its members and the other operations, each in order. */
export interface SplitOperations {
  /** Edits of the membership, to be made one after the other. */
  readonly members: MemberEdit[]
  /** What is left for `applyPatch`. */
  readonly others: PatchOperation[]
}

const MEMBERS = findAttribute(GROUP, { attribute: 'members' })?.attribute

/**
 * Splits the operations on a group into membership edits and the rest. The two parts touch different attributes, so
 * their order among each other does not matter. Undefined if an operation on `members` is none of: add or replace (with
 * path or path-less), remove of all, remove by `value eq` (also several with `or`), and, where tolerated, remove with a
 * list of members as value; then `applyPatch` on the whole group is the way.
 *
 * @throws ScimError `invalidValue`, `invalidSyntax` for members that are not valid; errors of other paths are left to
 * `applyPatch`.
 */
export function splitMemberOperations(
  operations: readonly PatchOperation[],
  tolerances: Tolerances,
): SplitOperations | undefined {
  if (MEMBERS === undefined) return undefined
  const split: SplitOperations = { members: [], others: [] }
  for (const operation of operations) {
    const part =
      operation.path === undefined
        ? splitValue(operation, MEMBERS, tolerances)
        : splitPath(operation, operation.path, MEMBERS, tolerances)
    if (part === undefined) return undefined
    split.members.push(...part.members)
    split.others.push(...part.others)
  }
  return split
}

function splitPath(
  operation: PatchOperation,
  text: string,
  members: AttributeDefinition,
  tolerances: Tolerances,
): SplitOperations | undefined {
  const path = /members/i.test(text) ? parsePatchPath(text) : undefined
  if (path === undefined || findAttribute(GROUP, path.path)?.attribute !== members) {
    return { members: [], others: [operation] }
  }
  const edit = editOf(operation, path, members, tolerances)
  return edit === undefined ? undefined : { members: [edit], others: [] }
}

function editOf(
  operation: PatchOperation,
  path: PatchPath,
  members: AttributeDefinition,
  tolerances: Tolerances,
): MemberEdit | undefined {
  if (path.path.subAttribute !== undefined || path.subAttribute !== undefined) return undefined
  const { op, value } = operation
  if (op !== 'remove') {
    return path.filter === undefined ? assignment(op, value ?? null, members, tolerances) : undefined
  }
  if (path.filter !== undefined) {
    const ids = idsOf(path.filter)
    return ids === undefined ? undefined : { kind: 'remove', ids }
  }
  if (value === undefined || value === null) return { kind: 'removeAll' }
  if (!tolerances.allows('patch-value-array-for-remove')) return undefined
  return { kind: 'remove', ids: readIds(listOf(value), members, tolerances) }
}

function assignment(
  op: 'add' | 'replace',
  value: JsonValue,
  members: AttributeDefinition,
  tolerances: Tolerances,
): MemberEdit {
  if (isUnassigned(value, tolerances)) return op === 'add' ? { kind: 'add', ids: [] } : { kind: 'set', ids: [] }
  if (op === 'add') return { kind: 'add', ids: readIds(listOf(value), members, tolerances) }
  return { kind: 'set', ids: readIds(value, members, tolerances) }
}

function splitValue(
  operation: PatchOperation,
  members: AttributeDefinition,
  tolerances: Tolerances,
): SplitOperations | undefined {
  const { op, value } = operation
  if (op === 'remove' || !isJsonObject(value)) return { members: [], others: [operation] }
  const edits: MemberEdit[] = []
  const rest: JsonObject = {}
  for (const [key, part] of Object.entries(value)) {
    const isMembers = findAttribute(GROUP, { attribute: key })?.attribute === members
    if (!isMembers && /members/i.test(key)) return undefined
    if (isMembers) edits.push(assignment(op, part ?? null, members, tolerances))
    else rest[key] = part
  }
  if (edits.length > 1) return undefined
  const isEmptied = edits.length > 0 && Object.keys(rest).length === 0
  return { members: edits, others: isEmptied ? [] : [edits.length === 0 ? operation : { op, value: rest }] }
}

function readIds(value: JsonValue, members: AttributeDefinition, tolerances: Tolerances): string[] {
  const elements = parseList(members, value, members.name, tolerances) ?? []
  return elements.flatMap((element) => {
    const id = isJsonObject(element) ? element.value : undefined
    return typeof id === 'string' ? [id] : []
  })
}

// `value eq "a" or value eq "b"`: the ids; undefined for any other filter.
function idsOf(filter: Filter): string[] | undefined {
  if (filter.kind === 'or') {
    const [left, right] = [idsOf(filter.left), idsOf(filter.right)]
    return left === undefined || right === undefined ? undefined : [...left, ...right]
  }
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || typeof filter.value !== 'string') return undefined
  const { schema, attribute, subAttribute } = filter.path
  if (schema !== undefined || subAttribute !== undefined || attribute.toLowerCase() !== 'value') return undefined
  return [filter.value]
}

function listOf(value: JsonValue): JsonValue[] {
  return Array.isArray(value) ? value : [value]
}
