import { memberNotFound, notFound } from '../refusals.ts'
import type { Scope } from './scope.ts'
import type { SqlValue } from './sql.ts'

/** Writes the memberships of one tenant, at once. Edits tell whether anything changed. */
export interface MembershipWriter {
  /** @throws StoreError `memberNotFound`. */
  assertExist(memberIds: readonly string[]): void
  /** Gives a new group its members, which all exist, without a change of its version. */
  begin(groupId: string, memberIds: readonly string[]): void
  add(groupId: string, memberIds: readonly string[]): boolean
  remove(groupId: string, memberIds: readonly string[]): boolean
  set(groupId: string, memberIds: readonly string[]): boolean
}

// cross join keeps the given ids outside and finds each by its index; a plain join may walk the tenant.
const GIVEN = 'from json_each(?) j cross join resource u on u.tenant = ? and u.id = j.value'

const FIRST_UNKNOWN = `
  select j.key from json_each(?) j
  where not exists (select 1 from resource u where u.tenant = ? and u.id = j.value) order by j.key limit 1`

/** Adds the given members to a group: group key, ids as JSON, tenant key. */
export const ADD: string = `insert or ignore into membership (group_pk, member_pk) select ?, u.pk ${GIVEN}`
/** Removes the given members from a group: group key, ids as JSON, tenant key. */
export const REMOVE: string = `delete from membership where group_pk = ? and member_pk in (select u.pk ${GIVEN})`
const KEEP_ONLY = `delete from membership where group_pk = ? and member_pk not in (select u.pk ${GIVEN})`
const TOUCH = 'update resource set version = version + 1, last_modified = max(last_modified, ?) where pk = ?'

/** A writer for the tenant with this key. */
export function createMembershipWriter(scope: Scope, tenant: number): MembershipWriter {
  const { connection, types } = scope

  function changes(text: string, ...values: SqlValue[]): number {
    return connection.prepare(text).run(...values).changes
  }

  function groupKey(groupId: string): number {
    const row = connection
      .prepare<{ pk: number; type: number }>('select pk, type from resource where tenant = ? and id = ?')
      .get(tenant, groupId)
    if (row === undefined || !types.withKey(row.type).hasMembers) throw notFound(groupId)
    return row.pk
  }

  function assertMembersExist(memberIds: readonly string[], ids: string): void {
    const unknown = connection.prepare<{ key: number }>(FIRST_UNKNOWN).get(ids, tenant)
    if (unknown !== undefined) throw memberNotFound(memberIds[unknown.key] ?? '')
  }

  function touchIf(changed: boolean, group: number): boolean {
    if (changed) changes(TOUCH, scope.now(), group)
    return changed
  }

  return {
    assertExist: (memberIds) => assertMembersExist(memberIds, JSON.stringify(memberIds)),
    begin(groupId, memberIds) {
      changes(ADD, groupKey(groupId), JSON.stringify(memberIds), tenant)
    },
    add(groupId, memberIds) {
      const [group, ids] = [groupKey(groupId), JSON.stringify(memberIds)]
      assertMembersExist(memberIds, ids)
      return touchIf(changes(ADD, group, ids, tenant) > 0, group)
    },
    remove(groupId, memberIds) {
      const group = groupKey(groupId)
      return touchIf(changes(REMOVE, group, JSON.stringify(memberIds), tenant) > 0, group)
    },
    set(groupId, memberIds) {
      const [group, ids] = [groupKey(groupId), JSON.stringify(memberIds)]
      assertMembersExist(memberIds, ids)
      const removed = changes(KEEP_ONLY, group, ids, tenant)
      return touchIf(changes(ADD, group, ids, tenant) + removed > 0, group)
    },
  }
}
