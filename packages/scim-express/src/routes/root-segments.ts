/**
 * @see RFC 7644 §3.4.2.1 Query Endpoints, §3.4.2.3 Sorting — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.3
 */
import {
  compareSortKeys,
  compileSortKey,
  type Filter,
  hasSortAttribute,
  type JsonObject,
  type ListQuery,
  narrowFilter,
  parseFilter,
  type ResourceTypeDefinition,
  resolveSortBy,
  type SortKey,
  tooMany,
} from '@scimulator/scim-core'
import type { Position, QueryResult, StoredResource } from '@scimulator/scim-store'
import { visibleTypes } from '../access.ts'
import type { ScimContext } from '../context.ts'
import { withoutAddresses } from '../resource/address-filter.ts'
import { toResource } from '../resource/representation.ts'
import { createView, type View } from '../resource/view.ts'

/** A part of a list over all resource types. */
export interface RootSegment {
  /** Tells the segment from the others of its list. */
  readonly name: string
  /** Reads what follows the first `skip` resources, at most `count`. */
  read(skip: number, count: number): Promise<SegmentPage>
  /** Reads what follows a position, at most `count`. Absent where several types are merged: they share no position. */
  readAfter?(after: Position | null, count: number): Promise<SegmentPage>
}

/** A page of a segment in its wire shape, and the size of the whole. */
export interface SegmentPage {
  readonly totalResults: number
  readonly resources: readonly JsonObject[]
  /** Where the page ends, when it was read after a position and more follows. */
  readonly next?: Position
}

/** A resource type with what the query means to it. */
interface Source {
  readonly resourceType: ResourceTypeDefinition
  readonly filter?: Filter
  readonly view: View
}

/** How deep into resources of several types, sorted by what they share, a page may lie. */
const DEEPEST_MERGE = 10_000

/**
 * A list over all resource types that the client may see, as segments that follow each other. Types that lack the
 * attribute to sort by have no value there: they come last when ascending and first when descending. CHOICE: without a
 * sort, one type follows the other.
 *
 * @throws ScimError when the filter or the sort fits no resource type.
 */
export function rootSegments(context: ScimContext, query: ListQuery): RootSegment[] {
  const { sortBy, sortOrder } = query
  const { resourceTypes } = context.settings
  const sources = sourcesOf(context, query)
  if (sortBy === undefined) return sources.map((source) => singleType(context, source))
  const has = (resourceType: ResourceTypeDefinition): boolean => hasSortAttribute(sortBy, resourceType)
  const [anyType] = resourceTypes
  if (anyType !== undefined && !resourceTypes.some(has)) resolveSortBy(sortBy, anyType)
  const sorted = sources.filter(({ resourceType }) => has(resourceType))
  const others = sources.filter(({ resourceType }) => !has(resourceType)).map((source) => singleType(context, source))
  const first = sorted.length === 0 ? [] : [sortedSegment(context, sorted, { sortBy, sortOrder })]
  return sortOrder === 'ascending' ? [...first, ...others] : [...others, ...first]
}

function sourcesOf(context: ScimContext, { filter: text, projection }: ListQuery): Source[] {
  const { settings, tolerances, baseUrl } = context
  const { resourceTypes, limits } = settings
  const parsed = text === undefined ? undefined : parseFilter(text, { maxLength: limits.filterLength, tolerances })
  return visibleTypes(context).flatMap((resourceType) => {
    const filter = parsed === undefined ? true : narrowFilter(parsed, resourceType, resourceTypes, tolerances)
    if (filter === false) return []
    const view = createView(context, resourceType, projection)
    if (filter === true) return [{ resourceType, view }]
    return [{ resourceType, view, filter: withoutAddresses(filter, resourceType, { baseUrl, resourceTypes }) }]
  })
}

interface Sort {
  readonly sortBy: string
  readonly sortOrder: ListQuery['sortOrder']
}

