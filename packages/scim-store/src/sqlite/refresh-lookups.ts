import type { JsonObject } from '@scimulator/scim-core'
import { displayOf, type Lookup } from '../lookups.ts'
import { uniquenessBroken } from '../refusals.ts'
import type { Connection } from './connection.ts'
import { replaceKeys } from './resource-keys.ts'
import { columnValues, type StorageType, type StorageTypes } from './storage-types.ts'

const SETTING = 'lookups'
const CHUNK = 1_000

/** What the look-ups were written by: the version of Unicode, and each type's name, `active` column and look-ups. */
type Rules = readonly [unicode: string, types: readonly TypeRules[]]
type TypeRules = readonly [name: string, hasActive: boolean, lookups: readonly LookupRules[]]
type LookupRules = readonly [path: string, caseExact: boolean, unique: boolean]

/**
 * Writes all look-up columns and keys anew when they were written under other rules: other schemas, or another version
 * of Unicode to fold text by. Only inside a transaction of the writer.
 *
 * @throws StoreError `uniqueness` when an attribute is unique now that was not, and a value occurs twice.
 */
export function refreshLookups(connection: Connection, types: StorageTypes): void {
  const rules = JSON.stringify([process.versions.unicode ?? '', types.all.map(rulesOf)] satisfies Rules)
  const stored = connection.prepare<{ value: string }>('select value from setting where name = ?').get(SETTING)
  if (stored?.value === rules) return
  if (stored !== undefined) {
    // The setting holds what JSON.stringify made of Rules.
    const [, before] = JSON.parse(stored.value) as Rules
    for (const type of types.all) {
      refreshType(connection, type)
      assertUnique(connection, type, uniquePaths(before, type))
    }
  }
  connection
    .prepare('insert into setting (name, value) values (?, ?) on conflict do update set value = excluded.value')
    .run(SETTING, rules)
}

function rulesOf({ definition, columns, side, hasActive }: StorageType): TypeRules {
  const lookups = [...columns, ...side].map(({ lookup }): LookupRules => [lookup.path, lookup.caseExact, lookup.unique])
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

function uniquePaths(rules: readonly TypeRules[], { definition }: StorageType): ReadonlySet<string> {
  const [, , lookups = []] = rules.find(([name]) => name === definition.name) ?? []
  return new Set(lookups.filter(([, , unique]) => unique).map(([path]) => path))
}

// What was unique before stays as it is: only another version of Unicode can have made two of its values one, and that
// must not lock anybody out of the data.
function assertUnique(connection: Connection, type: StorageType, before: ReadonlySet<string>): void {
  const isNew = ({ lookup }: { readonly lookup: Lookup }): boolean => lookup.unique && !before.has(lookup.path)
  for (const { column, lookup } of type.columns.filter(isNew)) {
    const text = `
      select 1 from resource where type = ? and ${column} is not null
      group by tenant, ${column} having count(*) > 1 limit 1`
    if (connection.prepare(text).get(type.key) !== undefined) throw uniquenessBroken(type.definition.name, lookup.path)
  }
  for (const { pathKey, lookup } of type.side.filter(isNew)) {
    const text = `
      select 1 from resource_key where type = ? and path = ?
      group by tenant, value having count(distinct resource_pk) > 1 limit 1`
    const twice = connection.prepare(text).get(type.key, pathKey)
    if (twice !== undefined) throw uniquenessBroken(type.definition.name, lookup.path)
  }
}
