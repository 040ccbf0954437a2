/**
 * @see RFC 7643 §6 ResourceType Schema, §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-6
 */
import { quote } from '../errors/quote.ts'
import { DeclarationError } from './declaration-error.ts'
import {
  assertSchemas,
  elementsOf,
  flagOf,
  type Place,
  pathOf,
  placeAt,
  requiredText,
  textOf,
} from './declaration-reader.ts'
import { parseDeclaredAttributes } from './declared-attribute.ts'
import { allSchemas } from './find-attribute.ts'
import type { ResourceTypeDefinition, SchemaDefinition } from './schema.ts'
import { RESOURCE_TYPE_SCHEMA, SCHEMA_SCHEMA, SERVICE_PROVIDER_CONFIG_SCHEMA } from './urns.ts'

type Extensions = ResourceTypeDefinition['schemaExtensions']

/** A schema and the JSON path of its declaration; none for one that is built in. */
interface KnownSchema {
  readonly schema: SchemaDefinition
  readonly path?: string
}

/** Schemas by URN in lower case. */
type KnownSchemas = ReadonlyMap<string, KnownSchema>

const SCHEMA_MEMBERS = ['schemas', 'id', 'name', 'description', 'attributes', 'meta']
const TYPE_MEMBERS = ['schemas', 'id', 'name', 'description', 'endpoint', 'schema', 'schemaExtensions', 'meta']
const TYPE_NAME = /^[A-Za-z][\w-]{0,99}$/
const ENDPOINT = /^\/[A-Za-z0-9][\w-]{0,99}$/
// The last part is a name, so that the URN itself can stand where a path is due (RFC 7644 §3.10).
const URN = /^urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:(?:[\w.~+@/-]{1,200}:){0,20}[A-Za-z][\w-]{0,99}$/i
const ANY_TEXT = /^[^\0]{1,500}$/
const RESERVED_TYPES = ['serviceproviderconfig', 'resourcetype', 'schema']
const RESERVED_ENDPOINTS = ['/serviceproviderconfig', '/resourcetypes', '/schemas', '/me', '/bulk']
const PROTOCOL_URN = /^urn:(?:ietf:params:scim:api:|scimulator:)/i
const DISCOVERY_URNS = [SERVICE_PROVIDER_CONFIG_SCHEMA, RESOURCE_TYPE_SCHEMA, SCHEMA_SCHEMA].map(lower)

/**
 * The resource types of a declaration `{"Schemas": […], "ResourceTypes": […]}`, whose elements have the form in which
 * `/Schemas` and `/ResourceTypes` publish them, together with the built-in ones. A resource type with the name of a
 * built-in one adds its `schemaExtensions` to it; `endpoint` and `schema`, if given, are the built-in's own.
 *
 * @throws DeclarationError naming the JSON path of the first fault.
 * @example parseDeclaration(JSON.parse(text), [USER, GROUP])
 */
export function parseDeclaration(
  json: unknown,
  builtIn: readonly ResourceTypeDefinition[],
): readonly ResourceTypeDefinition[] {
  const file = placeAt(json, '$', ['Schemas', 'ResourceTypes'])
  const places = elementsOf(file, 'ResourceTypes').map(({ value, path }) => placeAt(value, path, TYPE_MEMBERS))
  const names = readTypeNames(places, builtIn)
  const schemas = parseSchemas(file, builtIn, new Set([...builtIn.map(({ name }) => name), ...names.keys()]))
  const declared = new Map([...names].map(([name, place]) => [name, parseType(name, place, schemas, builtIn)]))
  const added = [...declared.values()].filter(({ name }) => !builtIn.some((type) => type.name === name))
  const types = [...builtIn.map((type) => declared.get(type.name) ?? type), ...added]
  assertEndpoints(types, names)
  assertUsed(schemas, types)
  return types
}

function lower(text: string): string {
  return text.toLowerCase()
}

function readTypeNames(places: readonly Place[], builtIn: readonly ResourceTypeDefinition[]): Map<string, Place> {
  const names = new Map<string, Place>()
  const taken = new Set(RESERVED_TYPES)
  for (const place of places) {
    assertSchemas(place, RESOURCE_TYPE_SCHEMA)
    const name = requiredText(place, 'name', TYPE_NAME, 'a name: a letter, then letters, digits, "_" and "-"')
    const known = builtIn.find((type) => lower(type.name) === lower(name))
    if (taken.has(lower(name)) || (known !== undefined && known.name !== name)) {
      throw new DeclarationError(pathOf(place, 'name'), `${quote(name)} is reserved or there already, case aside.`)
    }
    const id = textOf(place, 'id')
    if (id !== undefined && id !== name) {
      throw new DeclarationError(
        pathOf(place, 'id'),
        `${quote(id)} is not valid; the id of a resource type is its name.`,
      )
    }
    taken.add(lower(name))
    names.set(name, place)
  }
  return names
}

