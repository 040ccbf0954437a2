/**
 * @see RFC 7644 §3.4.2.4 Pagination — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.4
 */
import type { JsonObject } from '@scimulator/scim-core'
import type { Behaviour, ScimRequest } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import { found } from '../findings/report.ts'
import { ownText } from '../mapping/json.ts'
import { type Failure, ownFailure } from '../messages.ts'
import { ask } from '../requests/ask.ts'
import { type ListReply, readList } from '../requests/list-reply.ts'

const PAGE_SIZE = 100
/** Okta is not known to stop here; a simulator should not loop for ever. */
const STALE_PAGES_AT_MOST = 3
/** Nor follow a total without end: pages beyond what the first answer's total explains. */
const PAGES_TO_SPARE = 10
const PAGES_AT_MOST = 10_000

/** How reading all pages ended. */
export interface Pages {
  readonly exchanges: readonly string[]
  readonly failure: Failure | undefined
}

/**
 * Reads a whole collection as Okta does: pages of 100, the next index is the last plus 100 whatever came, until
 * totalResults is covered. `known` is how many resources Okta itself has put there.
 */
export function* readPages(
  app: OktaApp,
  request: (startIndex: number) => ScimRequest,
  known: number,
  take: (resource: JsonObject) => void,
): Behaviour<Pages> {
  const exchanges: string[] = []
  const seen = new Set<string>()
  let stale = 0
  let allowed = PAGES_AT_MOST
  for (let startIndex = 1, total = 1; startIndex <= total && stale < STALE_PAGES_AT_MOST; startIndex += PAGE_SIZE) {
    if (exchanges.length >= allowed) {
      yield* found('pages-without-end', exchanges.slice(-1))
      const reason = `Pages without end; the simulator stopped the import after ${allowed} pages`
      return { exchanges, failure: ownFailure(reason) }
    }
    const reply = yield* ask(app, request(startIndex), { refused: 'list-refused' })
    if (!reply.ok) return { exchanges, failure: reply.failure }
    exchanges.push(reply.exchange)
    const list = yield* readList(reply)
    if (list === undefined) return { exchanges, failure: { reasonPhrase: 'null', detail: '' } }
    yield* checkPage(list, startIndex, known)
    const before = seen.size
    yield* takeAll(list, seen, take)
    total = list.totalResults
    if (startIndex === 1) allowed = Math.min(PAGES_AT_MOST, Math.ceil(total / PAGE_SIZE) + PAGES_TO_SPARE)
    stale = seen.size === before ? stale + 1 : 0
    const empty = list.resources.length === 0
    if (empty && stale === STALE_PAGES_AT_MOST) yield* found('pages-empty', exchanges.slice(-STALE_PAGES_AT_MOST))
  }
  return { exchanges, failure: undefined }
}

function* checkPage(list: ListReply, startIndex: number, known: number): Behaviour<void> {
  const count = list.resources.length
  const due = Math.min(PAGE_SIZE, list.totalResults - startIndex + 1)
  if (count > 0 && count < due) yield* found('page-too-short', [list.exchange])
  if (startIndex === 1 && count === PAGE_SIZE && list.totalResults === PAGE_SIZE && known > PAGE_SIZE) {
    yield* found('total-is-page-size', [list.exchange])
  }
}

function* takeAll(list: ListReply, seen: Set<string>, take: (resource: JsonObject) => void): Behaviour<void> {
  let overlap = false
  for (const resource of list.resources) {
    const id = ownText(resource, 'id')
    if (id === undefined) {
      yield* found('resource-without-id', [list.exchange])
      continue
    }
    overlap ||= seen.has(id)
    if (!seen.has(id)) take(resource)
    seen.add(id)
  }
  if (overlap) yield* found('pages-overlap', [list.exchange])
}
