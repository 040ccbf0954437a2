/**
 * Attributes by what `/Schemas` says of them, in whatever resource type the target has.
 *
 * @see RFC 7643 §2.2 Attribute Characteristics, §7 Schema Definition — https://www.rfc-editor.org/rfc/rfc7643#section-2.2
 */
import { GROUP_SCHEMA, type JsonObject, type JsonValue, USER_SCHEMA } from '@scimulator/scim-core'
import type { Resource } from '../client/answer.ts'
import { type DeclaredType, declaredTypes, isSchema } from '../discovery/declared-types.ts'
import type { Discovery, Reason } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { requiredValues, sampleOf } from '../engine/required.ts'
import { CheckSkip } from '../failure.ts'
import { objects, part, strings } from './support.ts'

/** An attribute, or a sub-attribute, of a resource type. */
export interface DeclaredAttribute {
  readonly resourceType: DeclaredType
  /** URN of the extension it belongs to; undefined in the base schema. */
  readonly extension: string | undefined
  /** The complex attribute a sub-attribute belongs to. */
  readonly parent: JsonObject | undefined
  readonly definition: JsonObject
  readonly name: string
  readonly type: string
  readonly mutability: string
  readonly returned: string
  readonly isMultiValued: boolean
  readonly isRequired: boolean
}

/** Which attributes a check is about, and how a reason to skip it calls them. */
export interface Wanted {
  readonly what: string
  readonly test: (attribute: DeclaredAttribute) => boolean
}

/** So many attributes of a kind are judged. */
const ENOUGH = 6
/** Every resource has these, and no schema defines them anew. */
const COMMON = new Set(['id', 'externalid', 'meta', 'schemas'])

/** Every attribute and sub-attribute that is announced; attributes before the sub-attributes of the same schema. */
export function declaredAttributes(discovery: Discovery): readonly DeclaredAttribute[] {
  return declaredTypes(discovery).flatMap((resourceType) =>
    [undefined, ...resourceType.extensions.map(({ schema }) => schema)].flatMap((extension) => {
      const urn = extension ?? resourceType.schema
      const definition = discovery.schemas?.find(({ id }) => isSchema(id, urn))
      const attributes = objects(definition?.attributes).filter(
        ({ name }) => typeof name === 'string' && !COMMON.has(name.toLowerCase()),
      )
      const place = { resourceType, extension }
      return [
        ...attributes.map((attribute) => declared(place, undefined, attribute)),
        ...attributes.flatMap((parent) => objects(parent.subAttributes).map((inner) => declared(place, parent, inner))),
      ]
    }),
  )
}

/** A `requires` that asks for an attribute of this kind. */
export function needsAttribute({ what, test }: Wanted): (discovery: Discovery) => Reason {
  return (discovery) => {
    if (discovery.schemas === undefined) return '/Schemas could not be read'
    if (discovery.resourceTypes === undefined) return '/ResourceTypes could not be read'
    return declaredAttributes(discovery).some(test) ? undefined : `the target does not announce ${what}`
  }
}

/** The first attributes of a kind that are in a resource type which can be made; none when there is none. */
export async function findAttributes(context: CheckContext, { test }: Wanted): Promise<readonly DeclaredAttribute[]> {
  const found: DeclaredAttribute[] = []
  for (const attribute of declaredAttributes(context.discovery).filter(test)) {
    if (found.length < ENOUGH && (await canMake(context, attribute.resourceType))) found.push(attribute)
  }
  return found
}

/** The same, where there has to be one. @throws CheckSkip when there is none */
export async function attributesOf(
  context: CheckContext,
  wanted: Wanted,
): Promise<[DeclaredAttribute, ...DeclaredAttribute[]]> {
  const [first, ...rest] = await findAttributes(context, wanted)
  if (first !== undefined) return [first, ...rest]
  throw new CheckSkip(`the target does not announce ${wanted.what} in anything that can be made`)
}

/** The first of them. @throws CheckSkip when there is none */
export async function attributeOf(context: CheckContext, wanted: Wanted): Promise<DeclaredAttribute> {
  return (await attributesOf(context, wanted))[0]
}

/** The body of a new resource of a type, with what the target requires. */
export function bodyOf(context: CheckContext, resourceType: DeclaredType): JsonObject {
  const { discovery } = context
  const base = baseBody(context, resourceType.schema)
  const required = resourceType.extensions.filter((extension) => extension.required).map(({ schema }) => schema)
  const data = required.map((urn) => [urn, requiredValues(discovery, urn, context.name())] as const)
  return { ...base, schemas: [...strings(base.schemas), ...required], ...Object.fromEntries(data) }
}

