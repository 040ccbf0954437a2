/**
 * @see RFC 7644 §3.9 Additional Operation Response Parameters — https://www.rfc-editor.org/rfc/rfc7644#section-3.9
 * @see RFC 7643 §7 Schema Definition, "returned" — https://www.rfc-editor.org/rfc/rfc7643#section-7
 */
import type { AttributePath } from '../filter/ast.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { parseAttributePath } from '../path/attribute-path.ts'
import { COMMON_ATTRIBUTES } from '../resources/common.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { allSchemas, type FoundAttribute, findAttribute, findSchemaByPath } from '../schema/find-attribute.ts'
import type { ResourceTypeDefinition, SchemaDefinition } from '../schema/schema.ts'

/** Which attributes the client wants (`attributes`) or does not want (`excludedAttributes`); at most one of the two. */
export interface Projection {
  /** These alone, beside those that are always returned. */
  readonly attributes?: readonly AttributePath[]
  /** All that are returned by default but these. */
  readonly excludedAttributes?: readonly AttributePath[]
  /**
   * What a write carried of the attributes that are returned on request: they come out as if they were returned by
   * default (RFC 7643 §7). CHOICE: not when `attributes` names others.
   */
  readonly sent?: readonly AttributePath[]
}

/** A projection as a function of a resource in its wire shape. */
export type Project = (resource: JsonObject) => JsonObject

// How an attribute comes out: as it is, or with some of its sub-attributes. An attribute without a rule is left out.
type Rule = 'whole' | ReadonlySet<string>
type Rules = ReadonlyMap<string, Rule>

/**
 * Reads a comma-separated list of attribute names, blanks and empty items ignored. An item that is no attribute path is
 * kept as a name that no schema has, since unknown names are ignored (and still count as a selection).
 */
export function parseAttributeList(text: string): AttributePath[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => parseAttributePath(item) ?? { attribute: item })
}

/** The resource as the client shall see it. For many resources use `compileProjection`. */
export function projectResource(
  resource: JsonObject,
  resourceType: ResourceTypeDefinition,
  projection: Projection,
): JsonObject {
  return compileProjection(resourceType, projection)(resource)
}

/**
 * Prepares a projection. `schemas`, `id` and whatever else is returned always stay; what is returned never goes; what is
 * returned on request comes if named. Choices: an empty list is as none; unknown names are ignored; the bare URI of an
 * extension stands for all of it; a complex value or element left without sub-attributes is left out.
 */
export function compileProjection(resourceType: ResourceTypeDefinition, projection: Projection): Project {
  const isDefault = !projection.attributes?.length && !projection.excludedAttributes?.length && !projection.sent?.length
  const known = isDefault ? defaults.get(resourceType) : undefined
  const project = known ?? compile(resourceType, projection)
  if (isDefault) defaults.set(resourceType, project)
  return project
}

// The projection of most requests; definitions are immutable, so this is only a memo.
const defaults = new WeakMap<ResourceTypeDefinition, Project>()

function compile(resourceType: ResourceTypeDefinition, projection: Projection): Project {
  const selection = new Selection(resourceType, projection)
  const [base, ...extensions] = allSchemas(resourceType).map((schema) => ({
    id: schema.id,
    rules: rulesOf(schema, resourceType, selection),
  }))
  return (resource) => {
    const projected = projectObject(resource, base?.rules ?? new Map())
    for (const { id, rules } of extensions) {
      const container = resource[id]
      const part = isJsonObject(container) && rules.size > 0 ? projectObject(container, rules) : {}
      if (Object.keys(part).length > 0) projected[id] = part
    }
    return projected
  }
}

/**
 * Whether an attribute of the base schema comes out, so that a server can leave out loading it.
 *
 * @example isAttributeReturned(GROUP, 'members', { excludedAttributes: parseAttributeList('members') }) // false
 */
export function isAttributeReturned(
  resourceType: ResourceTypeDefinition,
  name: string,
  projection: Projection,
): boolean {
  const found = findAttribute(resourceType, { attribute: name })
  return found !== undefined && ruleOf(found, new Selection(resourceType, projection)) !== undefined
}

/** What a projection names, by schema, attribute and sub-attribute. */
class Selection {
  readonly #named = new Set<SchemaDefinition | AttributeDefinition>()
  /** Sub-attributes named, by the attribute they belong to. */
  readonly #parts = new Map<AttributeDefinition, Set<AttributeDefinition>>()
  readonly #sent = new Set<AttributeDefinition>()
  readonly mode: 'default' | 'only' | 'except'

