import type { JsonObject } from '@scimulator/scim-core'
import { displayOf } from '../lookups.ts'
import type { Connection } from './connection.ts'
import { replaceKeys } from './resource-keys.ts'
import { columnValues, type StorageType, type StorageTypes } from './storage-types.ts'

const SETTING = 'lookups'
const CHUNK = 1_000

/**
 * Writes all look-up columns and keys anew when they were written under other rules: other schemas, or another version
 * of Unicode to fold text by. Only inside a transaction of the writer.
 */
export function refreshLookups(connection: Connection, types: StorageTypes): void {
  const rules = JSON.stringify([process.versions.unicode, types.all.map(rulesOf)])
  const stored = connection.prepare<{ value: string }>('select value from setting where name = ?').get(SETTING)
  if (stored?.value === rules) return
  if (stored !== undefined) for (const type of types.all) refreshType(connection, type)
  connection
    .prepare('insert into setting (name, value) values (?, ?) on conflict do update set value = excluded.value')
    .run(SETTING, rules)
}

function rulesOf({ definition, columns, side, hasActive }: StorageType): unknown {
  const lookups = [...columns, ...side].map(({ lookup }) => [lookup.path, lookup.caseExact, lookup.unique])
  return [definition.name, hasActive, lookups]
}

function refreshType(connection: Connection, type: StorageType): void {
  const page = connection.prepare<{ pk: number; tenant: number; doc: string }>(
    'select pk, tenant, doc from resource where type = ? and pk > ? order by pk limit ?',
  )
  connection.prepare('delete from resource_key where type = ?').run(type.key)
  for (
    let rows = page.all(type.key, 0, CHUNK);
    rows.length > 0;
    rows = page.all(type.key, rows.at(-1)?.pk ?? 0, CHUNK)
  ) {
    for (const { pk, tenant, doc } of rows) {
      // The column holds what JSON.stringify made of a JsonObject.
      const attributes = JSON.parse(doc) as JsonObject
      const values = columnValues(type, attributes).set('display', displayOf(attributes) ?? null)
      const assignments = [...values.keys()].map((column) => `${column} = ?`).join(', ')
      connection.prepare(`update resource set ${assignments} where pk = ?`).run(...values.values(), pk)
      replaceKeys(connection, tenant, type, attributes, pk)
    }
  }
}
