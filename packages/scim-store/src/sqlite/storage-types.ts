import type { JsonObject } from '@scimulator/scim-core'
import type { Lookup } from '../lookups.ts'
import type { RegisteredType, TypeRegistry } from '../type-registry.ts'
import type { Names } from './names.ts'
import type { SqlValue } from './sql.ts'

/** A look-up kept in a column of `resource`. */
export interface ColumnLookup {
  readonly column: string
  readonly lookup: Lookup
}

/** A look-up kept in the table `resource_key`, under the key of its path. */
export interface SideLookup {
  readonly pathKey: number
  readonly lookup: Lookup
}

/** A resource type with where its look-ups lie. */
export interface StorageType extends RegisteredType {
  readonly key: number
  readonly columns: readonly ColumnLookup[]
  readonly side: readonly SideLookup[]
  readonly hasActive: boolean
}

/** The storage types of a store. */
export interface StorageTypes {
  readonly all: readonly StorageType[]
  named(name: string): StorageType
  withKey(key: number): StorageType
}

const COLUMN_OF_PATH: ReadonlyMap<string, string> = new Map([
  ['userName', 'user_name'],
  ['displayName', 'display_name'],
  ['externalId', 'external_id'],
])

/** Gives keys to the resource types and to the paths of their look-ups. Only inside a transaction of the writer. */
export function createStorageTypes(registry: TypeRegistry, names: Names): StorageTypes {
  const types = registry.all.map((type) => toStorageType(type, names))
  const byName = new Map(types.map((type) => [type.definition.name, type]))
  const byKey = new Map(types.map((type) => [type.key, type]))
  return {
    all: types,
    named: (name) => byName.get(registry.named(name).definition.name) ?? missing(name),
    withKey: (key) => byKey.get(key) ?? missing(String(key)),
  }
}

function missing(name: string): never {
  throw new TypeError(`The store was opened without the resource type ${name}.`)
}

function toStorageType(type: RegisteredType, names: Names): StorageType {
  const columns: ColumnLookup[] = []
  const side: SideLookup[] = []
  for (const lookup of type.lookups) {
    const column = lookup.multiValued ? undefined : COLUMN_OF_PATH.get(lookup.path)
    if (column === undefined) side.push({ pathKey: names.intern(lookup.path), lookup })
    else columns.push({ column, lookup })
  }
  const hasActive = type.definition.schema.attributes.some(
    (attribute) => attribute.name === 'active' && attribute.type === 'boolean' && !attribute.multiValued,
  )
  return { ...type, key: names.intern(type.definition.name), columns, side, hasActive }
}

/** The look-up columns of a resource with their values. */
export function columnValues(type: StorageType, attributes: JsonObject): Map<string, SqlValue> {
  const values = new Map<string, SqlValue>()
  for (const { column, lookup } of type.columns) values.set(column, lookup.keysOf(attributes)[0] ?? null)
  if (type.hasActive) values.set('active', activeValue(attributes))
  return values
}

function activeValue(attributes: JsonObject): SqlValue {
  const active = Object.hasOwn(attributes, 'active') ? attributes.active : undefined
  return typeof active === 'boolean' ? Number(active) : null
}
