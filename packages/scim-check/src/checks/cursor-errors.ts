/**
 * @see RFC 9865 §2.1 Pagination Errors — https://www.rfc-editor.org/rfc/rfc9865#section-2.1
 * @see RFC 9865 §5.2 Confidentiality — https://www.rfc-editor.org/rfc/rfc9865#section-5.2
 */
import { type Check, defineChecks } from '../check.ts'
import { CheckSkip, ensure } from '../failure.ts'
import { cursors, secondPage } from './cursor-support.ts'
import { part } from './support.ts'

/** Seconds a check may wait for a cursor to expire. */
const LONGEST_WAIT = 5

/** What cursors are refused for, and what they give away. */
export const CURSOR_ERROR_CHECKS: readonly Check[] = defineChecks('RFC 9865 §2.1', [
  cursors(
    'K-005',
    'a cursor of another query is refused',
    async (context) => {
      const { cursor } = await secondPage(context)
      const { status } = (await context.find(`userName sw "${context.name()}"`, { cursor, count: 1 })).expect(200, 400)
      context.note(status === 200 ? 'A cursor is taken with another filter.' : 'A cursor holds to its filter.')
    },
    {
      level: 'CHOICE',
      section: 'RFC 9865 §2',
      damage: 2,
      advice: 'Bind a cursor to its query, and answer 400 invalidCursor.',
    },
  ),
  cursors(
    'K-006',
    'a cursor nobody gave out: 400 invalidCursor',
    async (context) => {
      ;(await context.client.get(context.users, { cursor: 'zzz', count: 1 })).refused(400, 'invalidCursor')
    },
    { level: 'SHOULD', advice: 'Answer 400 invalidCursor.' },
  ),
  cursors(
    'K-007',
    'a cursor that has expired: 400 expiredCursor',
    async (context) => {
      const seconds = part(context.discovery.config?.pagination, 'cursorTimeout')
      if (typeof seconds !== 'number') throw new CheckSkip('the target does not announce cursorTimeout')
      if (seconds > LONGEST_WAIT) throw new CheckSkip(`a cursor lives ${seconds} seconds: too long to wait for`)
      const { filter, cursor } = await secondPage(context)
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000 + 100))
      const answer = (await context.find(filter, { cursor, count: 1 })).expect(200, 400)
      if (answer.status === 200) return context.note('A cursor lives longer than cursorTimeout.')
      answer.refused(400, ['expiredCursor', 'invalidCursor'])
    },
    { level: 'SHOULD', advice: 'Answer 400 expiredCursor.' },
  ),
  cursors(
    'K-008',
    'another count than that of the first page: 400 invalidCount',
    async (context) => {
      const { filter, cursor } = await secondPage(context)
      ;(await context.find(filter, { cursor, count: 7 })).refused(400, ['invalidCount', 'invalidCursor'])
    },
    { level: 'SHOULD', damage: 1, advice: 'Let a cursor hold the count it began with, and answer 400 invalidCount.' },
  ),
  cursors(
    'K-013',
    'cursor and startIndex together are refused',
    async (context) => {
      const { filter, cursor } = await secondPage(context)
      const { status } = (await context.find(filter, { cursor, startIndex: 1, count: 1 })).expect(200, 400)
      context.note(status === 200 ? 'One of the two wins.' : 'Refused.')
    },
    { level: 'CHOICE', section: 'RFC 9865 §2.4', damage: 1, advice: 'Answer 400 to a query with both.' },
  ),
  cursors(
    'K-018',
    'a cursor gives no rights: without credentials no page',
    async (context) => {
      if (context.client.authorization === undefined) throw new CheckSkip('the run has no credentials')
      const { filter, cursor } = await secondPage(context)
      for (const authorization of ['', 'Bearer no-such-token-0123456789']) {
        const open = await context.client.get(context.users, { count: 1 }, { authorization })
        if (open.status === 200) throw new CheckSkip('the Users can be read by anybody')
        const { status } = await context.client.get(context.users, { filter, cursor, count: 1 }, { authorization })
        ensure(status >= 400, `A page was answered with ${status}, though the credentials are not valid.`)
      }
    },
    { section: 'RFC 9865 §5.2', damage: 5, advice: 'Ask for credentials on every page.' },
  ),
  cursors(
    'K-020',
    'a cursor tells nothing, and a changed one is noticed',
    async (context) => {
      const { filter, mark, cursor } = await secondPage(context)
      for (const text of [cursor, decoded(cursor)]) {
        const isReadable = text.includes(mark) || /^[[{].*[\]}]$/.test(text)
        ensure(!isReadable, 'The cursor can be read: it holds the query or JSON.')
      }
      const place = Math.floor(cursor.length / 2)
      const other = cursor[place] === '5' ? '6' : '5'
      const changed = `${cursor.slice(0, place)}${other}${cursor.slice(place + 1)}`
      ;(await context.find(filter, { cursor: changed, count: 1 })).refused(400, 'invalidCursor')
    },
    { level: 'SHOULD', section: 'RFC 9865 §5.2', advice: 'Encrypt cursors, or sign them, or hand out random ones.' },
  ),
])

/** What stands behind a cursor that is base64; empty when it is something else. */
function decoded(cursor: string): string {
  try {
    return atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return ''
  }
}
