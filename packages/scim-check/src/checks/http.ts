/**
 * @see RFC 7644 §3.8 HTTP Request Media Types — https://www.rfc-editor.org/rfc/rfc7644#section-3.8
 */
import { type Check, defineChecks } from '../check.ts'
import type { Answer } from '../client/answer.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'
import { answerOrNone, metaOf, toAddress } from './support.ts'

/** Bytes of a body that many servers refuse, and none should break at. */
const LARGE_BODY = 4 * 1024 * 1024

const SCIM_JSON = /^application\/scim\+json\s*(;|$)/i

function ensureType(answer: Answer, pattern: RegExp): void {
  const type = answer.expect(200).header('content-type')
  ensure(pattern.test(type ?? ''), `${answer.what} has the Content-Type ${show(type ?? null)}.`)
}

async function read(context: CheckContext, headers: Record<string, string>): Promise<Answer> {
  const path = await context.shelf.take('reader', async () => context.userPath(await context.user()))
  return await context.client.get(path, {}, headers)
}

/** The media types of requests and answers. */
export const MEDIA_TYPE_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.8', [
  {
    id: 'H-001',
    level: 'MUST',
    title: 'Accept: application/scim+json is answered with it',
    advice: 'Set Content-Type: application/scim+json.',
    damage: 3,
    async run(context) {
      ensureType(await read(context, { accept: 'application/scim+json' }), SCIM_JSON)
    },
  },
  {
    id: 'H-002',
    level: 'SHOULD',
    title: 'Accept: application/json is answered with JSON',
    advice: 'Take application/json for application/scim+json.',
    damage: 3,
    async run(context) {
      ensureType(await read(context, { accept: 'application/json' }), /^application\/(scim\+)?json\b/i)
    },
  },
  {
    id: 'H-003',
    level: 'MUST',
    title: 'Accept: */* is answered with application/scim+json',
    advice: 'Make it the default.',
    damage: 2,
    async run(context) {
      ensureType(await read(context, { accept: '*/*' }), SCIM_JSON)
    },
  },
  {
    id: 'H-004',
    level: 'MUST',
    title: 'a charset parameter is tolerated',
    advice: 'Compare the media type without its parameters.',
    damage: 3,
    async run(context) {
      const headers = { 'content-type': 'application/scim+json; charset=UTF-8' }
      ;(await context.client.post(context.users, context.userBody(), { headers })).expect(201)
    },
  },
  {
    id: 'H-005',
    level: 'SHOULD',
    title: 'a body of application/json is taken too',
    advice: 'Parse both media types.',
    damage: 4,
    async run(context) {
      const headers = { 'content-type': 'application/json' }
      ;(await context.client.post(context.users, context.userBody(), { headers })).expect(201)
    },
  },
  {
    id: 'H-006',
    level: 'CHOICE',
    title: 'a body of another media type is refused',
    advice: 'Answer 415.',
    damage: 2,
    async run(context) {
      const headers = { 'content-type': 'text/plain' }
      const { status } = await context.client.send('POST', context.users, JSON.stringify(context.userBody()), {
        headers,
      })
      ensure(status < 500, `POST was answered with ${status} .`)
      context.note(`Answered with ${status}.`)
    },
  },
  {
    id: 'H-007',
    level: 'CHOICE',
    title: 'Accept with several types is read',
    advice: 'Parse Accept by its grammar.',
    damage: 2,
    async run(context) {
      ensureType(await read(context, { accept: 'text/html;q=0.9, application/scim+json' }), SCIM_JSON)
    },
  },
  {
    id: 'H-008',
    level: 'CHOICE',
    title: 'an Accept without JSON: 406, or JSON all the same',
    advice: 'Answer 406 with a SCIM error, or serve application/scim+json.',
    damage: 1,
    async run(context) {
      const answer = (await read(context, { accept: 'text/xml' })).expect(200, 406)
      context.note(`Answered with ${answer.status} and ${answer.header('content-type') ?? 'no Content-Type'}.`)
    },
  },
  {
    id: 'H-009',
    level: 'CHOICE',
    title: 'Location is absolute',
    advice: 'Write the complete address clients use.',
    damage: 3,
    async run(context) {
      const answer = (await context.client.post(context.users, context.userBody())).expect(201)
      ensure(
        /^https?:\/\//i.test(answer.header('location') ?? ''),
        `Location is ${show(answer.header('location') ?? null)}.`,
      )
    },
  },
  {
    id: 'H-010',
    section: 'RFC 7643 §3.1',
    level: 'MUST',
    title: 'Content-Location, if there is one, is meta.location',
    advice: 'Send the same address in both, or no Content-Location.',
    damage: 1,
    async run(context) {
      const answer = (await read(context, {})).expect(200)
      const value = answer.header('content-location')
      if (value === undefined) return context.note('There is no Content-Location.')
      const { location } = metaOf(answer.body)
      const base = `${context.client.baseUrl}${context.users}/`
      const isSame = toAddress(value, base)?.href === toAddress(location, base)?.href
      ensure(isSame, `Content-Location is ${show(value)}, meta.location ${show(location ?? null)}.`)
    },
  },
  {
    id: 'H-011',
    level: 'CHOICE',
    title: 'answers with a resource have Location',
    advice: 'Send Location with GET, PUT and PATCH as the examples of the RFC do.',
    damage: 1,
    async run(context) {
      const user = await context.user()
      const path = context.userPath(user)
      const put = await context.client.put(path, context.userBody({ userName: user.userName ?? null }))
      for (const answer of [await context.client.get(path), put]) {
        context.note(`${answer.what.split(' ')[0]}: ${answer.header('location') === undefined ? 'none' : 'sent'}.`)
      }
    },
  },
  {
    id: 'H-012',
    section: 'RFC 9110 §15.3.5',
    level: 'MUST',
    title: 'a 204 has no body',
    advice: 'Send nothing after the headers.',
    damage: 3,
    async run(context) {
      const answer = await context.client.delete(context.userPath(await context.user()))
      ensure(answer.status !== 204 || answer.text === '', 'The 204 has a body.')
    },
  },
  {
    id: 'H-013',
    section: 'RFC 8259 §8.1',
    level: 'CHOICE',
    title: 'a body that begins with a byte order mark is refused, or read',
    advice: 'Answer 400 invalidSyntax, or skip the mark.',
    damage: 1,
    async run(context) {
      const body = `\uFEFF${JSON.stringify(context.userBody())}`
      context.note(`Answered with ${(await context.client.send('POST', context.users, body)).expect(201, 400).status}.`)
    },
  },
  {
    id: 'H-014',
    section: 'RFC 7644 §1.3',
    level: 'MUST',
    title: 'the base URL has no query',
    advice: 'Give out an address that paths can be appended to.',
    damage: 2,
    async run({ client }) {
      ensure(!client.baseUrl.includes('?'), `The base URL is ${client.baseUrl}.`)
    },
  },
  {
    id: 'H-015',
    section: 'RFC 7644 §3.13',
    level: 'MUST',
    title: 'a version in the path stands right before the endpoint',
    advice: 'Write /v2/Users, in meta.location too.',
    damage: 1,
    async run(context) {
      const version = /\/v\d+$/i.exec(context.client.baseUrl)?.[0]
      if (version === undefined) throw new CheckSkip('the base URL does not end with a version')
      const { location } = metaOf((await read(context, {})).expect(200).body)
      ensure(typeof location === 'string', 'The User has no meta.location.')
      const misplaced = location.includes(`${context.users}${version}/`)
      ensure(!misplaced, `meta.location has its version behind the endpoint: ${show(location)}.`)
    },
  },
  {
    id: 'H-016',
    section: 'RFC 9967 §2.5',
    level: 'CHOICE',
    title: 'Prefer: respond-async is honoured or ignored',
    advice: 'Do not refuse it.',
    damage: 1,
    async run(context) {
      const headers = { prefer: 'respond-async' }
      ;(await context.client.post(context.users, context.userBody(), { headers })).expect(201, 202)
    },
  },
  {
    id: 'H-017',
    section: 'RFC 9110 §15.5.14',
    level: 'CHOICE',
    title: 'a large body is taken, or refused with 413',
    advice: 'Limit the bytes of a body, and answer 413 with a SCIM error.',
    damage: 2,
    async run(context) {
      const body = JSON.stringify(context.userBody()).padEnd(LARGE_BODY, ' ')
      const answer = await answerOrNone(context.client.send('POST', context.users, body))
      if (answer === undefined) return context.note('The connection was closed.')
      context.note(`4 MiB were answered with ${answer.expect(201, 400, 413).status}.`)
    },
  },
])
