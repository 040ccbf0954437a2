/**
 * @see RFC 9865 §2 Query Parameters and Response Attributes — https://www.rfc-editor.org/rfc/rfc9865#section-2
 */
import { invalidCursor, type JsonObject, type ListQuery, toCursorListResponse } from '@scimulator/scim-core'
import type { Position } from '@scimulator/scim-store'
import { visibleTypes } from '../access.ts'
import type { ScimContext } from '../context.ts'
import type { CursorScope } from '../request/cursor.ts'
import type { Reply } from '../response/reply.ts'
import type { RootSegment } from './root-segments.ts'

/** Where in a list over all types a page begins: in which segment, and behind what of it. */
interface RootPosition {
  readonly name: string
  readonly after: Position | null
}

/** One page of a list over all resource types by cursor: the segments follow each other. */
export async function queryByCursor(
  context: ScimContext,
  query: ListQuery,
  segments: readonly RootSegment[],
  cursor: string,
): Promise<Reply> {
  const { settings, tenant } = context
  const scope: CursorScope = { tenant, resourceType: scopeName(context), query }
  const start = toStart(settings.cursors.open(cursor, scope), segments)
  const resources: JsonObject[] = []
  let totalResults = 0
  let next: RootPosition | undefined
  let isBefore = start !== null
  for (const segment of segments) {
    const isStart = segment.name === start?.name
    if (isStart) isBefore = false
    const count = isBefore ? 0 : query.count - resources.length
    const page = await readAfter(segment, isStart ? start.after : null, count)
    totalResults += page.totalResults
    resources.push(...page.resources)
    if (isBefore || next !== undefined) continue
    if (page.next !== undefined) next = { name: segment.name, after: page.next }
    else if (count === 0 && page.totalResults > 0) next = { name: segment.name, after: null }
  }
  // An empty page asks for the total only.
  const nextCursor =
    next === undefined || resources.length === 0 ? undefined : settings.cursors.seal(toPosition(next), scope)
  return { status: 200, body: toCursorListResponse(resources, totalResults, nextCursor) }
}

// No resource type has such a name, so a cursor of one never serves here, and none of here serves there.
function scopeName(context: ScimContext): string {
  return JSON.stringify(visibleTypes(context).map(({ name }) => name))
}

function readAfter(
  segment: RootSegment,
  after: Position | null,
  count: number,
): ReturnType<NonNullable<RootSegment['readAfter']>> {
  // CHOICE (RFC 9865 §2.1): a list that is merged from several sorted types goes by index only.
  if (segment.readAfter === undefined) {
    throw invalidCursor('A list sorted over several resource types takes no cursor; use startIndex, or query one type.')
  }
  return segment.readAfter(after, count)
}

const BEGINNING = -1

function toPosition({ name, after }: RootPosition): Position {
  return { key: JSON.stringify([name, after?.key ?? null]), row: after?.row ?? BEGINNING }
}

function toStart(position: Position | null, segments: readonly RootSegment[]): RootPosition | null {
  if (position === null) return null
  // The cursor was authentic, so this is what `toPosition` made.
  const [name, key] = JSON.parse(String(position.key)) as [string, Position['key']]
  if (!segments.some((segment) => segment.name === name)) {
    throw invalidCursor('The cursor does not belong to this list; begin with an empty one.')
  }
  return { name, after: position.row === BEGINNING ? null : { key, row: position.row } }
}
