import { hasNoMembers, transactionOver } from '../refusals.ts'
import { stillClock } from '../still-clock.ts'
import type { ResourceTransaction } from '../store.ts'
import { readerWhen } from '../sync-reader.ts'
import { createMembershipWriter } from './membership-writer.ts'
import { createSqliteReader } from './reader.ts'
import { createResourceWriter } from './resource-writer.ts'
import type { Scope } from './scope.ts'

/** A transaction of one tenant over the writer's connection; `isOver` tells when its work has settled. */
export function createSqliteTransaction(given: Scope, tenant: string, isOver: () => boolean): ResourceTransaction {
  const scope: Scope = { ...given, now: stillClock(given.now) }
  const tenantKey = scope.names.intern(tenant)
  const resources = createResourceWriter(scope, tenantKey)
  const memberships = createMembershipWriter(scope, tenantKey)

  async function now<T>(act: () => T): Promise<T> {
    if (isOver()) throw transactionOver()
    return act()
  }

  return {
    ...readerWhen(now, createSqliteReader(scope, tenant)),
    newId: scope.newId,
    create: (resourceType, attributes, { id, members = [] } = {}) =>
      now(() => {
        if (members.length === 0) return resources.create(resourceType, attributes, id)
        if (!scope.types.named(resourceType).hasMembers) throw hasNoMembers(resourceType)
        memberships.assertExist(members)
        const created = resources.create(resourceType, attributes, id)
        memberships.begin(created.id, members)
        return created
      }),
    update: (resourceType, id, attributes, options) =>
      now(() => resources.update(resourceType, id, attributes, options?.expectedVersion)),
    delete: (resourceType, id, options) => now(() => resources.delete(resourceType, id, options?.expectedVersion)),
    addMembers: (groupId, memberIds) => now(() => ({ changed: memberships.add(groupId, memberIds) })),
    removeMembers: (groupId, memberIds) => now(() => ({ changed: memberships.remove(groupId, memberIds) })),
    setMembers: (groupId, memberIds) => now(() => ({ changed: memberships.set(groupId, memberIds) })),
  }
}
