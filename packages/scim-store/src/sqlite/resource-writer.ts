import type { JsonObject } from '@scimulator/scim-core'
import { displayOf, type Lookup } from '../lookups.ts'
import { notFound, uniquenessTaken, versionMismatch } from '../refusals.ts'
import type { StoredResource } from '../store.ts'
import { insertKeys, replaceKeys } from './resource-keys.ts'
import { type ResourceRow, toResource } from './rows.ts'
import type { Scope } from './scope.ts'
import type { SqlValue } from './sql.ts'
import { columnValues, type StorageType } from './storage-types.ts'

/** Writes resources of one tenant, at once. Only inside a transaction of the writer. */
export interface ResourceWriter {
  create(resourceType: string, attributes: JsonObject, givenId: string | undefined): StoredResource
  update(resourceType: string, id: string, attributes: JsonObject, expectedVersion: number | undefined): StoredResource
  delete(resourceType: string, id: string, expectedVersion: number | undefined): void
}

interface CurrentRow {
  readonly pk: number
  readonly version: number
  readonly created: number
  readonly last_modified: number
  readonly user_name: string | null
  readonly display_name: string | null
  readonly external_id: string | null
  readonly active: number | null
  readonly display: string | null
}

const CURRENT = `
  select pk, version, created, last_modified, user_name, display_name, external_id, active, display
  from resource where tenant = ? and id = ? and type = ?`

const INSERT = `
  insert into resource
    (tenant, type, id, version, created, last_modified, user_name, display_name, external_id, active, display, doc)
  values (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`

const COUNT = `
  insert into resource_count (tenant, type, total) values (?, ?, ?)
  on conflict do update set total = total + excluded.total`

const TOUCH_GROUPS = `
  update resource set version = version + 1, last_modified = max(last_modified, ?)
  where pk in (select group_pk from membership where member_pk = ?) and pk <> ?`

/** A writer for the tenant with this key. */
export function createResourceWriter(scope: Scope, tenant: number): ResourceWriter {
  const { connection, types } = scope

  function run(text: string, ...values: SqlValue[]): void {
    connection.prepare(text).run(...values)
  }

  function current(type: StorageType, id: string, expectedVersion: number | undefined): CurrentRow {
    const row = connection.prepare<CurrentRow>(CURRENT).get(tenant, id, type.key)
    if (row === undefined) throw notFound(id)
    if (expectedVersion !== undefined && expectedVersion !== row.version) throw versionMismatch(id, row.version)
    return row
  }

  function taken(text: string, ...values: SqlValue[]): boolean {
    return connection.prepare(text).get(...values) !== undefined
  }

  function assertUnique(type: StorageType, attributes: JsonObject, pk: number): void {
    const others = (lookup: Lookup, isTaken: (key: string) => boolean): void => {
      if (lookup.unique && lookup.keysOf(attributes).some(isTaken)) throw uniquenessTaken(lookup.path)
    }
    for (const { column, lookup } of type.columns) {
      const text = `select 1 from resource where tenant = ? and type = ? and ${column} = ? and pk <> ?`
      others(lookup, (key) => taken(text, tenant, type.key, key, pk))
    }
    for (const { pathKey, lookup } of type.side) {
      const text = `
        select 1 from resource_key where tenant = ? and type = ? and path = ? and value = ? and resource_pk <> ?`
      others(lookup, (key) => taken(text, tenant, type.key, pathKey, key, pk))
    }
  }

  return {
    create(resourceType, attributes, givenId) {
      const type = types.named(resourceType)
      assertUnique(type, attributes, 0)
      const [id, now, doc] = [givenId ?? scope.newId(), scope.now(), JSON.stringify(attributes)]
      const look = columnValues(type, attributes)
      const columns = ['user_name', 'display_name', 'external_id', 'active'].map((name) => look.get(name) ?? null)
      const values = [tenant, type.key, id, now, now, ...columns, displayOf(attributes) ?? null, doc]
      const pk = Number(connection.prepare(INSERT).run(...values).lastInsertRowid)
      insertKeys(connection, tenant, type, attributes, pk)
      run(COUNT, tenant, type.key, 1)
      return toResource({ pk, id, version: 1, created: now, lastModified: now, doc }, type, types)
    },

    update(resourceType, id, attributes, expectedVersion) {
      const type = types.named(resourceType)
      const row = current(type, id, expectedVersion)
      assertUnique(type, attributes, row.pk)
      const next: ResourceRow = {
        pk: row.pk,
        id,
        version: row.version + 1,
        created: row.created,
        // Time never runs backwards for a resource, whatever the clock does.
        lastModified: Math.max(row.last_modified, scope.now()),
        doc: JSON.stringify(attributes),
      }
      const changed = changedColumns(row, type, attributes)
      const assignments = [...changed.keys()].map((column) => `${column} = ?, `).join('')
      const text = `update resource set ${assignments}version = ?, last_modified = ?, doc = ? where pk = ?`
      run(text, ...changed.values(), next.version, next.lastModified, next.doc, row.pk)
      replaceKeys(connection, tenant, type, attributes, row.pk)
      return toResource(next, type, types)
    },

    delete(resourceType, id, expectedVersion) {
      const type = types.named(resourceType)
      const { pk } = current(type, id, expectedVersion)
      run(TOUCH_GROUPS, scope.now(), pk, pk)
      run('delete from resource where pk = ?', pk)
      run(COUNT, tenant, type.key, -1)
    },
  }
}

/** The columns whose index entries have to move; all others are left alone. */
function changedColumns(row: CurrentRow, type: StorageType, attributes: JsonObject): Map<string, SqlValue> {
  const before = new Map<string, SqlValue>(Object.entries(row))
  const after = columnValues(type, attributes).set('display', displayOf(attributes) ?? null)
  return new Map([...after].filter(([column, value]) => before.get(column) !== value))
}
