/**
 * @see RFC 7643 §3.1 Common Attributes — https://www.rfc-editor.org/rfc/rfc7643#section-3.1
 */
import {
  type AttributePath,
  canonicalPath,
  type FoundAttribute,
  findAttribute,
  parseDateTime,
  printAttributePath,
} from '@scimulator/scim-core'
import {
  byColumn,
  byId,
  byInactive,
  bySideTable,
  type Collection,
  type FindCandidates,
  noCandidates,
  resourcesWhere,
} from './candidates.ts'
import { derivedElements, derivedSource } from './derived-sources.ts'
import { documentElements, documentSource } from './document-sources.ts'
import { ETAG } from './rows.ts'
import { definite, type Elements, type FindSource, type Source } from './source.ts'
import { constant, type Sql, sql } from './sql.ts'
import { isCompareExact, type ValueSql, valueTest } from './value-to-sql.ts'

const TRUE = constant('1')

/** Finds sources among the attributes of a resource type. */
export function sourcesOf(collection: Collection): FindSource {
  return (path) => {
    const { definition } = collection.type
    const found = findAttribute(definition, path)
    if (found === undefined) return undefined
    const canonical = printAttributePath(canonicalPath(definition, found))
    return (
      commonSource(canonical, found, collection) ??
      derivedSource(found, collection) ??
      columnSource(canonical, found, collection) ??
      documentSource(found, collection.type, sideCandidates(canonical, collection))
    )
  }
}

/** The elements of a multi-valued attribute; undefined when there is no such attribute. */
export function elementsOf(path: AttributePath, collection: Collection): Elements | undefined {
  const found = findAttribute(collection.type.definition, path)
  if (found === undefined) return undefined
  return derivedElements(found, collection) ?? documentElements(found, collection.type)
}

function commonSource(path: string, found: FoundAttribute, collection: Collection): Source | undefined {
  switch (path) {
    case 'id':
      return source(found, { kind: 'key', value: constant('r.id') }, byId(collection))
    case 'meta':
      return { definition: found.attribute, some: () => constant('0'), present: TRUE, candidates: noCandidates }
    case 'meta.resourceType':
      return source(found, { kind: 'text', value: sql`${collection.type.definition.name}` }, noCandidates)
    case 'meta.created':
      return source(found, { kind: 'instant', value: constant('r.created') }, noCandidates)
    case 'meta.lastModified':
      return source(found, { kind: 'instant', value: constant('r.last_modified') }, byLastModified(found, collection))
    case 'meta.version':
      return source(found, { kind: 'text', value: ETAG }, noCandidates)
    default:
      return undefined
  }
}

function byLastModified(found: FoundAttribute, collection: Collection): FindCandidates {
  const definition = found.subAttribute ?? found.attribute
  return (operator, operand) => {
    if (typeof operand !== 'string' || parseDateTime(operand) === undefined) return undefined
    const value: ValueSql = { kind: 'instant', value: constant('last_modified') }
    return resourcesWhere(collection, valueTest(definition, operator, operand, value), 3)
  }
}

function columnSource(path: string, found: FoundAttribute, collection: Collection): Source | undefined {
  const { type } = collection
  if (path === 'active' && type.hasActive) {
    return source(found, { kind: 'boolean', value: constant('r.active') }, byInactive(collection))
  }
  const kept = type.columns.find(({ lookup }) => lookup.path === path)
  if (kept === undefined) return undefined
  const candidates = byColumn(collection, kept.column, kept.lookup)
  const isKey = isCompareExact(found.attribute) !== (kept.lookup.unique || !kept.lookup.caseExact)
  if (!isKey) return documentSource(found, type, candidates)
  return source(found, { kind: 'key', value: constant(`r.${kept.column}`) }, candidates)
}

function sideCandidates(path: string, collection: Collection): FindCandidates {
  const kept = collection.type.side.find(({ lookup }) => lookup.path === path)
  return kept === undefined ? noCandidates : bySideTable(collection, kept.pathKey, kept.lookup)
}

function source(found: FoundAttribute, value: ValueSql, candidates: FindCandidates): Source {
  return {
    definition: found.subAttribute ?? found.attribute,
    some: (test) => definite(test(value)),
    present: presence(value),
    candidates,
  }
}

function presence({ kind, value }: ValueSql): Sql {
  return kind === 'text' || kind === 'key' ? definite(sql`${value} <> ''`) : sql`${value} is not null`
}
