/**
 * @see RFC 7644 §3.4.3 Querying Resources Using HTTP POST — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.3
 */
import { type JsonObject, LIST_RESPONSE, PATCH_OP, SEARCH_REQUEST } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import type { Answer } from '../client/answer.ts'
import { needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensure } from '../failure.ts'
import { ensureSame, ensureSet, hasUrn, idsOf } from './support.ts'

function search(context: CheckContext, body: JsonObject, path = context.users): Promise<Answer> {
  return context.client.post(`${path}/.search`, { schemas: [SEARCH_REQUEST], ...body })
}

/** Queries in the body of a POST. */
export const SEARCH_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.4.3', [
  {
    id: 'Q-001',
    section: 'RFC 7644 §3.4.2',
    level: 'MUST',
    title: 'every query is answered with a ListResponse',
    advice: 'Wrap the resources in a ListResponse.',
    damage: 4,
    async run(context) {
      const { body } = (await context.client.get(context.users)).expect(200)
      ensure(hasUrn(body.schemas, LIST_RESPONSE), 'GET of the Users is no ListResponse.')
    },
  },
  {
    id: 'Q-004',
    section: 'RFC 7644 §3.4.2',
    level: 'MUST',
    title: 'a resource in a list is as a GET shows it',
    advice: 'Use one representation for both.',
    damage: 3,
    requires: needs('filter'),
    async run(context) {
      const user = await context.readUser(await context.user({ displayName: 'Same' }))
      const { items } = await context.find(`userName eq "${String(user.userName)}"`)
      ensureSame(items[0], user, 'The User in a list')
    },
  },
  {
    id: 'Q-005',
    level: 'MUST',
    title: 'POST to .search is a query: 200 and a list',
    advice: 'Serve .search below every resource type.',
    damage: 2,
    requires: needs('filter'),
    async run(context) {
      const user = await context.user()
      const answer = (await search(context, { filter: `userName eq "${String(user.userName)}"` })).expect(200)
      ensure(hasUrn(answer.body.schemas, LIST_RESPONSE), 'The answer is no ListResponse.')
      ensureSet(idsOf(answer), [user.id], 'The matches')
    },
  },
  {
    id: 'Q-006',
    level: 'MUST',
    title: 'a body that is no SearchRequest is refused',
    advice: 'Check schemas, and answer 400 invalidSyntax.',
    damage: 1,
    requires: needs('filter'),
    async run(context) {
      for (const schemas of [[], [PATCH_OP]]) {
        ;(await search(context, { schemas, count: 1 })).refused(400, ['invalidSyntax', 'invalidValue'])
      }
    },
  },
  {
    id: 'Q-007',
    level: 'MUST',
    title: 'projection and paging work in the body as in the query',
    advice: 'Read both forms into one query.',
    damage: 2,
    requires: needs('filter'),
    async run(context) {
      const user = await context.user({ displayName: 'Hidden' })
      const filter = `userName eq "${String(user.userName)}"`
      const { items } = (await search(context, { filter, attributes: ['userName'], startIndex: 1, count: 5 })).expect(
        200,
      )
      ensureSame(items[0]?.userName, user.userName, 'userName')
      ensure(items[0]?.displayName === undefined, 'displayName comes out, though attributes is ["userName"].')
    },
  },
  {
    id: 'P-016',
    level: 'MUST',
    title: '.search takes startIndex and count as integers, out of range too',
    advice: 'Cut them to the allowed range as in a query.',
    damage: 2,
    requires: needs('filter'),
    async run(context) {
      const answer = (await search(context, { startIndex: 0, count: -1 })).expect(200)
      ensure(answer.items.length === 0, `count -1 returns ${answer.items.length} resources.`)
    },
  },
  {
    id: 'Q-008',
    level: 'CHOICE',
    title: 'a parameter of the wrong JSON type is refused',
    advice: 'Answer 400 invalidValue.',
    damage: 1,
    requires: needs('filter'),
    async run(context) {
      const { status } = (await search(context, { count: 'ten' })).expect(400, 200)
      context.note(status === 400 ? 'Refused.' : 'Taken.')
    },
  },
  {
    id: 'Q-009',
    level: 'MUST',
    title: 'without parameters .search lists everything',
    advice: 'Do not ask for a filter.',
    damage: 1,
    async run(context) {
      await context.user()
      ensure(Number((await search(context, {})).expect(200).body.totalResults) >= 1, 'Nothing is listed.')
    },
  },
  {
    id: 'Q-011',
    level: 'CHOICE',
    title: 'GET on .search is not allowed',
    advice: 'Answer 405 or 404.',
    damage: 1,
    async run(context) {
      ;(await context.client.get(`${context.users}/.search`)).expect(405, 404, 501)
    },
  },
])