/** A body in which one attribute has a value; a list of it where the attribute is one. */
export function holding(
  context: CheckContext,
  body: JsonObject,
  attribute: DeclaredAttribute,
  value: JsonValue,
): JsonObject {
  const { extension, parent, name } = attribute
  const given = attribute.isMultiValued && !Array.isArray(value) ? [value] : value
  const entry =
    parent === undefined ? { [name]: given } : { [String(parent.name)]: within(parent, name, given, context) }
  if (extension === undefined) return { ...body, ...entry }
  const data = { ...requiredValues(context.discovery, extension, context.name()), ...entry }
  const schemas = [...new Set([...strings(body.schemas), extension])]
  return { ...body, schemas, [extension]: data }
}

/** The value an attribute has in a resource; of a list of objects that of the first. */
export function valueIn(resource: JsonObject, { extension, parent, name }: DeclaredAttribute): JsonValue | undefined {
  const container = extension === undefined ? resource : part(resource, extension)
  if (parent === undefined) return part(container, name)
  const outer = part(container, String(parent.name))
  return part(Array.isArray(outer) ? outer[0] : outer, name)
}

/** How filters, PATCH paths and projection name an attribute. */
export function pathTo({ extension, parent, name }: DeclaredAttribute): string {
  const path = parent === undefined ? name : `${String(parent.name)}.${name}`
  return extension === undefined ? path : `${extension}:${path}`
}

/** Two values that differ, if the type has them. */
export function twoValues(
  context: CheckContext,
  { definition, type, name }: DeclaredAttribute,
): [JsonValue, JsonValue] {
  const [first, second] = strings(definition.canonicalValues)
  if (first !== undefined) return [first, second ?? first]
  if (type === 'boolean') return [true, false]
  if (type === 'integer' || type === 'decimal') return [1, 2]
  if (type === 'dateTime') return ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z']
  if (type === 'binary') return ['AAAA', 'AAAB']
  if (type === 'reference') return ['https://example.com/a', 'https://example.com/b']
  const text = (): string => (/password/i.test(name) ? `Pw-${context.name()}-9!x` : context.name())
  return [text(), text()]
}

/** The path of a resource of a type. */
export function pathOfResource({ path }: DeclaredType, { id }: { readonly id: string }): string {
  return `${path}/${encodeURIComponent(id)}`
}

/** Makes a resource in which one attribute has a value, as a set-up. @throws CheckSkip when the target does not */
export function makeWith(context: CheckContext, attribute: DeclaredAttribute, value: JsonValue): Promise<Resource> {
  const { resourceType } = attribute
  return context.make(resourceType.path, holding(context, bodyOf(context, resourceType), attribute, value))
}

/** Reads a resource of a type anew. */
export async function readAnew(context: CheckContext, type: DeclaredType, resource: Resource): Promise<Resource> {
  return (await context.client.get(pathOfResource(type, resource))).expect(200).resource
}

function declared(
  place: Pick<DeclaredAttribute, 'resourceType' | 'extension'>,
  parent: JsonObject | undefined,
  definition: JsonObject,
): DeclaredAttribute {
  const { name, type = 'string', mutability = 'readWrite', returned = 'default', multiValued, required } = definition
  return {
    ...place,
    parent,
    definition,
    name: String(name),
    type: String(type),
    mutability: parent?.mutability === 'readOnly' ? 'readOnly' : String(mutability),
    returned: String(returned),
    isMultiValued: multiValued === true,
    isRequired: required === true,
  }
}

function baseBody(context: CheckContext, schema: string): JsonObject {
  if (isSchema(schema, USER_SCHEMA)) return context.userBody()
  if (isSchema(schema, GROUP_SCHEMA)) return context.groupBody()
  return { schemas: [schema], ...requiredValues(context.discovery, schema, context.name()) }
}

function within(parent: JsonObject, name: string, value: JsonValue, context: CheckContext): JsonValue {
  const sample = sampleOf({ ...parent, type: 'complex' }, context.name())
  const object = { ...(typeof sample === 'object' && !Array.isArray(sample) ? sample : {}), [name]: value }
  return parent.multiValued === true ? [object] : object
}

/** Whether the target makes a plain resource of a type; tried once in a run. */
async function canMake(context: CheckContext, resourceType: DeclaredType): Promise<boolean> {
  return await context.shelf.take(`plain ${resourceType.path}`, async () => {
    try {
      const made = await context.make(resourceType.path, bodyOf(context, resourceType))
      // It would be in the way of others: some servers cannot filter by an attribute that one resource lacks.
      await context.client.delete(pathOfResource(resourceType, made))
      return true
    } catch (error) {
      if (error instanceof CheckSkip) return false
      throw error
    }
  })
}
