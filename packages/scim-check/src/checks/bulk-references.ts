/**
 * @see RFC 7644 §3.7.1 Circular Reference Processing — https://www.rfc-editor.org/rfc/rfc7644#section-3.7.1
 * @see RFC 7644 §3.7.2 "bulkId" Temporary Identifiers — https://www.rfc-editor.org/rfc/rfc7644#section-3.7.2
 */
import type { JsonObject } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensure, show } from '../failure.ts'
import { bulk, bulks, groupsNamed, noted, post, resultOf, resultsOf, statusOf } from './bulk-support.ts'
import { each, ensureSet } from './support.ts'

/** References from one operation to another. */
export const BULK_REFERENCE_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.7.2', [
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
    'B-017',
    'a bulkId in the path of a later operation becomes the id',
    'Resolve bulkId:… in path as in data.',
    async (context) => {
      const body = context.userBody()
      const path = `${context.users}/bulkId:u`
      const data = { ...body, displayName: 'New' }
      const results = resultsOf(await bulk(context, [post(context.users, 'u', body), { method: 'PUT', path, data }]))
      context.note(`A PUT to /Users/bulkId:u gives ${statusOf(resultOf(results, { method: 'PUT' }))}.`)
    },
    { level: 'CHOICE', damage: 2 },
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
      const groups = new Map([
        ['a', context.groupBody({ members: [{ value: 'bulkId:b' }] })],
        ['b', context.groupBody({ members: [{ value: 'bulkId:a' }] })],
      ])
      const operations = [...groups].map(([bulkId, body]) => post(context.groups, bulkId, body))
      const results = resultsOf(await bulk(context, operations))
      for (const [index, [bulkId, { displayName }]] of [...groups].entries()) {
        const made = await groupsNamed(context, String(displayName))
        const isMade = statusOf(resultOf(results, { bulkId }) ?? results[index]).startsWith('2')
        ensure(made.length === (isMade ? 1 : 0), `${made.length} Groups were made by one operation.`)
      }
    },
    { section: 'RFC 7644 §3.7.1', damage: 4, need: ['groups', 'filter'] },
  ),
  bulks(
    'B-020',
    'a bulkId may refer to itself, or is refused',
    'Make it and link it, or refuse with 409 or 400.',
    async (context) => {
      const group = context.groupBody({ members: [{ value: 'bulkId:self' }] })
      context.note(
        `A Group that contains itself gives ${noted(await bulk(context, [post(context.groups, 'self', group)]))}.`,
      )
    },
    { level: 'CHOICE', section: 'RFC 7644 §3.7.1', damage: 2, need: ['groups'] },
  ),
  bulks(
    'B-021',
    'a reference to a bulkId that is none fails its operation',
    'Answer the operation with 400 or 409.',
    async (context) => {
      const group = context.groupBody({ members: [{ value: 'bulkId:nobody' }] })
      const status = noted(await bulk(context, [post(context.groups, 'g', group)]))
      context.note(`A member bulkId:nobody gives ${status}.`)
      const [id] = await groupsNamed(context, String(group.displayName))
      if (id === undefined) return
      const members = each((await context.readGroup({ id })).members)
      context.note(`The Group was made with the members ${show(members)}.`)
    },
    { level: 'CHOICE', damage: 3, need: ['groups', 'filter'] },
  ),
  bulks(
    'B-032',
    'a text that only contains bulkId:… stays as it is',
    'Replace values that are bulkId:… as a whole.',
    async (context) => {
      const body = context.userBody({ displayName: 'see bulkId:u' })
      const operations = [post(context.users, 'u', context.userBody()), post(context.users, 'v', body)]
      const result = resultOf(resultsOf(await bulk(context, operations)), { bulkId: 'v' })
      const { items } = (await context.find(`userName eq "${String(body.userName)}"`)).expect(200)
      context.note(`A displayName "see bulkId:u" gives ${statusOf(result)} and ${show(items[0]?.displayName ?? null)}.`)
    },
    { level: 'CHOICE', damage: 3, need: ['filter', 'user.displayName'] },
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
