import type { ResourceTypeDefinition } from '@scimulator/scim-core'
import { type Lookup, lookupsOf } from './lookups.ts'

/** A resource type as the engines see it. */
export interface RegisteredType {
  readonly definition: ResourceTypeDefinition
  readonly lookups: readonly Lookup[]
  /** Whether its resources have members. */
  readonly hasMembers: boolean
}

/** The resource types of a store, by name. */
export interface TypeRegistry {
  readonly all: readonly RegisteredType[]
  /** @throws TypeError for a name that is not among the store's resource types. */
  named(name: string): RegisteredType
}

const ATTRIBUTE_NAME = /^[$A-Z_a-z][\w$-]*$/
const SCHEMA_URN = /^[\w.:~+@/-]+$/

/**
 * Reads the resource types once.
 * @throws TypeError for schema or attribute names that cannot stand in a path.
 */
export function createTypeRegistry(definitions: readonly ResourceTypeDefinition[]): TypeRegistry {
  const types = new Map<string, RegisteredType>()
  for (const definition of definitions) {
    assertNames(definition)
    const hasMembers = definition.schema.attributes.some(({ name, multiValued }) => name === 'members' && multiValued)
    types.set(definition.name, { definition, lookups: lookupsOf(definition), hasMembers })
  }
  return {
    all: [...types.values()],
    named: (name) => {
      const type = types.get(name)
      if (type === undefined) throw new TypeError(`The store has no resource type ${JSON.stringify(name)}.`)
      return type
    },
  }
}

function assertNames({ schema, schemaExtensions }: ResourceTypeDefinition): void {
  for (const { id, attributes } of [schema, ...schemaExtensions.map((extension) => extension.schema)]) {
    if (!SCHEMA_URN.test(id)) throw new TypeError(`The schema id ${JSON.stringify(id)} is not a URN.`)
    for (const attribute of attributes.flatMap((each) => [each, ...(each.subAttributes ?? [])])) {
      if (!ATTRIBUTE_NAME.test(attribute.name)) {
        throw new TypeError(`${JSON.stringify(attribute.name)} in schema ${id} is not an attribute name.`)
      }
    }
  }
}
