/**
 * @see RFC 7644 §3.8 HTTP Request Media Types, §7 Security Considerations — https://www.rfc-editor.org/rfc/rfc7644#section-3.8
 */
import { type Check, defineChecks } from '../check.ts'
import type { Answer } from '../client/answer.ts'
import type { CheckContext } from '../engine/context.ts'
import { CheckSkip, ensure, show } from '../failure.ts'

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
])

/** Who may ask. */
export const SECURITY_CHECKS: readonly Check[] = defineChecks('RFC 7644 §2', [
  {
    id: 'Z-002',
    level: 'MUST',
    title: 'without credentials: 401 with WWW-Authenticate',
    advice: 'Answer 401 and name the scheme.',
    damage: 5,
    async run(context) {
      if (context.client.authorization === undefined) throw new CheckSkip('the run has no credentials')
      const answer = (await context.client.get(context.users, { count: 1 }, { authorization: '' })).expect(401)
      ensure(answer.header('www-authenticate') !== undefined, 'The 401 has no WWW-Authenticate.')
    },
  },
  {
    id: 'Z-003',
    section: 'RFC 6750 §3',
    level: 'MUST',
    title: 'a Bearer challenge has a parameter, and no error when nothing was sent',
    advice: 'Write WWW-Authenticate: Bearer realm="scim".',
    damage: 1,
    async run(context) {
      const answer = await context.client.get(context.users, { count: 1 }, { authorization: '' })
      const challenge = answer.header('www-authenticate')
      if (challenge === undefined || !/^bearer\b/i.test(challenge)) return context.note('There is no Bearer challenge.')
      ensure(/^bearer +\w+ *=/i.test(challenge), `The challenge ${show(challenge)} has no parameter.`)
      ensure(!/error *=/i.test(challenge), `The challenge ${show(challenge)} has an error, though nothing was sent.`)
    },
  },
  {
    id: 'Z-004',
    section: 'RFC 6750 §3.1',
    level: 'SHOULD',
    title: 'a token that is not valid: 401',
    advice: 'Answer 401 with error="invalid_token".',
    damage: 5,
    async run(context) {
      if (context.client.authorization === undefined) throw new CheckSkip('the run has no credentials')
      const headers = { authorization: 'Bearer no-such-token-0123456789' }
      ;(await context.client.get(context.users, { count: 1 }, headers)).expect(401)
    },
  },
  {
    id: 'Z-007',
    section: 'RFC 9110 §11.1',
    level: 'MUST',
    title: 'the scheme is read in any case',
    advice: 'Compare Bearer without regard to case.',
    damage: 2,
    async run(context) {
      const match = /^(Bearer) (.+)$/i.exec(context.client.authorization ?? '')
      if (match === null) throw new CheckSkip('the run has no Bearer token')
      const headers = { authorization: `bearer ${match[2] ?? ''}` }
      ;(await context.client.get(context.users, { count: 1 }, headers)).expect(200)
    },
  },
  {
    id: 'Z-008',
    section: 'RFC 6750 §2.3',
    level: 'SHOULD',
    title: 'a token in the query does not count',
    advice: 'Take tokens from the Authorization header only: queries are logged.',
    damage: 3,
    async run(context) {
      const match = /^Bearer (.+)$/i.exec(context.client.authorization ?? '')
      if (match === null) throw new CheckSkip('the run has no Bearer token')
      const query = { access_token: match[1] ?? '', count: 1 }
      ;(await context.client.get(context.users, query, { authorization: '' })).expect(401, 400, 403)
    },
  },
  {
    id: 'Z-018',
    section: 'RFC 7644 §7.7',
    level: 'MUST',
    title: 'input in sortBy, ids and paths is refused or not found',
    advice: 'Resolve names against the schema, and bind values as parameters.',
    damage: 4,
    async run(context) {
      for (const text of ["'; DROP TABLE users; --", '__proto__', 'constructor']) {
        const single = await context.client.get(`${context.users}/${encodeURIComponent(text)}`)
        single.expect(404, 400)
        const listed = await context.client.get(context.users, { sortBy: text, count: 1 })
        listed.expect(200, 400, 403, 501)
      }
    },
  },
  {
    id: 'Z-023',
    section: 'RFC 7644 §7.7',
    level: 'CHOICE',
    title: 'a body nested very deep is refused',
    advice: 'Limit the depth.',
    damage: 3,
    async run(context) {
      const depth = 2000
      const body = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"${context.name()}","name":${'['.repeat(depth)}${']'.repeat(depth)}}`
      ;(await context.client.send('POST', context.users, body)).expect(400, 413)
    },
  },
  {
    id: 'Z-014',
    section: 'RFC 7643 §9.2',
    level: 'MUST',
    title: 'a password is not in errors',
    advice: 'Never quote the value of a password.',
    damage: 5,
    async run(context) {
      const password = `Pw-${context.name()}-9!x`
      const { userName: _left, ...without } = context.userBody({ password })
      const answer = await context.client.post(context.users, without)
      ensure(!answer.text.includes(password), 'The error shows the password.')
    },
  },
])
