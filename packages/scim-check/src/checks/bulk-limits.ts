/**
 * @see RFC 7644 §3.7.4 Maximum Operations — https://www.rfc-editor.org/rfc/rfc7644#section-3.7.4
 */
import { BULK_REQUEST, isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import type { Answer } from '../client/answer.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { bulk, bulks, failing, post } from './bulk-support.ts'
import { answerOrNone, ensureSet, matchesIn, part } from './support.ts'

const MOST_OPERATIONS = 10_000
const MOST_BYTES = 8 * 1024 * 1024

/** The limits of bulk requests, learnt from what the target announces. */
export const BULK_LIMIT_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.7.4', [
  bulks(
    'B-023',
    'more operations than maxOperations: 413 that names the limit, and nothing is done',
    'Count the operations before the first one is carried out.',
    async (context) => {
      const maker = context.userBody()
      ensureLimit(await sendTooMany(context, maker), limitOf(context, 'maxOperations'), /operations/i)
      await ensureNothingMade(context, maker)
    },
    { damage: 2, need: ['filter'] },
  ),
  bulks(
    'B-024',
    'a body over maxPayloadSize: 413 that names the limit, and nothing is done',
    'Count the bytes while reading, and answer with a SCIM error.',
    async (context) => {
      const maker = context.userBody()
      const answer = await sendTooLarge(context, maker)
      if (answer === undefined) throw new CheckSkip('the target closed the connection before its answer could be read')
      ensureLimit(answer, limitOf(context, 'maxPayloadSize'), /payload ?size|bytes|\d ?[km]i?b\b/i)
      await ensureNothingMade(context, maker)
    },
    { damage: 2, need: ['filter'] },
  ),
  bulks(
    'B-025',
    'a 413 has no scimType of its own invention',
    'Leave scimType out: no keyword stands for a body that is too large.',
    async (context) => {
      const { status, json } = await sendTooMany(context, context.userBody())
      if (status !== 413) throw new CheckSkip(`too many operations were answered with ${status} instead of 413`)
      const scimType = isJsonObject(json) ? json.scimType : undefined
      ensure(scimType === undefined || scimType === null, `The 413 has the scimType ${show(scimType)}.`)
    },
    { damage: 1, section: 'RFC 7644 §3.12' },
  ),
])

function limitOf({ discovery }: CheckContext, name: 'maxOperations' | 'maxPayloadSize'): number {
  const limit = part(discovery.config?.bulk, name)
  if (typeof limit === 'number' && Number.isInteger(limit) && limit > 0) return limit
  throw new CheckSkip(`the target does not announce bulk.${name}`)
}

/** One operation more than allowed: the first makes a User, the others change nothing. */
function sendTooMany(context: CheckContext, maker: JsonObject): Promise<Answer> {
  const limit = limitOf(context, 'maxOperations')
  if (limit > MOST_OPERATIONS) throw new CheckSkip(`maxOperations is ${limit}: too many to send`)
  const rest = failing(context)
  const operations = [post(context.users, 'one', maker), ...Array.from({ length: limit }, () => rest)]
  if (JSON.stringify(operations).length + 200 > limitOf(context, 'maxPayloadSize')) {
    throw new CheckSkip(`${limit + 1} operations are larger than maxPayloadSize`)
  }
  return bulk(context, operations)
}

/** One operation in more bytes than allowed. */
async function sendTooLarge(context: CheckContext, maker: JsonObject): Promise<Answer | undefined> {
  const limit = limitOf(context, 'maxPayloadSize')
  if (limit > MOST_BYTES) throw new CheckSkip(`maxPayloadSize is ${limit} bytes: too many to send`)
  const body = JSON.stringify({ schemas: [BULK_REQUEST], Operations: [post(context.users, 'one', maker)] })
  return await answerOrNone(context.client.send('POST', '/Bulk', body.padEnd(limit + 1, ' ')))
}

/** The limit may be named by its number, or by what is limited. */
function ensureLimit(answer: Answer, limit: number, words: RegExp): void {
  answer.expect(413)
  const isNamed = answer.text.replace(/[.,_' ]/g, '').includes(String(limit)) || words.test(answer.text)
  ensure(isNamed, `The 413 does not name the limit, which is ${limit}: ${show(answer.text)}.`)
}

async function ensureNothingMade(context: CheckContext, { userName }: JsonObject): Promise<void> {
  const found = matchesIn(await context.find(`userName eq "${String(userName)}"`))
  ensureSet(found, [], 'What was made in spite of the limit')
}
