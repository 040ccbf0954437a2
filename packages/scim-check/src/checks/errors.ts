/**
 * @see RFC 7644 §3.12 HTTP Status and Error Response Handling — https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 */
import { ERROR, isJsonObject } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import type { Answer } from '../client/answer.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensure, show } from '../failure.ts'
import { hasUrn } from './support.ts'

const KEYWORDS = [
  'invalidFilter',
  'tooMany',
  'uniqueness',
  'mutability',
  'invalidSyntax',
  'invalidPath',
  'noTarget',
  'invalidValue',
  'invalidVers',
  'sensitive',
  'invalidCursor',
  'expiredCursor',
  'invalidCount',
]

/** Errors a service provider makes itself. */
async function ownErrors(context: CheckContext): Promise<Answer[]> {
  const { userName = null } = await context.user()
  const { userName: _left, ...without } = context.userBody()
  return [
    await context.client.get(context.unknownUser()),
    await context.client.post(context.users, without),
    await context.client.post(context.users, context.userBody({ userName })),
    ...(context.discovery.features.filter === undefined ? [await context.find('userName zz "a"')] : []),
  ].filter(({ status }) => status >= 400)
}

/** Errors that come from the framework where nobody took care. */
async function frameworkErrors(context: CheckContext): Promise<Answer[]> {
  return [
    await context.client.get('/NoSuchEndpoint'),
    await context.client.send('POST', context.users, '{"schemas":'),
    await context.client.send('DELETE', '/ServiceProviderConfig'),
  ].filter(({ status }) => status >= 400)
}

function ensureErrorBody({ what, json, status }: Answer): void {
  ensure(isJsonObject(json), `${what} was answered with ${status} and no JSON object.`)
  ensure(
    hasUrn(json.schemas, ERROR),
    `${what} was answered with ${status} and the schemas ${show(json.schemas ?? null)}.`,
  )
  ensure(
    json.status === String(status),
    `${what} was answered with ${status} and the status ${show(json.status ?? null)}.`,
  )
}

