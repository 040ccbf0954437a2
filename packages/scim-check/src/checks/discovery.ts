/**
 * @see RFC 7644 §4 Service Provider Configuration Endpoints — https://www.rfc-editor.org/rfc/rfc7644#section-4
 */
import { LIST_RESPONSE, RESOURCE_TYPE_SCHEMA, SCHEMA_SCHEMA } from '@scimulator/scim-core'
import { type Check, defineChecks } from '../check.ts'
import { needs, needsOnly } from '../discovery/discovery.ts'
import { ensure, show } from '../failure.ts'
import { hasUrn, metaOf, objects } from './support.ts'

const _AUTHENTICATION_TYPES = ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest']
const COLLECTIONS = ['/Schemas', '/ResourceTypes'] as const

/** What the discovery endpoints are. */
export const DISCOVERY_CHECKS: readonly Check[] = defineChecks('RFC 7644 §4', [
  {
    id: 'D-006',
    section: 'RFC 7643 §5',
    level: 'MUST',
    title: 'discovery resources are read-only',
    advice: 'Answer POST, PUT, PATCH and DELETE there with 405 and an Allow header.',
    damage: 3,
    async run({ client }) {
      for (const path of ['/ServiceProviderConfig', ...COLLECTIONS]) {
        for (const method of ['POST', 'PUT']) (await client.send(method, path, {})).expect(405, 501, 403, 404)
      }
    },
  },
  {
    id: 'D-007',
    level: 'MUST',
    title: '/Schemas is a list of every schema',
    advice: 'Answer GET /Schemas with a ListResponse whose totalResults is the number of Resources.',
    damage: 2,
    async run({ client }) {
      const answer = (await client.get('/Schemas')).expect(200)
      ensure(hasUrn(answer.body.schemas, LIST_RESPONSE), 'GET /Schemas is no ListResponse.')
      const { totalResults } = answer.body
      ensure(
        totalResults === answer.items.length,
        `totalResults ${show(totalResults)} for ${answer.items.length} schemas.`,
      )
      ensure(answer.items.length > 0, 'No schema is listed.')
    },
  },
  {
    id: 'D-008',
    level: 'MUST',
    title: '/Schemas/{urn} is that schema, an unknown one 404',
    advice: 'Serve each schema under its URN, colons encoded or not.',
    damage: 2,
    requires: needsOnly('schemas'),
    async run({ client, discovery }) {
      const urn = String(discovery.schemas?.[0]?.id)
      for (const id of [urn, encodeURIComponent(urn)]) {
        const { body } = (await client.get(`/Schemas/${id}`)).expect(200)
        ensure(body.id === urn, `GET /Schemas/${id} shows the id ${show(body.id ?? null)}.`)
      }
      ;(await client.get('/Schemas/urn:example:params:scim:schemas:none')).expect(404)
    },
  },
  {
    id: 'D-009',
    level: 'MUST',
    title: '/ResourceTypes is a list, /ResourceTypes/{name} one type, an unknown one 404',
    advice: 'Serve the list as a ListResponse and each type under its id.',
    damage: 2,
    async run({ client }) {
      const answer = (await client.get('/ResourceTypes')).expect(200)
      ensure(hasUrn(answer.body.schemas, LIST_RESPONSE), 'GET /ResourceTypes is no ListResponse.')
      for (const { id, name } of answer.items) {
        const single = (await client.get(`/ResourceTypes/${encodeURIComponent(String(id ?? name))}`)).expect(200)
        ensure(single.body.name === name, `It shows the name ${show(single.body.name ?? null)}.`)
      }
      ;(await client.get('/ResourceTypes/NoSuchType')).expect(404)
    },
  },
  {
    id: 'D-010',
    section: 'RFC 7643 §6',
    level: 'MUST',
    title: 'every resource type has a name, a schema, and an endpoint below the base that answers',
    advice: 'Give endpoint as a path relative to the base, such as /Users.',
    damage: 3,
    requires: needsOnly('resourceTypes'),
    async run({ client, discovery }) {
      for (const type of discovery.resourceTypes ?? []) {
        const { name, endpoint, schema } = type
        const isComplete = [name, endpoint, schema].every((text) => typeof text === 'string' && text !== '')
        ensure(isComplete, `A resource type lacks name, endpoint or schema: ${show(type)}.`)
        ensure(!/^https?:/i.test(String(endpoint)), `The endpoint ${show(endpoint)} is absolute.`)
        for (const extension of objects(type.schemaExtensions)) {
          const isWhole = typeof extension.schema === 'string' && typeof extension.required === 'boolean'
          ensure(isWhole, `A schema extension lacks schema or required: ${show(extension)}.`)
        }
        ;(await client.get(`/${String(endpoint).replace(/^\/+/, '')}`, { count: 1 })).expect(200)
      }
    },
  },
  {
    id: 'D-011',
    section: 'RFC 7643 §6',
    level: 'MUST',
    title: 'every schema that a resource type names is under /Schemas',
    advice: 'List core schemas and extensions alike under /Schemas.',
    damage: 2,
    requires: needsOnly('resourceTypes', 'schemas'),
    async run({ discovery }) {
      const known = new Set(discovery.schemas?.map(({ id }) => String(id).toLowerCase()))
      const named = (discovery.resourceTypes ?? []).flatMap(({ schema, schemaExtensions }) => [
        String(schema),
        ...objects(schemaExtensions).map((extension) => String(extension.schema)),
      ])
      for (const urn of named) ensure(known.has(urn.toLowerCase()), `The schema ${urn} is not under /Schemas.`)
    },
  },
  {
    id: 'D-012',
    section: 'RFC 7643 §6',
    level: 'MUST',
    title: 'the name of a resource type is the resourceType of its resources',
    advice: 'Write the same word in ResourceType.name and meta.resourceType.',
    damage: 2,
    requires: needs('resourceTypes'),
    async run(context) {
      const { discovery } = context
      const type = discovery.resourceTypes?.find(({ endpoint }) => String(endpoint).endsWith(context.users))
      const { resourceType } = metaOf(await context.user())
      ensure(resourceType === type?.name, `A User is of resourceType ${show(resourceType ?? null)}.`)
    },
  },
  {
    id: 'D-013',
    section: 'RFC 7644 §3.1',
    level: 'MUST',
    title: 'messages are no schemas',
    advice: 'Leave urn:ietf:params:scim:api:messages:... out of /Schemas.',
    damage: 1,
    requires: needsOnly('schemas'),
    async run({ client, discovery }) {
      const message = discovery.schemas?.find(({ id }) => /:api:messages:/i.test(String(id)))
      ensure(message === undefined, `/Schemas lists ${show(message?.id ?? null)}.`)
      ;(await client.get(`/Schemas/${LIST_RESPONSE}`)).expect(404)
    },
  },
  {
    id: 'D-016',
    section: 'RFC 7643 §7',
    level: 'CHOICE',
    title: 'schemas and resource types carry their own schemas and meta',
    advice: 'Add schemas and meta: strict clients read them.',
    damage: 1,
    requires: needsOnly('schemas', 'resourceTypes'),
    async run({ discovery }) {
      for (const [list, urn] of [
        [discovery.schemas, SCHEMA_SCHEMA],
        [discovery.resourceTypes, RESOURCE_TYPE_SCHEMA],
      ] as const) {
        for (const item of list ?? []) {
          ensure(hasUrn(item.schemas, urn), `${show(item.id ?? item.name ?? null)} does not carry ${urn}.`)
          ensure(typeof metaOf(item).location === 'string', `${show(item.id ?? null)} has no meta.location.`)
        }
      }
    },
  },
  {
    id: 'D-017',
    level: 'MUST',
    title: 'paging, sorting and projection are ignored on discovery endpoints',
    advice: 'Do not run discovery through the code that pages lists.',
    damage: 2,
    requires: needsOnly('schemas', 'resourceTypes'),
    async run({ client, discovery }) {
      for (const [path, list] of [
        ['/Schemas', discovery.schemas],
        ['/ResourceTypes', discovery.resourceTypes],
      ] as const) {
        const { items } = (await client.get(path, { startIndex: 2, count: 0, attributes: 'id' })).expect(200)
        ensure(items.length === list?.length, `${path} with paging shows ${items.length} of ${list?.length ?? 0}.`)
        ensure(items[0]?.name !== undefined, `${path} with attributes=id lacks the name.`)
      }
    },
  },
  {
    id: 'D-018',
    level: 'SHOULD',
    title: 'a filter on a discovery endpoint is refused with 403',
    advice: 'Answer 403: a filter that is ignored makes the whole list look like the matches.',
    damage: 2,
    requires: needsOnly('schemas', 'resourceTypes'),
    async run({ client }) {
      for (const path of COLLECTIONS) (await client.get(path, { filter: 'id eq "x"' })).expect(403)
    },
  },
  {
    id: 'D-019',
    section: 'RFC 7643 §7',
    level: 'MUST',
    title: 'the id of a schema is its URI',
    advice: 'Use the URN as id.',
    damage: 2,
    requires: needsOnly('schemas'),
    async run({ discovery }) {
      for (const { id } of discovery.schemas ?? []) {
        ensure(typeof id === 'string' && /^urn:/i.test(id), `A schema has the id ${show(id ?? null)}.`)
      }
    },
  },
  {
    id: 'D-020',
    level: 'MUST',
    title: 'the meta.location of discovery resources leads there',
    advice: 'Write the address by which clients reach the resource.',
    damage: 2,
    requires: needsOnly('schemas', 'resourceTypes'),
    async run({ client, discovery }) {
      for (const item of [...(discovery.schemas ?? []), ...(discovery.resourceTypes ?? [])]) {
        const { location } = metaOf(item)
        if (typeof location !== 'string') continue
        const base = new URL(client.baseUrl).pathname
        const { pathname } = new URL(location, `${client.baseUrl}/`)
        ensure(pathname.startsWith(`${base}/`), `${location} does not lie below the base ${client.baseUrl}.`)
        const { body } = (await client.get(pathname.slice(base.length))).expect(200)
        ensure(body.id === item.id && body.name === item.name, `${location} leads to another resource.`)
      }
    },
  },
  {
    id: 'D-021',
    section: 'RFC 7644 §3.2',
    level: 'SHOULD',
    title: 'the endpoint of a resource type is the plural of its name',
    advice: 'Serve a type Device under /Devices.',
    damage: 1,
    requires: needsOnly('resourceTypes'),
    async run({ discovery }) {
      for (const { name, endpoint } of discovery.resourceTypes ?? []) {
        const word = String(name).toLowerCase()
        const segment =
          String(endpoint)
            .toLowerCase()
            .split('/')
            .findLast((part) => part !== '') ?? ''
        const isUsual = word !== 'user' && word !== 'group'
        // Plurals are many: person and people share two letters, equipment has none of its own.
        const isPlural = isUsual ? segment.startsWith(word.slice(0, 2)) : segment === `${word}s`
        ensure(isPlural, `The endpoint of ${String(name)} is ${show(endpoint ?? null)}.`)
      }
    },
  },
  {
    id: 'D-024',
    section: 'RFC 7644 §3.8',
    level: 'MUST',
    title: 'discovery is answered with application/scim+json',
    advice: 'Set Content-Type: application/scim+json on discovery too.',
    damage: 2,
    async run({ client }) {
      for (const path of ['/ServiceProviderConfig', ...COLLECTIONS]) {
        const type = (await client.get(path)).expect(200).header('content-type')
        ensure(
          /^application\/scim\+json\b/i.test(type ?? ''),
          `GET ${path} has the Content-Type ${show(type ?? null)}.`,
        )
      }
    },
  },
])
