import type { JsonObject } from '@scimulator/scim-core'
import {
  hasNoMembers,
  memberNotFound,
  notFound,
  transactionOver,
  uniquenessTaken,
  versionMismatch,
} from '../refusals.ts'
import { stillClock } from '../still-clock.ts'
import type { ResourceTransaction, StoredResource } from '../store.ts'
import { readerWhen } from '../sync-reader.ts'
import type { RegisteredType } from '../type-registry.ts'
import { createMemoryReader, keyText, type MemoryContext } from './reader.ts'
import type { Row, TenantState } from './tenant-state.ts'

/** A transaction over one tenant; `isOver` tells when its work has settled. */
export function createMemoryTransaction(
  state: TenantState,
  given: MemoryContext,
  isOver: () => boolean,
): ResourceTransaction {
  const context: MemoryContext = { ...given, now: stillClock(given.now) }
  const reader = createMemoryReader(() => state, context)
  const whenOpen = async <T>(read: () => T): Promise<T> => {
    assertOpen()
    return read()
  }

  function assertOpen(): void {
    if (isOver()) throw transactionOver()
  }

  function existing(resourceType: string, id: string, expectedVersion: number | undefined): Row {
    assertOpen()
    context.types.named(resourceType)
    const row = state.row(id)
    if (row === undefined || row.resource.resourceType !== resourceType) throw notFound(id)
    const { version } = row.resource
    if (expectedVersion !== undefined && expectedVersion !== version) throw versionMismatch(id, version)
    return row
  }

  function groupRow(groupId: string): Row {
    assertOpen()
    const row = state.row(groupId)
    if (row === undefined || !context.types.named(row.resource.resourceType).hasMembers) throw notFound(groupId)
    return row
  }

  function put(type: RegisteredType, row: Row): StoredResource {
    const { id, attributes } = row.resource
    const keys = type.lookups.flatMap((lookup) => {
      const texts = lookup.keysOf(attributes).map((key) => keyText(type, lookup, key))
      const taken = (text: string): boolean => [...state.idsByKey(text)].some((other) => other !== id)
      if (lookup.unique && texts.some(taken)) throw uniquenessTaken(lookup.path)
      return texts
    })
    forgetKeys(type, id)
    for (const key of keys) state.putKey(key, id)
    state.putRow(row)
    return { ...row.resource, attributes: structuredClone(attributes) }
  }

  function forgetKeys(type: RegisteredType, id: string): void {
    const attributes = state.row(id)?.resource.attributes ?? {}
    for (const lookup of type.lookups) {
      for (const key of lookup.keysOf(attributes)) state.removeKey(keyText(type, lookup, key), id)
    }
  }

  /** The next version of a row; its time never runs backwards, whatever the clock does. */
  function nextVersion(row: Row): Row {
    const { version, lastModified } = row.resource
    const at = Math.max(context.now(), Date.parse(lastModified))
    const next = { version: version + 1, lastModified: new Date(at).toISOString() }
    return { ...row, resource: { ...row.resource, ...next } }
  }

  function touchIf(changed: boolean, groupId: string): { changed: boolean } {
    const row = state.row(groupId)
    if (changed && row !== undefined) state.putRow(nextVersion(row))
    return { changed }
  }

  function assertMembersExist(memberIds: readonly string[]): void {
    const unknown = memberIds.find((id) => state.row(id) === undefined)
    if (unknown !== undefined) throw memberNotFound(unknown)
  }

  return {
    ...readerWhen(whenOpen, reader),
    newId: context.newId,

    async create(resourceType, attributes, options): Promise<StoredResource> {
      assertOpen()
      const type = context.types.named(resourceType)
      const members = options?.members ?? []
      if (members.length > 0 && !type.hasMembers) throw hasNoMembers(resourceType)
      assertMembersExist(members)
      const at = new Date(context.now()).toISOString()
      const resource: StoredResource = {
        resourceType,
        id: options?.id ?? context.newId(),
        version: 1,
        created: at,
        lastModified: at,
        attributes: copyOf(attributes),
      }
      const created = put(type, { sequence: state.nextSequence(), resource })
      for (const memberId of members) state.link(created.id, memberId)
      return created
    },

    async update(resourceType, id, attributes, options): Promise<StoredResource> {
      const next = nextVersion(existing(resourceType, id, options?.expectedVersion))
      const resource = { ...next.resource, attributes: copyOf(attributes) }
      return put(context.types.named(resourceType), { ...next, resource })
    },

    async delete(resourceType, id, options): Promise<void> {
      existing(resourceType, id, options?.expectedVersion)
      for (const memberId of [...state.membersOf(id)]) state.unlink(id, memberId)
      for (const groupId of [...state.groupsOf(id)]) touchIf(state.unlink(groupId, id), groupId)
      forgetKeys(context.types.named(resourceType), id)
      state.removeRow(id)
    },

    async addMembers(groupId, memberIds): Promise<{ changed: boolean }> {
      groupRow(groupId)
      assertMembersExist(memberIds)
      const added = memberIds.filter((id) => state.link(groupId, id))
      return touchIf(added.length > 0, groupId)
    },

    async removeMembers(groupId, memberIds): Promise<{ changed: boolean }> {
      groupRow(groupId)
      const removed = memberIds.filter((id) => state.unlink(groupId, id))
      return touchIf(removed.length > 0, groupId)
    },

    async setMembers(groupId, memberIds): Promise<{ changed: boolean }> {
      groupRow(groupId)
      assertMembersExist(memberIds)
      const wanted = new Set(memberIds)
      const unwanted = [...state.membersOf(groupId)].filter((id) => !wanted.has(id))
      const removed = unwanted.filter((id) => state.unlink(groupId, id))
      const added = memberIds.filter((id) => state.link(groupId, id))
      return touchIf(removed.length + added.length > 0, groupId)
    },
  }
}

/** A copy as JSON would keep it, so that later changes by the caller stay outside and engines agree. */
function copyOf(attributes: JsonObject): JsonObject {
  // What JSON.stringify made of a JsonObject parses to one.
  return JSON.parse(JSON.stringify(attributes)) as JsonObject
}