function parseSchemas(
  file: Place,
  builtIn: readonly ResourceTypeDefinition[],
  typeNames: ReadonlySet<string>,
): KnownSchemas {
  const known = new Map<string, KnownSchema>()
  for (const schema of builtIn.flatMap((type) => allSchemas(type))) known.set(lower(schema.id), { schema })
  for (const { value, path } of elementsOf(file, 'Schemas')) {
    const place = placeAt(value, path, SCHEMA_MEMBERS)
    assertSchemas(place, SCHEMA_SCHEMA)
    const id = requiredText(place, 'id', URN, 'a URN that ends in a name, such as "urn:example:scim:2.0:Device"')
    const fault = urnFault(id, known)
    if (fault !== undefined) throw new DeclarationError(pathOf(place, 'id'), `${quote(id)} ${fault}.`)
    known.set(lower(id), { schema: parseSchema(place, id, typeNames), path: place.path })
  }
  assertUnambiguous(known)
  return known
}

function urnFault(id: string, known: KnownSchemas): string | undefined {
  const there = known.get(lower(id))
  if (there !== undefined)
    return there.path === undefined ? 'is built in; leave it out' : `is there already, in ${there.path}`
  return PROTOCOL_URN.test(id) || DISCOVERY_URNS.includes(lower(id)) ? 'is reserved' : undefined
}

function parseSchema(place: Place, id: string, typeNames: ReadonlySet<string>): SchemaDefinition {
  return {
    id,
    name: textOf(place, 'name') ?? id.slice(id.lastIndexOf(':') + 1),
    description: textOf(place, 'description') ?? '',
    attributes: parseDeclaredAttributes(place, typeNames),
  }
}

// A path such as `urn:example:Device:label` must name one thing only.
function assertUnambiguous(known: KnownSchemas): void {
  for (const { schema, path } of known.values()) {
    for (const attribute of schema.attributes) {
      const other = known.get(lower(`${schema.id}:${attribute.name}`))
      if (other === undefined) continue
      const place = other.path ?? path ?? '$.Schemas'
      throw new DeclarationError(
        `${place}.id`,
        `"${other.schema.id}" is also the full name of an attribute of "${schema.id}".`,
      )
    }
  }
}

function parseType(
  name: string,
  place: Place,
  schemas: KnownSchemas,
  builtIn: readonly ResourceTypeDefinition[],
): ResourceTypeDefinition {
  const base = builtIn.find((type) => type.name === name)
  const schema = base?.schema ?? findSchema(place, 'schema', schemas)
  const declared = parseExtensions(place, schema, schemas)
  if (base === undefined) {
    const endpoint = requiredText(place, 'endpoint', ENDPOINT, 'a path such as "/Devices"')
    return { name, description: textOf(place, 'description') ?? name, endpoint, schema, schemaExtensions: declared }
  }
  assertOwn(place, 'endpoint', base.endpoint)
  assertOwn(place, 'schema', base.schema.id)
  return { ...base, schemaExtensions: mergeExtensions(base.schemaExtensions, declared) }
}

function assertOwn(place: Place, key: string, own: string): void {
  const given = textOf(place, key)
  if (given === undefined || given === own) return
  throw new DeclarationError(
    pathOf(place, key),
    `${quote(given)} is not valid; this built-in resource type has "${own}".`,
  )
}

/** The built-in extensions as they are or as they are declared anew, then the others. */
function mergeExtensions(own: Extensions, declared: Extensions): Extensions {
  const anew = (extension: Extensions[number]): Extensions[number] =>
    declared.find(({ schema }) => schema === extension.schema) ?? extension
  return [...own.map(anew), ...declared.filter(({ schema }) => !own.some((extension) => extension.schema === schema))]
}

function parseExtensions(place: Place, base: SchemaDefinition, schemas: KnownSchemas): Extensions {
  const seen = new Set([base])
  return elementsOf(place, 'schemaExtensions').map(({ value, path }) => {
    const extension = placeAt(value, path, ['schema', 'required'])
    const schema = findSchema(extension, 'schema', schemas)
    if (seen.has(schema)) {
      throw new DeclarationError(
        pathOf(extension, 'schema'),
        `"${schema.id}" is a schema of this resource type already.`,
      )
    }
    seen.add(schema)
    return { schema, required: flagOf(extension, 'required', false) }
  })
}

function findSchema(place: Place, key: string, schemas: KnownSchemas): SchemaDefinition {
  const urn = requiredText(place, key, ANY_TEXT, 'the URN of a schema')
  const known = schemas.get(lower(urn))
  if (known !== undefined) return known.schema
  throw new DeclarationError(pathOf(place, key), `${quote(urn)} is not declared under "Schemas" and not built in.`)
}

function assertEndpoints(types: readonly ResourceTypeDefinition[], places: ReadonlyMap<string, Place>): void {
  const taken = new Set(RESERVED_ENDPOINTS)
  for (const { name, endpoint } of types) {
    if (taken.has(lower(endpoint))) {
      throw new DeclarationError(
        `${places.get(name)?.path ?? '$.ResourceTypes'}.endpoint`,
        `${quote(endpoint)} is reserved or there already, case aside.`,
      )
    }
    taken.add(lower(endpoint))
  }
}

function assertUsed(schemas: KnownSchemas, types: readonly ResourceTypeDefinition[]): void {
  const used = new Set(types.flatMap((type) => allSchemas(type)))
  for (const { schema, path } of schemas.values()) {
    if (path === undefined || used.has(schema)) continue
    throw new DeclarationError(path, `no resource type uses "${schema.id}"; add it to "ResourceTypes".`)
  }
}
