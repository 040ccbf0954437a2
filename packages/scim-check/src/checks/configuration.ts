/**
 * @see RFC 7643 §5 Service Provider Configuration Schema — https://www.rfc-editor.org/rfc/rfc7643#section-5
 */
import { isJsonObject, SERVICE_PROVIDER_CONFIG_SCHEMA } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs, needsOnly } from '../discovery/discovery.ts'
import type { CheckContext } from '../engine/context.ts'
import { ensure, show } from '../failure.ts'
import { hasUrn, objects, part, strings } from './support.ts'

const AUTHENTICATION_TYPES = ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest']

/** What the target says it can do, and whether it can. */
export const CONFIGURATION_CHECKS: readonly Check[] = defineChecks('RFC 7644 §4', [
  {
    id: 'D-001',
    level: 'MUST',
    title: '/ServiceProviderConfig is one object with its own schema',
    advice: 'Answer GET /ServiceProviderConfig with the object itself, not with a list.',
    damage: 3,
    async run({ client }) {
      const { body } = (await client.get('/ServiceProviderConfig')).expect(200)
      ensure(hasUrn(body.schemas, SERVICE_PROVIDER_CONFIG_SCHEMA), `Its schemas are ${show(body.schemas ?? null)}.`)
    },
  },
  {
    id: 'D-002',
    section: 'RFC 7643 §5',
    level: 'MUST',
    title: 'every feature is announced with all of its parts, unsupported ones included',
    advice: 'List patch, bulk, filter, changePassword, sort, etag and authenticationSchemes, with their limits.',
    damage: 2,
    requires: needsOnly('config'),
    async run({ client }) {
      const { body } = await client.get('/ServiceProviderConfig')
      for (const feature of ['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag']) {
        const supported = part(body[feature], 'supported')
        ensure(typeof supported === 'boolean', `${feature}.supported is ${show(supported ?? null)}, not a boolean.`)
      }
      for (const [feature, limit] of [
        ['bulk', 'maxOperations'],
        ['bulk', 'maxPayloadSize'],
        ['filter', 'maxResults'],
      ] as const) {
        const value = part(body[feature], limit)
        ensure(Number.isInteger(value), `${feature}.${limit} is ${show(value ?? null)}, not an integer.`)
      }
      ensure(Array.isArray(body.authenticationSchemes), 'authenticationSchemes is missing.')
    },
  },
  {
    id: 'D-003',
    section: 'RFC 7643 §5',
    level: 'MUST',
    title: 'every authentication scheme has a registered type, a name and a description',
    advice: `Use one of ${AUTHENTICATION_TYPES.join(', ')} as type.`,
    damage: 1,
    requires: needsOnly('config'),
    async run({ client }) {
      const { body } = await client.get('/ServiceProviderConfig')
      for (const scheme of objects(body.authenticationSchemes)) {
        const { type, name, description } = scheme
        const isComplete = [type, name, description].every((text) => typeof text === 'string' && text !== '')
        ensure(isComplete, `An authentication scheme lacks type, name or description: ${show(scheme)}.`)
        ensure(AUTHENTICATION_TYPES.includes(String(type)), `The type ${show(type)} is not registered.`)
      }
    },
  },
  {
    id: 'D-004',
    section: 'RFC 7643 §5',
    level: 'SHOULD',
    title: 'the configuration can be read without credentials',
    advice: 'Let anybody read /ServiceProviderConfig, at least its authenticationSchemes.',
    damage: 1,
    async run({ client }) {
      const answer = await client.get('/ServiceProviderConfig', {}, { authorization: '' })
      ensure(
        answer.status === 200,
        `GET /ServiceProviderConfig without credentials was answered with ${answer.status}.`,
      )
    },
  },
  {
    id: 'D-005',
    level: 'MUST',
    title: 'what is announced is there',
    advice: 'Announce only features that work.',
    damage: 4,
    requires: needs('config'),
    async run(context) {
      const { client, discovery } = context
      const user = await context.user()
      const isOffered = (feature: keyof typeof discovery.features): boolean => discovery.features[feature] === undefined
      if (isOffered('patch')) {
        const { status } = await client.patch(context.userPath(user), [
          { op: 'replace', path: 'displayName', value: 'A' },
        ])
        ensure(![404, 405, 501].includes(status), `patch is announced, but PATCH was answered with ${status}.`)
      }
      if (isOffered('bulk')) {
        const { status } = await client.post('/Bulk', { schemas: [], Operations: [] })
        ensure(![404, 405, 501].includes(status), `bulk is announced, but POST /Bulk was answered with ${status}.`)
      }
      if (isOffered('etag')) {
        const answer = await client.get(context.userPath(user))
        ensure(answer.header('etag') !== undefined, 'etag is announced, but a GET of a User has no ETag.')
      }
      if (isOffered('filter')) {
        const { status } = await context.find(`userName eq "${String(user.userName)}"`)
        ensure(status === 200, `filter is announced, but userName eq was answered with ${status}.`)
      }
    },
  },
  {
    id: 'D-025',
    section: 'RFC 7643 §5',
    level: 'CHOICE',
    title: 'links to documentation and specifications are absolute',
    advice: 'Give complete URLs, or leave them out.',
    damage: 1,
    requires: needsOnly('config'),
    async run({ discovery }) {
      const { documentationUri, authenticationSchemes } = discovery.config ?? {}
      const links = [
        documentationUri,
        ...objects(authenticationSchemes).flatMap((scheme) => [scheme.specUri, scheme.documentationUri]),
      ]
      for (const link of links.filter((value) => value !== undefined && value !== null)) {
        ensure(/^https?:\/\//i.test(String(link)), `The link ${show(link)} is not absolute.`)
      }
    },
  },
  {
    id: 'D-022',
    section: 'RFC 9865 §4',
    level: 'SHOULD',
    title: 'cursor paging is announced with what belongs to it',
    advice: 'Give pagination with cursor and index, and the limits as positive integers.',
    damage: 2,
    requires: needs('config'),
    async run(context) {
      const pagination = context.discovery.config?.pagination
      if (!isJsonObject(pagination)) {
        ensure(!(await pagesByCursor(context)), 'Cursors are answered, but pagination is not announced.')
        return context.note('No cursor paging is announced, and none is there.')
      }
      for (const name of ['cursor', 'index']) {
        const value = pagination[name]
        ensure(typeof value === 'boolean', `pagination.${name} is ${show(value ?? null)}, not a boolean.`)
      }
      const { defaultPaginationMethod: method } = pagination
      const isMethod = method === undefined || method === 'cursor' || method === 'index'
      ensure(isMethod, `pagination.defaultPaginationMethod is ${show(method ?? null)}.`)
      for (const name of ['defaultPageSize', 'maxPageSize', 'cursorTimeout']) {
        const value = pagination[name]
        const isLimit = value === undefined || (Number.isInteger(value) && Number(value) > 0)
        ensure(isLimit, `pagination.${name} is ${show(value ?? null)}, not a positive integer.`)
      }
    },
  },
  {
    id: 'D-023',
    section: 'RFC 9967 §4',
    level: 'MUST',
    title: 'asynchronous requests and events are there only when securityEvents says so',
    advice: 'Announce securityEvents with asyncRequest and eventUris, or answer every request at once.',
    damage: 2,
    requires: needs('config'),
    async run(context) {
      const events = context.discovery.config?.securityEvents
      if (events === undefined || events === null) {
        const headers = { prefer: 'respond-async' }
        const { status } = await context.client.post(context.users, context.userBody(), { headers })
        ensure(status !== 202, 'A POST with Prefer: respond-async was answered with 202, which is not announced.')
        return context.note('No events are announced.')
      }
      const words = ['none', 'long', 'request']
      const asyncRequest = String(part(events, 'asyncRequest')).toLowerCase()
      ensure(
        words.includes(asyncRequest),
        `securityEvents.asyncRequest is ${show(part(events, 'asyncRequest') ?? null)}.`,
      )
      const uris = part(events, 'eventUris')
      const isList = uris === undefined || (Array.isArray(uris) && strings(uris).length === uris.length)
      ensure(isList, `securityEvents.eventUris is ${show(uris ?? null)}, no list of URIs.`)
    },
  },
])

/** Whether a query that asks for a cursor is given one. */
async function pagesByCursor(context: CheckContext): Promise<boolean> {
  await context.user()
  await context.user()
  const answer = await context.client.get(context.users, { cursor: '', count: 1 })
  return answer.status === 200 && typeof answer.body.nextCursor === 'string'
}