/** What errors look like. */
export const ERROR_CHECKS: readonly Check[] = defineChecks('RFC 7644 §3.12', [
  {
    id: 'E-001',
    level: 'MUST',
    title: 'an error has the Error schema and its status as a string',
    advice: 'Write {"schemas": ["…:messages:2.0:Error"], "status": "404", "detail": "…"}.',
    damage: 2,
    async run(context) {
      for (const answer of await ownErrors(context)) ensureErrorBody(answer)
    },
  },
  {
    id: 'E-002',
    level: 'MUST',
    title: 'detail is one text',
    advice: 'Write a sentence, not a list of messages.',
    damage: 1,
    async run(context) {
      for (const { what, json } of await ownErrors(context)) {
        const detail = isJsonObject(json) ? json.detail : undefined
        ensure(detail === undefined || typeof detail === 'string', `${what} has the detail ${show(detail)}.`)
      }
    },
  },
  {
    id: 'E-003',
    level: 'MUST',
    title: 'unknown endpoints and bodies that cannot be read give SCIM errors too',
    advice: 'Send the framework’s own errors through the handler that makes SCIM errors.',
    damage: 2,
    async run(context) {
      for (const answer of await frameworkErrors(context)) ensureErrorBody(answer)
    },
  },
  {
    id: 'E-004',
    level: 'MUST',
    title: 'scimType is one of the registered keywords',
    advice: 'Leave scimType out where no keyword fits.',
    damage: 1,
    async run(context) {
      for (const { what, json } of [...(await ownErrors(context)), ...(await frameworkErrors(context))]) {
        const scimType = isJsonObject(json) ? json.scimType : undefined
        const isKnown = scimType === undefined || scimType === null || KEYWORDS.includes(String(scimType))
        ensure(isKnown, `${what} has the scimType ${show(scimType)}.`)
      }
    },
  },
  {
    id: 'E-014',
    level: 'SHOULD',
    title: 'an unknown resource or endpoint: 404',
    advice: 'Answer 404.',
    damage: 2,
    async run(context) {
      ;(await context.client.get('/NoSuchEndpoint')).expect(404)
      ;(await context.client.get(context.unknownUser())).expect(404)
    },
  },
  {
    id: 'E-015',
    level: 'SHOULD',
    title: 'an operation that is not offered: 501',
    advice: 'Answer 501 for PATCH, bulk and /Me when they are not offered.',
    damage: 1,
    async run(context) {
      const { features, config } = context.discovery
      // 404 may also say that the caller has no resource.
      ;(await context.client.get('/Me')).expect(200, 307, 308, 403, 404, 501, 500, 503)
      if (config === undefined) return context.note('What is offered could not be read.')
      if (features.bulk !== undefined) (await context.client.post('/Bulk', {})).expect(501)
      if (features.patch === undefined) return
      const operation = { op: 'replace', path: 'displayName', value: 'New' }
      ;(await context.client.patch(context.userPath(await context.user()), [operation])).expect(501)
    },
  },
  {
    id: 'E-016',
    level: 'SHOULD',
    title: 'a redirect keeps method and body: 307 or 308',
    advice: 'Redirect with 307 or 308, or not at all: clients turn a POST into a GET after 301, 302 and 303.',
    damage: 3,
    async run(context) {
      const answers = [await context.client.get('/Me'), await context.client.post(`${context.users}/`, {})]
      for (const { what, status } of answers) {
        ensure(![301, 302, 303].includes(status), `${what} was answered with ${status}.`)
      }
      const isUsed = answers.some(({ status }) => status === 307 || status === 308)
      context.note(isUsed ? 'The target redirects with 307 or 308.' : 'No redirect was met.')
    },
  },
  {
    id: 'E-017',
    level: 'SHOULD',
    title: 'what a client sends never makes the server fail',
    advice: 'Answer 400 for input that cannot be used, and say nothing of the code in errors.',
    damage: 3,
    async run(context) {
      const bodies = ['null', '5', '{"schemas":5}', '{"schemas":[{}]}', '{"__proto__":{"a":1}}']
      for (const body of bodies) {
        const { status, what, text } = await context.client.send('POST', context.users, body)
        ensure(status < 500, `${what} with the body ${body} was answered with ${status}.`)
        ensure(!/\bat .+:\d+:\d+\)?/.test(text), `${what} with the body ${body} shows a stack trace.`)
      }
    },
  },
  {
    id: 'E-019',
    section: 'RFC 9110 §15.5.6',
    level: 'CHOICE',
    title: 'a method the endpoint has not: 405 with Allow',
    advice: 'Answer 405.',
    damage: 1,
    async run(context) {
      const answer = await context.client.send('PATCH', context.users, {})
      context.note(`Answered with ${answer.expect(405, 404, 501, 400).status}.`)
    },
  },
  {
    id: 'E-021',
    section: 'RFC 7644 §3.2',
    level: 'SHOULD',
    title: 'an error has the status of an error',
    advice: 'Never answer 200 with an error in the body.',
    damage: 4,
    async run(context) {
      const { userName: _left, ...without } = context.userBody()
      const answer = await context.client.post(context.users, without)
      const isError = isJsonObject(answer.json) && hasUrn(answer.json.schemas, ERROR)
      ensure(!isError || answer.status >= 400, `An error was answered with ${answer.status}.`)
    },
  },
  {
    id: 'E-020',
    level: 'CHOICE',
    title: 'detail does not repeat markup of the input',
    advice: 'Cut what errors quote, and escape it.',
    damage: 2,
    async run(context) {
      const text = '<script>alert(1)</script>'
      const answers = [
        await context.client.post(context.users, context.userBody({ active: text })),
        await context.client.get(context.users, { sortBy: text, count: 1 }),
      ]
      const isQuoted = answers.some(({ status, text: body }) => status >= 400 && body.includes(text))
      context.note(isQuoted ? 'Errors quote the input as it is.' : 'Errors do not quote the input as it is.')
    },
  },
])
