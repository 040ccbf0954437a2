/**
 * @see RFC 7644 §3.7 Bulk Operations — https://www.rfc-editor.org/rfc/rfc7644#section-3.7
 */
import { BULK_REQUEST, BULK_RESPONSE, type JsonObject } from '@scimulator/scim-core'
import { type Check, type CheckRow, defineChecks } from '../check.ts'
import type { Answer } from '../client/answer.ts'
import { type Need, needs } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensure, show } from '../failure.ts'
import { each, ensureSame, ensureSet, hasUrn, matchesIn, objects, part, strings } from './support.ts'

function bulk(context: CheckContext, operations: readonly JsonObject[], more: JsonObject = {}): Promise<Answer> {
  return context.client.post('/Bulk', { schemas: [BULK_REQUEST], ...more, Operations: [...operations] })
}

function post(path: string, bulkId: string, data: JsonObject): JsonObject {
  return { method: 'POST', path, bulkId, data }
}

function resultsOf(answer: Answer): JsonObject[] {
  return objects(answer.expect(200).body.Operations)
}

/** The status of a result: a string, or what an early sample of the RFC shows. */
function statusOf(result: JsonObject | undefined): string {
  return String(part(result?.status, 'code') ?? result?.status)
}

function bulks(
  id: string,
  title: string,
  advice: string,
  run: CheckRow['run'],
  options: Partial<CheckRow> & { readonly need?: readonly Need[] } = {},
): CheckRow {
  const { need = [], ...rest } = options
  return { id, level: 'MUST', title, advice, damage: 3, requires: needs('bulk', ...need), run, ...rest }
}

/** Groups by name: the ids of those that are there. */
async function groupsNamed(context: CheckContext, name: string): Promise<string[]> {
  const found = await context.client.get(context.groups, { filter: `displayName eq "${name}"` })
  return matchesIn(found)
}

/** Several operations in one request. */
export const BULK_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.7', [
  {
    id: 'B-001',
    level: 'MUST',
    title: 'bulk that is not offered: 501',
    advice: 'Answer POST /Bulk with 501 when bulk.supported is false.',
    damage: 1,
    requires: needs('config'),
    async run(context) {
      const answer = await bulk(context, [])
      if (context.discovery.features.bulk === undefined) answer.expect(200, 400)
      else if (answer.status !== 501) {
        ensure([403, 404, 405].includes(answer.status), `POST /Bulk was answered with ${answer.status}.`)
        context.warn(`POST /Bulk was answered with ${answer.status} instead of 501.`)
      }
    },
  },
  bulks(
    'B-002',
    'a body without Operations is refused',
    'Answer 400 invalidSyntax.',
    async (context) => {
      const answer = await context.client.post('/Bulk', { schemas: [BULK_REQUEST] })
      answer.refused(400, ['invalidSyntax', 'invalidValue'])
    },
    { damage: 1 },
  ),
  bulks(
    'B-003',
    'a job is answered with 200 and a BulkResponse, though every operation fails',
    'Report failures per operation.',
    async (context) => {
      const answer = (await bulk(context, [{ method: 'DELETE', path: context.unknownUser() }])).expect(200)
      ensure(hasUrn(answer.body.schemas, BULK_RESPONSE), `The schemas are ${show(answer.body.schemas ?? null)}.`)
      ensureSame(statusOf(resultsOf(answer)[0]), '404', 'The status of the operation')
    },
  ),
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
    { damage: 2 },
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
  bulks('B-012', 'the job goes on after an error', 'Stop only at failOnErrors.', async (context) => {
    const bad = { method: 'DELETE', path: context.unknownUser() }
    const results = resultsOf(await bulk(context, [bad, post(context.users, 'two', context.userBody())]))
    ensureSame(results.map(statusOf), ['404', '201'], 'The statuses')
  }),
  bulks(
    'B-013',
    'failOnErrors stops the job',
    'Count errors, and process nothing after the limit.',
    async (context) => {
      const bad = { method: 'DELETE', path: context.unknownUser() }
      const body = context.userBody()
      resultsOf(await bulk(context, [bad, post(context.users, 'two', body)], { failOnErrors: 1 }))
      const found = await context.find(`userName eq "${String(body.userName)}"`)
      ensureSet(matchesIn(found), [], 'What was made after the limit')
    },
    { damage: 4, need: ['filter'] },
  ),
  bulks(
    'B-016',
    'a bulkId in data becomes the id',
    'Replace bulkId:… by the id of what was made.',
    async (context) => {
      const group = context.groupBody({ members: [{ value: 'bulkId:u' }] })
      const operations = [post(context.users, 'u', context.userBody()), post(context.groups, 'g', group)]
      await judgeReference(context, operations, String(group.displayName))
    },
    { damage: 4, need: ['groups', 'filter'] },
  ),
  bulks(
    'B-018',
    'a bulkId may be used before it is made, and nothing is made twice',
    'Order operations by what they refer to, and make each resource once.',
    async (context) => {
      const group = context.groupBody({ members: [{ value: 'bulkId:u' }] })
      const operations = [post(context.groups, 'g', group), post(context.users, 'u', context.userBody())]
      await judgeReference(context, operations, String(group.displayName))
    },
    { section: 'RFC 7644 §3.7.1', damage: 4, need: ['groups', 'filter'] },
  ),
  bulks(
    'B-019',
    'bulkIds may refer to each other, and nothing is made twice',
    'Make both and link them, or refuse with 409 and leave nothing.',
    async (context) => {
      const [a, b] = [
        context.groupBody({ members: [{ value: 'bulkId:b' }] }),
        context.groupBody({ members: [{ value: 'bulkId:a' }] }),
      ]
      const results = resultsOf(await bulk(context, [post(context.groups, 'a', a), post(context.groups, 'b', b)]))
      for (const [index, { displayName }] of [a, b].entries()) {
        const made = await groupsNamed(context, String(displayName))
        const isMade = statusOf(results[index]).startsWith('2')
        ensure(made.length === (isMade ? 1 : 0), `${made.length} Groups were made by one operation.`)
      }
    },
    { section: 'RFC 7644 §3.7.1', damage: 4, need: ['groups', 'filter'] },
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
      ensureSame(results.map(statusOf), ['409', '200', '204'], 'The statuses')
    },
    { damage: 3 },
  ),
])

async function judgeReference(
  context: CheckContext,
  operations: readonly JsonObject[],
  groupName: string,
): Promise<void> {
  const results = resultsOf(await bulk(context, operations))
  ensureSet(results.map(statusOf), ['201', '201'], 'The statuses')
  const made = await groupsNamed(context, groupName)
  ensure(made.length === 1, `${made.length} Groups were made by one operation.`)
  const user = results.find(({ location }) => String(location).includes(`${context.users}/`))
  const id = String(user?.location).replace(/^.*\//, '')
  ensureSet(each((await context.readGroup({ id: made[0] ?? '' })).members), [id], 'The members')
}