interface Part {
  readonly skip: number
  readonly after?: Position | null
  readonly count: number
  /** Whether members and groups are read along. */
  readonly isWhole: boolean
  readonly sort?: Sort
}

function singleType(context: ScimContext, source: Source, sort?: Sort): RootSegment {
  const read = async (part: Pick<Part, 'skip' | 'after' | 'count'>): Promise<SegmentPage> => {
    const page = await readPage(context, source, { ...part, isWhole: true, ...(sort === undefined ? {} : { sort }) })
    return { ...page, resources: page.resources.map(source.view.render) }
  }
  return {
    name: source.resourceType.name,
    read: (skip, count) => read({ skip, count }),
    readAfter: (after, count) => read({ skip: 0, after, count }),
  }
}

function readPage(context: ScimContext, { resourceType, filter, view }: Source, part: Part): Promise<QueryResult> {
  const { sort } = part
  return context.settings.store.read(context.tenant).query({
    resourceType: resourceType.name,
    ...(filter === undefined ? {} : { filter }),
    ...(sort === undefined ? {} : { sortBy: resolveSortBy(sort.sortBy, resourceType), sortOrder: sort.sortOrder }),
    startIndex: part.skip + 1,
    count: part.count,
    ...(part.after === undefined ? {} : { after: part.after }),
    ...(part.isWhole ? { include: view.include } : {}),
  })
}

function sortedSegment(context: ScimContext, sources: readonly Source[], sort: Sort): RootSegment {
  const [only, ...more] = sources
  if (only !== undefined && more.length === 0) return singleType(context, only, sort)
  return {
    name: sources.map(({ resourceType }) => resourceType.name).join(),
    read: (skip, count) => readMerged(context, sources, { skip, count, isWhole: false, sort }),
  }
}

interface Candidate {
  readonly source: Source
  readonly stored: StoredResource
  readonly key: SortKey
}

/** The types' resources in one order: what comes first over all comes first in its own type, so their heads are enough. */
async function readMerged(
  context: ScimContext,
  sources: readonly Source[],
  part: Part & { readonly sort: Sort },
): Promise<SegmentPage> {
  const end = part.skip + part.count
  // CHOICE (RFC 7644 §3.12, `tooMany`): a page that lies deeper is refused, for it would cost all that lies before it.
  if (part.count > 0 && end > DEEPEST_MERGE) {
    throw tooMany(`A sorted list over several resource types ends at ${DEEPEST_MERGE}; query one resource type.`)
  }
  const candidates: Candidate[] = []
  let totalResults = 0
  for (const source of sources) {
    const head = await readPage(context, source, { ...part, skip: 0, count: part.count > 0 ? end : 0 })
    totalResults += head.totalResults
    candidates.push(...toCandidates(context, source, head.resources, part.sort.sortBy))
  }
  const direction = part.sort.sortOrder === 'ascending' ? 1 : -1
  candidates.sort((left, right) => direction * compareSortKeys(left.key, right.key))
  const page = candidates.slice(part.skip, end)
  return { totalResults, resources: await Promise.all(page.map((candidate) => renderWhole(context, candidate))) }
}

function toCandidates(
  { baseUrl, settings: { resourceTypes } }: ScimContext,
  source: Source,
  resources: readonly StoredResource[],
  sortBy: string,
): Candidate[] {
  const { resourceType } = source
  const at = { baseUrl, resourceTypes }
  const keyOf = compileSortKey(sortBy, resourceType)
  return resources.map((stored) => ({
    source,
    stored,
    key: keyOf(toResource(stored, resourceType, at)),
  }))
}

// Members and groups are read for the page alone.
async function renderWhole(context: ScimContext, { source, stored }: Candidate): Promise<JsonObject> {
  const { include, render } = source.view
  if (include.members !== true && include.groups !== true) return render(stored)
  const reader = context.settings.store.read(context.tenant)
  return render((await reader.get(stored.resourceType, stored.id, include)) ?? stored)
}
