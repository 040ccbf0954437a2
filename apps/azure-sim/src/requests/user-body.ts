/** @see RFC 7643 §4.1 "User" Resource Schema — https://www.rfc-editor.org/rfc/rfc7643#section-4.1 */
import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import type { Environment } from '../expressions/functions/function-spec.ts'
import { type AttributeMapping, mappedTexts, textOnCreation } from '../mapping/attribute-mapping.ts'
import { EXTENSION, isBoolean, pathOf, type Target } from '../mapping/target.ts'
import { roleValues } from './app-roles.ts'

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'
/** Captured: these come first, the rest by alphabet (inferred), extensions last. */
const FIRST = ['externalId', 'userName', 'active']
/** Order of sub-attributes as captured; those that are not named follow by alphabet. */
const SUB_ORDER = ['primary', 'type', 'formatted', 'familyName', 'givenName']
const ROLE_TYPE = 'WindowsAzureActiveDirectoryRole'

/** Body of a POST; nulls are left out. A custom extension is sent without its URN in `schemas` (vendor's docs). */
export function userBody(mappings: readonly AttributeMapping[], source: Environment): JsonObject {
  const core = new Map<string, JsonValue>([['meta', { resourceType: 'User' }]])
  const extensions = new Map<string, JsonObject>()
  for (const mapping of mappings) {
    const { target } = mapping
    if (pathOf(target) === 'roles') {
      const roles = mappedTexts(mapping, source)
      if (roles.length > 0) core.set('roles', roleValues(roles))
      continue
    }
    const text = textOnCreation(mapping, source)
    if (text !== undefined) place(core, extensions, target, toJson(target, text))
  }
  const names = [...core.keys()].toSorted(byRank(FIRST))
  return {
    schemas: [CORE, EXTENSION],
    ...Object.fromEntries(names.map((name) => [name, ordered(core.get(name))])),
    ...Object.fromEntries([...extensions].map(([urn, values]) => [urn, ordered(values)])),
  }
}

/** Booleans are JSON booleans in a POST (captured). */
function toJson(target: Target, text: string): JsonValue {
  const lower = text.toLowerCase()
  return isBoolean(target) && (lower === 'true' || lower === 'false') ? lower === 'true' : text
}

function place(
  core: Map<string, JsonValue>,
  extensions: Map<string, JsonObject>,
  target: Target,
  value: JsonValue,
): void {
  switch (target.kind) {
    case 'simple':
      core.set(target.name, value)
      return
    case 'sub':
      core.set(target.parent, { ...objectIn(core.get(target.parent)), [target.name]: value })
      return
    case 'extension':
      extensions.set(target.urn, { ...extensions.get(target.urn), [target.name]: value })
      return
    case 'element':
      core.set(target.parent, withElement(core.get(target.parent), target, value))
  }
}

type ElementTarget = Extract<Target, { kind: 'element' }>

function withElement(elements: JsonValue | undefined, target: ElementTarget, value: JsonValue): JsonValue[] {
  const list = Array.isArray(elements) ? elements : []
  const at = list.findIndex((element) => isPicked(element, target))
  const element = { ...newElement(target), ...objectIn(list[at]), [target.name]: value }
  return at < 0 ? [...list, element] : list.with(at, element)
}

/** The only role is the primary one; of the others the work entry is, addresses apart (vendor's docs). */
function newElement({ parent, by, is }: ElementTarget): JsonObject {
  if (by === 'primary') return { primary: true, type: ROLE_TYPE }
  return { primary: parent !== 'addresses' && is === 'work', type: is }
}

function isPicked(element: JsonValue, { by, is }: ElementTarget): boolean {
  return by === 'primary' || objectIn(element)[by] === is
}

function objectIn(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

function ordered(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) return value.map((element) => ordered(element) ?? null)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.keys(value)
      .toSorted(byRank(SUB_ORDER))
      .map((name) => [name, value[name]]),
  )
}

function byRank(first: readonly string[]): (a: string, b: string) => number {
  const rank = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length)
  return (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)
}
