import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPatch, aUser, serve, type TestServer } from './serve.ts'

/** A request that wants more than it may, and how it is refused. */
type Refusal = [what: string, method: string, path: string, body: JsonObject | undefined, status: number, type?: string]

const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'
const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))
const nested = (depth: number): JsonValue => (depth === 0 ? 1 : [nested(depth - 1)])
const search = (more: JsonObject): JsonObject => ({ schemas: [SEARCH], ...more })
const anyOf = (count: number): string => times(count, (at) => `value eq "${at}"`).join(' or ')
const names = (count: number): string => times(count, (at) => `a${at}`).join(',')
const filter = (text: string): string => `/Users?filter=${encodeURIComponent(text)}`
const replace = (path: string, value: JsonValue = 'x'): JsonObject => aPatch({ op: 'replace', path, value })
const remove = { op: 'remove', path: 'title' }

const refusals: readonly Refusal[] = [
  [
    'F-048 a filter of 8,193 characters',
    'GET',
    filter(`title eq "${'x'.repeat(8182)}"`),
    undefined,
    400,
    'invalidFilter',
  ],
  [
    'F-048 a filter of half a million',
    'POST',
    '/Users/.search',
    search({ filter: 'a'.repeat(500_000) }),
    400,
    'invalidFilter',
  ],
  [
    'F-048 a filter of 51 levels',
    'GET',
    filter(`${'('.repeat(51)}title pr${')'.repeat(51)}`),
    undefined,
    400,
    'invalidFilter',
  ],
  [
    'F-048 a filter of 4,000 levels',
    'POST',
    '/Users/.search',
    search({ filter: 'not ('.repeat(1600) }),
    400,
    'invalidFilter',
  ],
  ['F-048 a filter of 201 expressions', 'POST', '/Users/.search', search({ filter: anyOf(201) }), 400, 'invalidFilter'],
  ['F-048 a value path of 201 expressions', 'GET', filter(`emails[${anyOf(201)}]`), undefined, 400, 'invalidFilter'],
  ['IP-08 a list of 1,001 attributes', 'GET', `/Users?attributes=${names(1001)}`, undefined, 400, 'invalidValue'],
  [
    'IP-08 a list of 100,000 attributes',
    'POST',
    '/Users/.search',
    search({ excludedAttributes: [names(100_000)] }),
    400,
    'invalidValue',
  ],
  [
    'IP-21 a sort path of half a million dots',
    'POST',
    '/Users/.search',
    search({ sortBy: 'a.'.repeat(250_000) }),
    400,
    'invalidValue',
  ],
  ['IP-21 a sort path of 9,000 letters', 'GET', `/Users?sortBy=${'a'.repeat(9000)}`, undefined, 400, 'invalidValue'],
  ['IP-22 a PATCH of 1,001 operations', 'PATCH', '/Users/x', aPatch(...times(1001, () => remove)), 413],
  ['IP-22 a PATCH of more than a mebibyte', 'PATCH', '/Users/x', replace('title', 'x'.repeat(1_100_000)), 413],
  ['IP-22 a PATCH value of 31 levels', 'PATCH', '/Users/x', replace('emails', nested(31)), 400, 'invalidSyntax'],
  ['IP-21 a PATCH path of 1,025 characters', 'PATCH', '/Users/x', replace('a'.repeat(1025)), 400, 'invalidPath'],
  [
    'IP-22 a PATCH path of 201 expressions',
    'PATCH',
    '/Users/x',
    replace(`emails[${anyOf(201)}].type`),
    400,
    'invalidFilter',
  ],
  ['IP-05 a body of 33 levels', 'POST', '/Users', aUser('deep', { x: nested(32) }), 400, 'invalidSyntax'],
  ['IP-08 a body of more than a mebibyte', 'POST', '/Users', aUser('large', { title: 'x'.repeat(1_100_000) }), 413],
  ['IP-08 a text of 65,537 bytes', 'POST', '/Users', aUser('long', { title: 'x'.repeat(65_537) }), 400, 'invalidValue'],
  [
    'IP-07 10,000 unknown schemas',
    'POST',
    '/Users',
    { ...aUser('many'), schemas: times(10_000, (at) => `urn:x:${at}`) },
    400,
    'invalidValue',
  ],
  ['IP-33 a userName of 1,001 bytes', 'POST', '/Users', aUser('x'.repeat(1001)), 400, 'invalidValue'],
  ['IP-33 an id of 513 characters', 'GET', `/Users/${'x'.repeat(513)}`, undefined, 404],
  [
    'IP-23 a bulk request of 1,001 operations',
    'POST',
    '/Bulk',
    { schemas: [BULK], Operations: times(1001, () => ({ method: 'DELETE', path: '/Users/x' })) },
    413,
  ],
  [
    'IP-08 a bulk request of more than two mebibytes',
    'POST',
    '/Bulk',
    { schemas: [BULK], Operations: [{ x: 'x'.repeat(2_200_000) }] },
    413,
  ],
]

describe('Z-023 [CHOICE] by its limits a router refuses', () => {
  let server: TestServer
  let user = ''

  beforeAll(async () => {
    server = await serve()
    user = String((await server.request('POST', '/Users', { body: aUser('ada') })).body.id)
  })

  afterAll(() => server.close())

  it.each(refusals)('%s', async (_what, method, path, body, status, scimType) => {
    const target = path.replace('/Users/x', `/Users/${user}`)
    const answer = await server.request(method, target, body === undefined ? {} : { body })
    expect([answer.status, answer.body.scimType]).toEqual([status, scimType])
    expect(answer.text.length).toBeLessThan(1000)
    expect(server.errors).toEqual([])
  })

  it('and what it refused has changed nothing', async () => {
    const { body } = await server.request('GET', '/Users')
    expect(body.totalResults).toBe(1)
    expect((await server.request('GET', `/Users/${user}`)).body.meta).toMatchObject({ version: 'W/"1"' })
  })
})
