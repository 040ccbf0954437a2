/**
 * Lists and their pages.
 *
 * @see RFC 7644 §3.4.2 Query Resources, §3.4.2.4 Pagination — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.4
 */
import { LIST_RESPONSE, SEARCH_REQUEST, USER_SCHEMA } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { expectList, expectScimError, expectStatus, makePeople, useStrictServer } from '../support/index.ts'

const scim = useStrictServer()

const letters = 'abcde'
const five = () => makePeople(scim, Object.fromEntries([...letters].map((letter) => [letter, { title: 'T' }])))

describe('pages', () => {
  it('P-001 [MUST] startIndex counts from 1, which is the default', async () => {
    const people = await five()
    const first = await people.page({ count: '2' })
    expect(first.body.startIndex).toBe(1)
    expect((await people.page({ count: '2', startIndex: '1' })).text).toBe(first.text)
    expect(await people.inOrder({ count: '2', startIndex: '2' })).toEqual(['b', 'c'])
  })

  it.each(['0', '-5', '-9007199254740991'])('P-002 [MUST] startIndex=%s counts as 1', async (startIndex) => {
    const people = await five()
    const answer = await people.page({ startIndex, count: '2' })
    expectList(answer, 5, 2)
    expect(answer.body.startIndex).toBe(1)
    expect(answer.items.map(people.nameOf)).toEqual(['a', 'b'])
  })

  it.each(['0', '-3'])('P-003 P-004 [MUST] count=%s asks for the total alone', async (count) => {
    const people = await five()
    const answer = await people.page({ count })
    expectList(answer, 5, 0)
  })

  it('P-005 P-007 [MUST] no more than count come back, and itemsPerPage says how many', async () => {
    const people = await five()
    expectList(await people.page({ count: '2' }), 5, 2)
    expectList(await people.page({ count: '10' }), 5, 5)
    expectList(await people.page({ count: '2', startIndex: '5' }), 5, 1)
  })

  it('P-006 [CHOICE] a count above the maximum is cut to it without complaint', async () => {
    const people = await five()
    const answer = await people.page({ count: '100000' })
    expectList(answer, 5, 5)
    const { filter } = (await scim.get('/ServiceProviderConfig')).body
    expect(filter).toMatchObject({ supported: true, maxResults: 1000 })
  })

  it('P-008 P-009 [MUST] every page has the same total and says where it starts', async () => {
    const people = await five()
    const pages = [await people.page({ count: '3' }), await people.page({ count: '3', startIndex: '4' })]
    expect(pages.map(({ body }) => [body.totalResults, body.startIndex, body.itemsPerPage])).toEqual([
      [5, 1, 3],
      [5, 4, 2],
    ])
  })

  it('P-010 [CHOICE] past the end the list is empty and the total true', async () => {
    const people = await five()
    const answer = await people.page({ startIndex: '9999' })
    expectList(answer, 5, 0)
    expect(answer.body.Resources).toEqual([])
  })

  it.each(['abc', '1.5', '', ' 1', '1e3', '99999999999999999999', '0x10', 'NaN'])(
    'P-011 [CHOICE] %j is no integer: invalidValue',
    async (text) => {
      expectScimError(await scim.get('/Users', { count: text }), 400, 'invalidValue', /count/)
      expectScimError(await scim.get('/Users', { startIndex: text }), 400, 'invalidValue', /startIndex/)
    },
  )

  it('P-012 [MUST] a walk through the pages meets every resource once', async () => {
    const names = Array.from({ length: 53 }, (_, at) => `u${String(at).padStart(2, '0')}`)
    const people = await makePeople(scim, Object.fromEntries(names.map((name) => [name, {}])))
    const seen: string[] = []
    for (let startIndex = 1; startIndex <= 53; startIndex += 10) {
      seen.push(...(await people.inOrder({ startIndex: String(startIndex), count: '10' })))
    }
    expect(seen).toEqual(names)
  })

  it('P-013 [MUST] without a count the server chooses the page and says so', async () => {
    const names = Array.from({ length: 105 }, (_, at) => `v${at}`)
    const people = await makePeople(scim, Object.fromEntries(names.map((name) => [name, {}])))
    const answer = await people.page({})
    expectList(answer, 105, 100)
    expect(answer.body.startIndex).toBe(1)
  })
})

describe('the ListResponse', () => {
  it('P-014 P-015 Q-001 [MUST] has its schema, numbers that are numbers, and Resources', async () => {
    const people = await five()
    const { body } = await people.page({ count: '1', attributes: 'userName' })
    expect(body).toEqual({
      schemas: [LIST_RESPONSE],
      totalResults: 5,
      startIndex: 1,
      itemsPerPage: 1,
      Resources: [{ schemas: [USER_SCHEMA], id: people.id('a'), userName: `a${people.tag}` }],
    })
  })

  it('P-016 [MUST] .search takes the same numbers as JSON integers', async () => {
    const people = await five()
    const search = (parameters: object) =>
      scim.post('/Users/.search', {
        schemas: [SEARCH_REQUEST],
        filter: `userName ew "${people.tag}"`,
        ...parameters,
      })
    expectList(await search({ startIndex: 0, count: -1 }), 5, 0)
    const answer = await search({ startIndex: 4, count: 10 })
    expectList(answer, 5, 2)
    expect(answer.items.map(people.nameOf)).toEqual(['d', 'e'])
    expectScimError(await search({ count: 1.5 }), 400, 'invalidValue')
  })

  it('Q-004 [MUST] each resource in a list is as a GET shows it', async () => {
    const people = await five()
    const answer = await people.page({})
    expectStatus(answer, 200)
    for (const item of answer.items) expect(item).toEqual(await scim.user(String(item.id)))
  })
})
