import {
  type AttributeDefinition,
  type AttributePath,
  type FoundAttribute,
  findSubAttribute,
} from '@scimulator/scim-core'
import { type FindCandidates, noCandidates } from './candidates.ts'
import { definite, type Elements, type Source } from './source.ts'
import { constant, type Sql, sql } from './sql.ts'
import type { StorageType } from './storage-types.ts'
import { FALSE, type ValueSql } from './value-to-sql.ts'

const VALUE: ValueSql = { kind: 'json', type: constant('v.type'), value: constant('v.value') }
const ELEMENT: ValueSql = { kind: 'json', type: constant('e.type'), value: constant('e.value') }
// Only an object has parts; json_each would fail on a bare string.
const ELEMENT_OBJECT = constant("iif(e.type = 'object', e.value, '{}')")
const PRIMARY_TYPE = sql`json_type(${ELEMENT_OBJECT}, '$."primary"')`
// An element that does not say it is the primary one is not.
const PRIMARY_VALUE: ValueSql = {
  kind: 'json',
  type: sql`iif(ifnull(${PRIMARY_TYPE}, 'null') = 'null', 'false', ${PRIMARY_TYPE})`,
  value: sql`json_extract(${ELEMENT_OBJECT}, '$."primary"')`,
}

/** The source of a path within the document of `r`. */
export function documentSource(found: FoundAttribute, type: StorageType, candidates: FindCandidates): Source {
  const { attribute, subAttribute } = found
  const path = documentPath(found, type)
  if (subAttribute !== undefined && attribute.multiValued) {
    return acrossElements(elementRows(path), attribute, subAttribute, candidates)
  }
  const full = subAttribute === undefined ? path : `${path}.${pathStep(subAttribute.name)}`
  const definition = subAttribute ?? attribute
  const rows = sql`json_each(r.doc, ${full}) v`
  return {
    definition,
    // json_each would walk the parts of an object, which has no value of its own.
    some: (test) => (definition.type === 'complex' ? FALSE : sql`exists (select 1 from ${rows} where ${test(VALUE)})`),
    present: sql`exists (select 1 from json_tree(r.doc, ${full}) t where t.atom <> '')`,
    candidates,
  }
}

/** The elements of a multi-valued attribute within the document of `r`. */
export function documentElements(found: FoundAttribute, type: StorageType): Elements {
  const { attribute } = found
  const rows = elementRows(documentPath(found, type))
  const find = (path: AttributePath): Source | undefined => {
    if (path.schema !== undefined || path.subAttribute !== undefined) return undefined
    if (attribute.type !== 'complex') return path.attribute === 'value' ? simpleElement(attribute) : undefined
    const sub = findSubAttribute(attribute, path.attribute)
    return sub === undefined ? undefined : elementPart(attribute, sub)
  }
  return { some: (test) => sql`exists (select 1 from ${rows} and ${test(find)})` }
}

function acrossElements(
  rows: Sql,
  attribute: AttributeDefinition,
  sub: AttributeDefinition,
  candidates: FindCandidates,
): Source {
  const part = elementPart(attribute, sub)
  return {
    definition: sub,
    some: (test) => sql`exists (select 1 from ${rows} and ${part.some(test)})`,
    present: sql`exists (select 1 from ${rows} and ${part.present})`,
    candidates,
  }
}

/** The source of a sub-attribute within the element `e`. */
function elementPart(attribute: AttributeDefinition, sub: AttributeDefinition): Source {
  const path = `$.${pathStep(sub.name)}`
  const isPrimary = sub.name === 'primary' && attribute.multiValued
  const ofRow = (test: Sql): Sql => sql`exists (select 1 from json_each(${ELEMENT_OBJECT}, ${path}) v where ${test})`
  return {
    definition: sub,
    some: (test) => (isPrimary ? definite(test(PRIMARY_VALUE)) : ofRow(test(VALUE))),
    present: sql`exists (select 1 from json_tree(${ELEMENT_OBJECT}, ${path}) t where t.atom <> '')`,
    candidates: noCandidates,
  }
}

/** The source of the element `e` itself. */
function simpleElement(attribute: AttributeDefinition): Source {
  return {
    definition: { ...attribute, multiValued: false },
    some: (test) => definite(test(ELEMENT)),
    present: definite(constant("e.atom <> ''")),
    candidates: noCandidates,
  }
}

/** The value of a path within the document of `r`: of a multi-valued attribute the primary element's, else the first's. */
export function firstInDocument({ subAttribute, ...found }: FoundAttribute, type: StorageType): Sql {
  const { attribute } = found
  const path = documentPath(found, type)
  const first = subAttribute?.multiValued === true ? '[0]' : ''
  const step = subAttribute === undefined ? '' : `.${pathStep(subAttribute.name)}${first}`
  if (!attribute.multiValued) return sql`json_extract(r.doc, ${path + step})`
  const value = subAttribute === undefined ? constant('e.value') : sql`json_extract(${ELEMENT_OBJECT}, ${`$${step}`})`
  return sql`(select ${value} from ${elementRows(path)} order by ${PRIMARY_TYPE} is 'true' desc, e.key limit 1)`
}

/** The elements of an attribute as rows `e`, with the start of a condition. */
function elementRows(path: string): Sql {
  return sql`json_each(r.doc, ${path}) e where e.type <> 'null'`
}

function documentPath({ schema, attribute }: FoundAttribute, type: StorageType): string {
  const inSchema = schema === type.definition.schema ? '' : `.${pathStep(schema.id)}`
  return `$${inSchema}.${pathStep(attribute.name)}`
}

// Names are from schemas, which the registry has checked for quotes.
function pathStep(name: string): string {
  return `"${name}"`
}
