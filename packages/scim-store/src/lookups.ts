import {
  type AttributeDefinition,
  compareKey,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type ResourceTypeDefinition,
} from '@scimulator/scim-core'

/** An attribute of text that engines keep look-up keys for. */
export interface Lookup {
  /** Canonical path text: `userName`, `emails.value`, `urn:…:User:employeeNumber`. */
  readonly path: string
  /** Whether filters compare it exactly. */
  readonly caseExact: boolean
  /** Whether a value may occur once per tenant and resource type. */
  readonly unique: boolean
  /** Whether a resource can have several values. */
  readonly multiValued: boolean
  /** Keys of a resource without duplicates; empty when the attribute is unassigned. */
  keysOf(attributes: JsonObject): string[]
  /** The key under which a value is found. */
  keyOf(value: string): string
}

/** Attributes that clients match by; looked up where a resource type has them. */
const MATCHED_BY = new Set(['userName', 'externalId', 'displayName', 'emails.value'])

const EXTERNAL_ID: AttributeDefinition = {
  name: 'externalId',
  type: 'string',
  multiValued: false,
  description: 'An identifier for the resource as defined by the provisioning client.',
  required: false,
  caseExact: true,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
}

/** The look-ups of a resource type: what its schemas call unique and what clients match by. */
export function lookupsOf(resourceType: ResourceTypeDefinition): readonly Lookup[] {
  const core = resourceType.schema.attributes
  const own = core.some((attribute) => attribute.name === 'externalId') ? core : [...core, EXTERNAL_ID]
  return [
    ...lookupsAmong(own, [], ''),
    ...resourceType.schemaExtensions.flatMap(({ schema }) =>
      lookupsAmong(schema.attributes, [schema.id], `${schema.id}:`),
    ),
  ]
}

function lookupsAmong(
  attributes: readonly AttributeDefinition[],
  parents: readonly string[],
  prefix: string,
): Lookup[] {
  return attributes.flatMap((attribute) => {
    const steps = [...parents, attribute.name]
    const path = `${prefix}${attribute.name}`
    const nested = (attribute.subAttributes ?? []).flatMap((sub) =>
      lookupFor(sub, [...steps, sub.name], `${path}.${sub.name}`, attribute.multiValued || sub.multiValued),
    )
    return [...lookupFor(attribute, steps, path, attribute.multiValued), ...nested]
  })
}

function lookupFor(
  attribute: AttributeDefinition,
  steps: readonly string[],
  path: string,
  multiValued: boolean,
): Lookup[] {
  const unique = attribute.uniqueness !== 'none' && path !== 'id'
  const isText = attribute.type === 'string' || attribute.type === 'reference'
  if (!isText || !(unique || MATCHED_BY.has(path))) return []
  const { caseExact } = attribute
  const keyOf = (value: string): string => (caseExact && !unique ? value : compareKey(value))
  return [
    {
      path,
      caseExact,
      unique,
      multiValued,
      keyOf,
      keysOf: (attributes) => [...new Set(textsAt(attributes, steps).map(keyOf))],
    },
  ]
}

/** Every text found by following `steps`, through arrays where there are any. */
function textsAt(value: JsonValue | undefined, steps: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((element) => textsAt(element, steps))
  const [step, ...rest] = steps
  if (step === undefined) return typeof value === 'string' ? [value] : []
  if (!isJsonObject(value) || !Object.hasOwn(value, step)) return []
  return textsAt(value[step], rest)
}

/** The text a resource is shown by to others: its display name, else its user name. */
export function displayOf(attributes: JsonObject): string | undefined {
  return textsAt(attributes, ['displayName'])[0] ?? textsAt(attributes, ['userName'])[0]
}
