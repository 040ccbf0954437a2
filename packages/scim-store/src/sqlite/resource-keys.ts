import type { JsonObject } from '@scimulator/scim-core'
import type { Connection } from './connection.ts'
import type { StorageType } from './storage-types.ts'

const INSERT = 'insert into resource_key (tenant, type, path, value, resource_pk) values (?, ?, ?, ?, ?)'

/** Writes the look-up keys that lie beside `resource`. */
export function insertKeys(
  connection: Connection,
  tenant: number,
  type: StorageType,
  attributes: JsonObject,
  pk: number,
): void {
  for (const { pathKey, lookup } of type.side) {
    for (const key of lookup.keysOf(attributes)) connection.prepare(INSERT).run(tenant, type.key, pathKey, key, pk)
  }
}

/** Brings the look-up keys that lie beside `resource` up to date, writing nothing when they are. */
export function replaceKeys(
  connection: Connection,
  tenant: number,
  type: StorageType,
  attributes: JsonObject,
  pk: number,
): void {
  if (type.side.length === 0) return
  const wanted = new Set(
    type.side.flatMap(({ pathKey, lookup }) => lookup.keysOf(attributes).map((key) => `${pathKey} ${key}`)),
  )
  const there = connection
    .prepare<{ key: string }>("select path || ' ' || value as key from resource_key where resource_pk = ?")
    .all(pk)
  if (there.length === wanted.size && there.every(({ key }) => wanted.has(key))) return
  connection.prepare('delete from resource_key where resource_pk = ?').run(pk)
  insertKeys(connection, tenant, type, attributes, pk)
}
