/**
 * @see RFC 9110 §13 Conditional Requests — https://www.rfc-editor.org/rfc/rfc9110#section-13
 * @see RFC 7644 §3.14 Versioning Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.14
 */
import { type Check, defineChecks } from '../check.ts'
import { ensure } from '../failure.ts'
import { ensureSame } from './support.ts'
import { subject, versioned } from './version-support.ts'

/** How versions save reads. */
export const CACHING_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.14', [
  versioned(
    'V-005',
    'If-None-Match with the version: 304 without a body',
    'Compare If-None-Match with the version on GET, and answer 304 without a body.',
    async (context) => {
      const { path, etag } = await subject(context)
      const answer = (await context.client.get(path, {}, { 'if-none-match': etag })).expect(304)
      ensure(answer.text === '', 'The 304 has a body.')
    },
  ),
  versioned(
    'V-006',
    'If-None-Match with a list or a star: 304',
    'Split If-None-Match at its commas, and let * match any version.',
    async (context) => {
      const { path, etag } = await subject(context)
      for (const value of [`"other", ${etag}`, '*'])
        (await context.client.get(path, {}, { 'if-none-match': value })).expect(304)
    },
  ),
  versioned(
    'V-017',
    'a 304 carries the ETag',
    'Send the ETag with a 304 as with a 200.',
    async (context) => {
      const { path, etag } = await subject(context)
      const answer = (await context.client.get(path, {}, { 'if-none-match': etag })).expect(304)
      ensureSame(answer.header('etag'), etag, 'The ETag of the 304')
    },
    { damage: 1 },
  ),
  {
    id: 'V-018',
    section: 'RFC 9111 §5.2.2',
    level: 'CHOICE',
    title: 'shared caches do not keep resources',
    advice: 'Send Cache-Control: no-store, or private.',
    damage: 3,
    async run(context) {
      const value = (await context.client.get(context.userPath(await context.user())))
        .expect(200)
        .header('cache-control')
      ensure(!/\b(public|s-maxage)\b/i.test(value ?? ''), `Cache-Control is ${value}: shared caches may keep a User.`)
      context.note(value === undefined ? 'There is no Cache-Control.' : `Cache-Control is ${value}.`)
    },
  },
  versioned(
    'V-019',
    'If-None-Match wins over If-Modified-Since',
    'Leave If-Modified-Since unread where If-None-Match is sent.',
    async (context) => {
      const { path } = await subject(context)
      const date = new Date(Date.now() + 60_000).toUTCString()
      const headers = { 'if-none-match': 'W/"no-such-version"', 'if-modified-since': date }
      const { status } = (await context.client.get(path, {}, headers)).expect(200, 304)
      context.note(status === 200 ? 'If-None-Match wins.' : 'If-Modified-Since wins.')
    },
    { level: 'MAY', section: 'RFC 9110 §13.2.2', damage: 2 },
  ),
])
