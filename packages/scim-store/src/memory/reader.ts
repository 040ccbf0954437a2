import {
  compareSortKeys,
  compileFilter,
  compileSortKey,
  type Filter,
  type JsonObject,
  printAttributePath,
  sortResources,
} from '@scimulator/scim-core'
import { documentOf } from '../document.ts'
import { assertSupportedFilter, findSortable } from '../filter-support.ts'
import { displayOf, type Lookup } from '../lookups.ts'
import type { GroupReference, Include, MemberReference, Position, Query, StoredResource } from '../store.ts'
import type { SyncReader } from '../sync-reader.ts'
import type { RegisteredType, TypeRegistry } from '../type-registry.ts'
import type { Row, TenantState } from './tenant-state.ts'

/** What reads and writes of any tenant need. */
export interface MemoryContext {
  readonly types: TypeRegistry
  readonly now: () => number
  readonly newId: () => string
}

/** The text under which a look-up key of a type lies in the index. */
export function keyText({ definition }: RegisteredType, { path }: Lookup, key: string): string {
  return `${definition.name}\n${path}\n${key}`
}

/** Reads of one tenant; `stateNow` gives its data, if it has any yet. */
export function createMemoryReader(stateNow: () => TenantState | undefined, context: MemoryContext): SyncReader {
  return {
    get(resourceType, id, include): StoredResource | undefined {
      const type = context.types.named(resourceType)
      const state = stateNow()
      const row = state?.row(id)
      if (state === undefined || row === undefined || row.resource.resourceType !== resourceType) return undefined
      return copyWith(state, row, type, include)
    },

    query(query) {
      const type = context.types.named(query.resourceType)
      if (query.filter !== undefined) assertSupportedFilter(query.filter)
      if (query.sortBy !== undefined) findSortable(query.sortBy, type.definition)
      const state = stateNow()
      if (state === undefined) return { totalResults: 0, resources: [] }
      const found = matching(state, type, query)
      const { rows, next } = pageOf(found, query, positions(state, type, query))
      const resources = rows.map((row) => copyWith(state, row, type, query.include))
      return { totalResults: found.length, resources, ...(next === undefined ? {} : { next }) }
    },

    isMember: (groupId, memberId) => stateNow()?.membersOf(groupId).has(memberId) ?? false,
  }
}

/** The rows a query finds, in its order. */
function matching(state: TenantState, type: RegisteredType, query: Query): Row[] {
  const rows = filtered(state, type, query.filter)
  if (query.sortBy === undefined) return rows
  const rowOf = new Map(rows.map((row) => [documentOf(withDerived(state, row, type)), row]))
  const sorted = sortResources([...rowOf.keys()], query.sortBy, query.sortOrder ?? 'ascending', type.definition)
  return sorted.flatMap((document) => rowOf.get(document) ?? [])
}

/** The rows of a page, and its end when `after` was given and more follow. */
function pageOf(
  found: readonly Row[],
  { after, startIndex, count, sortOrder }: Query,
  position: (row: Row) => Position,
): { rows: readonly Row[]; next?: Position } {
  const size = Math.max(0, count)
  if (after === undefined) return { rows: found.slice(Math.max(0, startIndex - 1)).slice(0, size) }
  const rest = after === null ? found : found.filter((row) => isBehind(position(row), after, sortOrder))
  const rows = rest.slice(0, size)
  const last = rows.at(-1)
  return { rows, ...(last === undefined || rest.length === rows.length ? {} : { next: position(last) }) }
}

/** Tells the position of a row in the order of a query. */
function positions(state: TenantState, type: RegisteredType, { sortBy }: Query): (row: Row) => Position {
  if (sortBy === undefined) return ({ sequence }) => ({ key: null, row: sequence })
  const keyOf = compileSortKey(sortBy, type.definition)
  return (row) => ({ key: keyOf(documentOf(withDerived(state, row, type))) ?? null, row: row.sequence })
}

function isBehind(position: Position, other: Position, sortOrder: Query['sortOrder']): boolean {
  const direction = sortOrder === 'descending' ? -1 : 1
  const order = direction * compareSortKeys(position.key ?? undefined, other.key ?? undefined)
  return order > 0 || (order === 0 && position.row > other.row)
}

function filtered(state: TenantState, type: RegisteredType, filter: Filter | undefined): Row[] {
  if (filter === undefined) return state.rowsOf(type.definition.name)
  const matches = compileFilter(filter, type.definition)
  const ids = equalIds(state, type, filter)
  const rows = ids === undefined ? state.rowsOf(type.definition.name) : [...ids].flatMap((id) => state.row(id) ?? [])
  return rows
    .filter((row) => matches(documentOf(withDerived(state, row, type))))
    .sort((a, b) => a.sequence - b.sequence)
}

/** The ids that an index has for some equality the filter demands; undefined when none serves. */
function equalIds(state: TenantState, type: RegisteredType, filter: Filter): ReadonlySet<string> | undefined {
  if (filter.kind === 'and') return equalIds(state, type, filter.left) ?? equalIds(state, type, filter.right)
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || typeof filter.value !== 'string') return undefined
  const path = printAttributePath(filter.path)
  const lookup = type.lookups.find((each) => each.path === path)
  return lookup && state.idsByKey(keyText(type, lookup, lookup.keyOf(filter.value)))
}

function copyWith(state: TenantState, row: Row, type: RegisteredType, include: Include | undefined): StoredResource {
  const { id, attributes } = row.resource
  return {
    ...row.resource,
    attributes: structuredClone(attributes),
    ...(include?.members === true && type.hasMembers ? { members: membersOf(state, id) } : {}),
    ...(include?.groups === true ? { groups: groupsOf(state, id) } : {}),
  }
}

/** The resource with everything a filter or sort can name. */
function withDerived(state: TenantState, row: Row, type: RegisteredType): StoredResource {
  const { id } = row.resource
  const members = type.hasMembers ? membersOf(state, id) : []
  return { ...row.resource, members, groups: groupsOf(state, id) }
}

function membersOf(state: TenantState, groupId: string): MemberReference[] {
  return inOrder(state, state.membersOf(groupId)).map(({ resource }) => ({
    value: resource.id,
    type: resource.resourceType,
    ...displayPart(resource.attributes),
  }))
}

/** Every group above a resource, oldest first; a group is not in itself, whatever cycle it stands in. */
function groupsOf(state: TenantState, id: string): GroupReference[] {
  const direct = state.groupsOf(id)
  const above = new Set(direct)
  // A set hands out what is added while it is walked.
  for (const groupId of above) for (const next of state.groupsOf(groupId)) above.add(next)
  above.delete(id)
  return inOrder(state, above).map(({ resource }) => ({
    value: resource.id,
    type: direct.has(resource.id) ? 'direct' : 'indirect',
    ...displayPart(resource.attributes),
  }))
}

function inOrder(state: TenantState, ids: ReadonlySet<string>): Row[] {
  return [...ids].flatMap((id) => state.row(id) ?? []).sort((a, b) => a.sequence - b.sequence)
}

function displayPart(attributes: JsonObject): { display?: string } {
  const display = displayOf(attributes)
  return display === undefined ? {} : { display }
}
