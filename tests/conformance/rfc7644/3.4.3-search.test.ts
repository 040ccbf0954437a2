/**
 * Queries by POST to `.search`.
 *
 * @see RFC 7644 §3.4.3 Querying Resources Using HTTP POST — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.3
 */
import { type JsonObject, PATCH_OP, SEARCH_REQUEST } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { expectList, expectScimError, expectStatus, makePeople, useStrictServer } from '../support/index.ts'

const scim = useStrictServer()

const search = (parameters: JsonObject = {}, path = '/Users') =>
  scim.post(`${path}/.search`, { schemas: [SEARCH_REQUEST], ...parameters })

describe('.search', () => {
  it('Q-005 [MUST] is a query: 200, a list, and nothing is created', async () => {
    const people = await makePeople(scim, { one: {} })
    const before = (await scim.get('/Users', { count: '0' })).body.totalResults
    expectList(await search({ filter: `userName eq "one${people.tag}"` }), 1)
    expect((await scim.get('/Users', { count: '0' })).body.totalResults).toBe(before)
    const group = await scim.createGroup()
    expectList(await search({ filter: `id eq "${group.id}"` }, '/Groups'), 1)
  })

  it.each<[string, JsonObject]>([
    ['no schemas', {}],
    ['no such URI', { schemas: [] }],
    ['the URI of another message', { schemas: [PATCH_OP] }],
    ['a string for schemas', { schemas: SEARCH_REQUEST }],
  ])('Q-006 [MUST] a body with %s: invalidSyntax', async (_case, body) => {
    expectScimError(await scim.post('/Users/.search', body), 400, 'invalidSyntax', /schemas/)
  })

  it.each([
    [{ sortBy: 'title' }],
    [{ sortBy: 'title', sortOrder: 'descending' }],
    [{ startIndex: '2', count: '2' }],
    [{ sortBy: 'title', count: '1', startIndex: '3' }],
    [{ count: '0' }],
    [{ attributes: 'userName' }],
    [{ attributes: 'name.givenName,title' }],
    [{ excludedAttributes: 'title,meta' }],
  ])('Q-007 A-016 [MUST] %j gives the same list as by GET', async (parameters) => {
    const people = await makePeople(scim, {
      b: { title: 'b', name: { givenName: 'B' } },
      a: { title: 'a', name: { givenName: 'A', familyName: 'X' } },
      none: {},
    })
    const filter = `userName ew "${people.tag}"`
    const byGet = await scim.get('/Users', { filter, ...parameters })
    const asJson = (name: string, text: string) => {
      if (/attributes$/i.test(name)) return text.split(',')
      return /^\d+$/.test(text) ? Number(text) : text
    }
    const body = Object.fromEntries(Object.entries(parameters).map(([name, text]) => [name, asJson(name, text)]))
    const byPost = await search({ filter, ...body })
    expectStatus(byGet, 200)
    expect(byPost.body).toEqual(byGet.body)
    expect(byGet.body.totalResults).toBe(3)
  })

  it.each<[JsonObject]>([
    [{ count: 'ten' }],
    [{ startIndex: {} }],
    [{ filter: 5 }],
    [{ sortBy: ['title'] }],
    [{ attributes: [5] }],
    [{ attributes: { userName: true } }],
    [{ sortOrder: true }],
  ])('Q-008 [CHOICE] the wrong JSON type in %j: invalidValue', async (parameters) => {
    expectScimError(await search(parameters), 400, 'invalidValue')
  })

  it('Q-008 F-038 [CHOICE] a filter that is no filter: invalidFilter', async () => {
    expectScimError(await search({ filter: 'userName eq' }), 400, 'invalidFilter')
  })

  it('Q-009 [MUST] without parameters it lists everything', async () => {
    await scim.createUser()
    const { totalResults } = (await scim.get('/Users', { count: '0' })).body
    const answer = await search()
    expectStatus(answer, 200)
    expect(answer.body.totalResults).toBe(totalResults)
    expect(answer.items.length).toBeGreaterThan(0)
  })

  it('Q-011 [CHOICE] GET is not allowed there', async () => {
    const answer = await scim.get('/Users/.search')
    expectScimError(answer, 405)
    expect(answer.header('allow')).toBe('POST')
  })
})
