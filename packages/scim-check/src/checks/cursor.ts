/**
 * @see RFC 9865 Cursor-Based Pagination — https://www.rfc-editor.org/rfc/rfc9865
 * @see RFC 7644 §3.11 "/Me" Authenticated Subject Alias — https://www.rfc-editor.org/rfc/rfc7644#section-3.11
 */
import { type Check, type CheckRow, defineChecks } from '../check.ts'
import { needs } from '../discovery/discovery.ts'
import { ensure, show } from '../failure.ts'
import { ensureSet, idsOf } from './support.ts'

function cursors(id: string, title: string, run: CheckRow['run'], options: Partial<CheckRow> = {}): CheckRow {
  return {
    id,
    level: 'MUST',
    title,
    advice: 'Send nextCursor with every page but the last, in unreserved characters.',
    damage: 3,
    requires: needs('cursor', 'filter', 'user.nickName'),
    run,
    ...options,
  }
}

/** Paging with cursors. */
export const CURSOR_CHECKS: readonly Check[] = defineChecks('RFC 9865 §2', [
  cursors(
    'K-002',
    'a walk with cursors meets every resource once, and ends',
    async (context) => {
      const nickName = context.name()
      const ids = [
        await context.user({ nickName }),
        await context.user({ nickName }),
        await context.user({ nickName }),
      ].map(({ id }) => id)
      const seen: string[] = []
      let cursor = ''
      for (let page = 0; page < 5; page += 1) {
        const answer = (await context.find(`nickName eq "${nickName}"`, { cursor, count: 2 })).expect(200)
        seen.push(...idsOf(answer))
        const { nextCursor } = answer.body
        if (nextCursor === undefined) break
        ensure(typeof nextCursor === 'string' && nextCursor !== '', `nextCursor is ${show(nextCursor)}.`)
        cursor = nextCursor
      }
      ensureSet(seen, ids, 'The resources of all pages')
    },
    { damage: 4 },
  ),
  cursors('K-004', 'a cursor has unreserved characters only', async (context) => {
    const nickName = context.name()
    await context.user({ nickName })
    await context.user({ nickName })
    const { nextCursor } = (await context.find(`nickName eq "${nickName}"`, { cursor: '', count: 1 })).expect(200).body
    ensure(/^[A-Za-z0-9._~-]+$/.test(String(nextCursor)), `nextCursor is ${show(nextCursor ?? null)}.`)
  }),
  cursors(
    'K-006',
    'a cursor nobody gave out: 400 invalidCursor',
    async (context) => {
      ;(await context.client.get(context.users, { cursor: 'zzz', count: 1 })).refused(400, 'invalidCursor')
    },
    { level: 'SHOULD', section: 'RFC 9865 §2.1' },
  ),
])

/** The resource of the caller. */
export const ME_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.11', [
  {
    id: 'I-001',
    level: 'SHOULD',
    title: '/Me that is not offered: 501',
    advice: 'Answer 501, or 404 where the caller has no resource.',
    damage: 1,
    async run({ client }) {
      ;(await client.get('/Me')).expect(200, 307, 308, 404, 403, 501)
    },
  },
  {
    id: 'I-006',
    level: 'MUST',
    title: 'without credentials: 401',
    advice: 'Authenticate before routing.',
    damage: 3,
    async run(context) {
      if (context.client.authorization === undefined) return context.note('The run has no credentials.')
      ;(await context.client.get('/Me', {}, { authorization: '' })).expect(401, 501)
    },
  },
])
