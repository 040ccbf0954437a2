/**
 * @see RFC 7644 §3.7.3 Response and Error Handling — https://www.rfc-editor.org/rfc/rfc7644#section-3.7.3
 */
import { type Check, defineChecks } from '../check.ts'
import { ensure, show } from '../failure.ts'
import { bulk, bulks, failing, post, resultOf, resultsOf, statusOf } from './bulk-support.ts'
import { ensureSame, metaOf, part, strings } from './support.ts'

/** What a bulk response says of each operation. */
export const BULK_RESULT_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.7.3', [
  bulks(
    'B-008',
    'bulkId comes back with its operation, and location with what was made',
    'Echo bulkId, and give location.',
    async (context) => {
      const [result] = resultsOf(await bulk(context, [post(context.users, 'one', context.userBody())]))
      ensureSame(result?.bulkId, 'one', 'bulkId')
      ensure(typeof result?.location === 'string', 'The result has no location.')
      ensureSame(statusOf(result), '201', 'The status of the operation')
    },
    { section: 'RFC 7644 §3.7' },
  ),
  bulks(
    'B-009',
    'PUT and DELETE have a location, those that failed too',
    'Give the address the operation was about with every result but that of a failed POST.',
    async (context) => {
      const user = await context.user()
      const path = context.userPath(user)
      const { userName = null } = user
      const { userName: _left, ...without } = context.userBody()
      const operations = [
        { method: 'PUT', path, data: context.userBody({ userName, displayName: 'New' }) },
        { method: 'PUT', path, data: without },
        { method: 'DELETE', path },
        failing(context),
      ]
      for (const result of resultsOf(await bulk(context, operations))) {
        const what = `A ${String(result.method)} that gave ${statusOf(result)}`
        ensure(typeof result.location === 'string' && result.location !== '', `${what} has no location.`)
      }
    },
    { damage: 2 },
  ),
  bulks(
    'B-010',
    'an operation that fails has its error in response',
    'Put the SCIM error there.',
    async (context) => {
      const { userName: _left, ...without } = context.userBody()
      const [result] = resultsOf(await bulk(context, [post(context.users, 'one', without)]))
      ensureSame(statusOf(result), '400', 'The status of the operation')
      ensure(strings(part(result?.response, 'schemas')).length > 0, `response is ${show(result?.response ?? null)}.`)
    },
    { damage: 2, section: 'RFC 7644 §3.7' },
  ),
  bulks(
    'B-011',
    'the status of an operation is a string',
    'Write "201".',
    async (context) => {
      const [result] = resultsOf(await bulk(context, [post(context.users, 'one', context.userBody())]))
      context.note(`It is ${show(result?.status ?? null)}.`)
    },
    { level: 'CHOICE', damage: 1 },
  ),
  bulks(
    'B-015',
    'failOnErrors does not come back',
    'Leave it out of the response.',
    async (context) => {
      const { body } = (await bulk(context, [failing(context)], { failOnErrors: 5 })).expect(200)
      const isThere = Object.keys(body).some((key) => key.toLowerCase() === 'failonerrors')
      ensure(!isThere, 'The response has failOnErrors.')
    },
    { damage: 1, section: 'RFC 7644 §3.7' },
  ),
  bulks(
    'B-027',
    'the version of a result is that of the resource',
    'Give the ETag of what the operation left behind.',
    async (context) => {
      const user = await context.user()
      const path = context.userPath(user)
      const data = context.userBody({ userName: user.userName ?? null, displayName: 'New' })
      const [result] = resultsOf(await bulk(context, [{ method: 'PUT', path, data }]))
      ensureSame(statusOf(result), '200', 'The status of the operation')
      if (result?.version === undefined) return context.warn('The result of a PUT has no version.')
      const answer = await context.client.get(path)
      const version = answer.header('etag') ?? metaOf(answer.body).version
      ensureSame(result.version, version, 'The version of the result')
    },
    { need: ['etag'] },
  ),
  bulks(
    'B-028',
    'the status of an operation is that of a single request',
    'Answer 201, 200, 204, 404 and 409 as without bulk.',
    async (context) => {
      const user = await context.user()
      const { userName = null } = user
      const path = context.userPath(user)
      const results = resultsOf(
        await bulk(context, [
          post(context.users, 'dup', context.userBody({ userName })),
          { method: 'PUT', path, data: context.userBody({ userName, displayName: 'New' }) },
          { method: 'DELETE', path },
        ]),
      )
      const statuses = ['POST', 'PUT', 'DELETE'].map((method) => statusOf(resultOf(results, { method })))
      ensureSame(statuses, ['409', '200', '204'], 'The statuses')
    },
  ),
  bulks(
    'B-031',
    'a password is not in the response',
    'Give responses of operations the same treatment as those of single requests.',
    async (context) => {
      const password = `Pw-${context.name()}-9!x`
      const { userName: _left, ...without } = context.userBody({ password })
      const operations = [
        post(context.users, 'one', context.userBody({ password })),
        post(context.users, 'two', without),
      ]
      const answer = (await bulk(context, operations)).expect(200)
      ensure(!answer.text.includes(password), 'The response shows the password.')
    },
    { damage: 5, section: 'RFC 7643 §7' },
  ),
  bulks(
    'B-034',
    'results come in the order of the request',
    'Sort them by the place of their operation.',
    async (context) => {
      const operations = ['one', 'two', 'three'].map((bulkId) => post(context.users, bulkId, context.userBody()))
      const order = resultsOf(await bulk(context, operations)).map(({ bulkId }) => String(bulkId))
      context.note(`The results of one, two, three came as ${order.join(', ')}.`)
    },
    { level: 'CHOICE', damage: 1 },
  ),
])
