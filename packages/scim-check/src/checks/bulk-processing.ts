/**
 * @see RFC 7644 §3.7 Bulk Operations — https://www.rfc-editor.org/rfc/rfc7644#section-3.7
 */
import { type Check, defineChecks } from '../check.ts'
import { ensure } from '../failure.ts'
import { bulk, bulks, failing, post, resultOf, resultsOf, statusOf } from './bulk-support.ts'
import { ensureSame, ensureSet, matchesIn } from './support.ts'

/** How the operations of a job are carried out. */
export const BULK_PROCESSING_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.7', [
  bulks('B-012', 'the job goes on after an error', 'Stop only at failOnErrors.', async (context) => {
    const results = resultsOf(await bulk(context, [failing(context), post(context.users, 'two', context.userBody())]))
    const statuses = ['DELETE', 'POST'].map((method) => statusOf(resultOf(results, { method })))
    ensureSame(statuses, ['404', '201'], 'The statuses')
  }),
  bulks(
    'B-013',
    'failOnErrors stops the job',
    'Count errors, and process nothing after the limit.',
    async (context) => {
      const body = context.userBody()
      resultsOf(await bulk(context, [failing(context), post(context.users, 'two', body)], { failOnErrors: 1 }))
      const found = await context.find(`userName eq "${String(body.userName)}"`)
      ensureSet(matchesIn(found), [], 'What was made after the limit')
    },
    { damage: 4, need: ['filter'] },
  ),
  bulks(
    'B-014',
    'what succeeded stays when failOnErrors ends the job',
    'Commit each operation by itself.',
    async (context) => {
      const body = context.userBody()
      const operations = [post(context.users, 'one', body), failing(context), failing(context)]
      const results = resultsOf(await bulk(context, operations, { failOnErrors: 1 }))
      ensureSame(statusOf(resultOf(results, { method: 'POST' })), '201', 'The status of the first operation')
      const found = matchesIn(await context.find(`userName eq "${String(body.userName)}"`))
      ensure(found.length === 1, 'What the first operation made is gone after the second failed.')
    },
    { damage: 4, need: ['filter'] },
  ),
  bulks(
    'B-022',
    'operations on one resource take effect in their order',
    'Run operations on one resource one after the other.',
    async (context) => {
      const user = await context.user()
      const { userName = null } = user
      const path = context.userPath(user)
      const steps = ['1st', '2nd', '3rd', '4th', 'last'].map((displayName) => ({
        method: 'PUT',
        path,
        data: context.userBody({ userName, displayName }),
      }))
      ensureSet(
        resultsOf(await bulk(context, steps)).map(statusOf),
        steps.map(() => '200'),
        'The statuses',
      )
      ensureSame((await context.readUser(user)).displayName, 'last', 'displayName after five PUTs')
    },
    { damage: 4 },
  ),
  bulks(
    'B-026',
    'an operation with another version: 412, and nothing changes',
    'Take version for the If-Match of its operation.',
    async (context) => {
      const user = await context.user({ displayName: 'Old' })
      const data = context.userBody({ userName: user.userName ?? null, displayName: 'New' })
      const operation = { method: 'PUT', path: context.userPath(user), version: 'W/"no-such-version"', data }
      const [result] = resultsOf(await bulk(context, [operation]))
      ensureSame(statusOf(result), '412', 'The status of the operation')
      ensureSame((await context.readUser(user)).displayName, 'Old', 'displayName after a 412')
    },
    { damage: 4, need: ['etag'] },
  ),
  bulks(
    'B-030',
    'two POSTs of one userName: one is made, the other gives 409',
    'Let each operation see what those before it did.',
    async (context) => {
      const { userName = null } = context.userBody()
      const operations = ['a', 'b'].map((bulkId) => post(context.users, bulkId, context.userBody({ userName })))
      ensureSet(resultsOf(await bulk(context, operations)).map(statusOf), ['201', '409'], 'The statuses')
    },
    { damage: 4, section: 'RFC 7644 §3.3' },
  ),
])
