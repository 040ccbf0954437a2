import type { StoredResource } from '../store.ts'
import type { SyncReader } from '../sync-reader.ts'
import { queryPage } from './query.ts'
import { type ResourceRow, selectedColumns, toResource } from './rows.ts'
import type { Scope } from './scope.ts'

const IS_MEMBER = `
  select 1 from resource g cross join resource u cross join membership m
  where g.tenant = ? and g.id = ? and u.tenant = ? and u.id = ? and m.group_pk = g.pk and m.member_pk = u.pk`

/** Reads of one tenant by one connection. */
export function createSqliteReader(scope: Scope, tenant: string): SyncReader {
  const { connection, names, types } = scope

  return {
    get(resourceType, id, include): StoredResource | undefined {
      const type = types.named(resourceType)
      const tenantKey = names.find(tenant)
      if (tenantKey === undefined) return undefined
      const text = `select ${selectedColumns(type, include)} from resource r where r.tenant = ? and r.id = ? and r.type = ?`
      const row = connection.prepare<ResourceRow>(text).get(tenantKey, id, type.key)
      return row === undefined ? undefined : toResource(row, type, types)
    },

    query(query) {
      const type = types.named(query.resourceType)
      return queryPage(scope, names.find(tenant), type, query)
    },

    isMember(groupId, memberId) {
      const tenantKey = names.find(tenant)
      if (tenantKey === undefined) return false
      return connection.prepare(IS_MEMBER).get(tenantKey, groupId, tenantKey, memberId) !== undefined
    },
  }
}