  constructor(
    resourceType: ResourceTypeDefinition,
    { attributes = [], excludedAttributes = [], sent = [] }: Projection,
  ) {
    this.mode = attributes.length > 0 ? 'only' : excludedAttributes.length > 0 ? 'except' : 'default'
    for (const path of attributes.length > 0 ? attributes : excludedAttributes) this.#add(resourceType, path)
    for (const path of sent) {
      const found = findAttribute(resourceType, path)
      for (const each of [found?.attribute, found?.subAttribute]) if (each !== undefined) this.#sent.add(each)
    }
  }

  /** Whether the attribute is one to be returned on request that nobody asked for. */
  holdsBack(attribute: AttributeDefinition): boolean {
    return attribute.returned === 'request' && !this.#sent.has(attribute)
  }

  /** Whether the attribute is named itself or with its whole extension. */
  names({ schema, attribute }: FoundAttribute): boolean {
    return this.#named.has(schema) || this.#named.has(attribute)
  }

  /** The sub-attributes of an attribute that are named. */
  partsOf(attribute: AttributeDefinition): ReadonlySet<AttributeDefinition> {
    return this.#parts.get(attribute) ?? new Set()
  }

  #add(resourceType: ResourceTypeDefinition, path: AttributePath): void {
    const found = findAttribute(resourceType, path)
    if (found?.subAttribute !== undefined) {
      const parts = this.#parts.get(found.attribute) ?? new Set()
      this.#parts.set(found.attribute, parts.add(found.subAttribute))
      return
    }
    const named = found?.attribute ?? findSchemaByPath(resourceType, path)
    if (named !== undefined) this.#named.add(named)
  }
}

function rulesOf(schema: SchemaDefinition, resourceType: ResourceTypeDefinition, selection: Selection): Rules {
  const common = schema === resourceType.schema ? COMMON_ATTRIBUTES : []
  const rules = new Map<string, Rule>()
  for (const attribute of [...common, ...schema.attributes]) {
    const rule = ruleOf({ schema, attribute }, selection)
    if (rule !== undefined) rules.set(attribute.name, rule)
  }
  return rules
}

function ruleOf(found: FoundAttribute, selection: Selection): Rule | undefined {
  const { attribute } = found
  const parts = selection.partsOf(attribute)
  const isNamed = selection.names(found)
  if (attribute.returned === 'never') return undefined
  if (attribute.returned !== 'always') {
    if (selection.mode === 'only' && !isNamed && parts.size === 0) return undefined
    if (selection.mode !== 'only' && selection.holdsBack(attribute)) return undefined
    if (selection.mode === 'except' && isNamed) return undefined
  }
  return subRule(attribute, (sub) => {
    if (sub.returned === 'never' || sub.returned === 'always') return sub.returned === 'always'
    if (selection.mode === 'only' && (parts.has(sub) || !(isNamed || attribute.returned === 'always')))
      return parts.has(sub)
    return !selection.holdsBack(sub) && (selection.mode !== 'except' || !parts.has(sub))
  })
}

function subRule(attribute: AttributeDefinition, keeps: (sub: AttributeDefinition) => boolean): Rule {
  const subs = attribute.subAttributes ?? []
  return subs.every(keeps) ? 'whole' : new Set(subs.filter(keeps).map((sub) => sub.name))
}

function projectObject(object: JsonObject, rules: Rules): JsonObject {
  const projected: JsonObject = {}
  for (const [name, value] of Object.entries(object)) {
    const rule = rules.get(name)
    const part = rule === undefined || value === undefined ? undefined : projectValue(value, rule)
    if (part !== undefined) projected[name] = part
  }
  return projected
}

function projectValue(value: JsonValue, rule: Rule): JsonValue | undefined {
  if (rule === 'whole') return value
  if (Array.isArray(value)) {
    const elements = value.map((element) => projectValue(element, rule)).filter((element) => element !== undefined)
    return elements.length === 0 ? undefined : elements
  }
  if (!isJsonObject(value)) return value
  const parts = Object.entries(value).filter(([name]) => rule.has(name))
  return parts.length === 0 ? undefined : Object.fromEntries(parts)
}
