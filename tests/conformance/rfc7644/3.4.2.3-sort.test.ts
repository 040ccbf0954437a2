/**
 * Sorting.
 *
 * @see RFC 7644 §3.4.2.3 Sorting — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.3
 */
import { ENTERPRISE_USER_SCHEMA, SEARCH_REQUEST, USER_SCHEMA } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { type Answer, clockPast, expectScimError, makePeople, useStrictServer } from '../support/index.ts'

const scim = useStrictServer()

describe('order', () => {
  it('O-001 [MAY] is offered: sort.supported is true at every list, and sortBy is never ignored', async () => {
    expect((await scim.get('/ServiceProviderConfig')).body.sort).toEqual({ supported: true })
    const people = await makePeople(scim, { b: { title: 'b' }, c: { title: 'c' }, a: { title: 'a' } })
    const filter = `userName ew "${people.tag}"`
    const titles = (answer: Answer): unknown[] => answer.items.map(({ title }) => title)
    const query = { filter, sortBy: 'title', sortOrder: 'descending' }
    const search = { schemas: [SEARCH_REQUEST], ...query }
    expect(titles(await scim.get('/Users', { filter }))).toEqual(['b', 'c', 'a'])
    for (const answer of [
      await scim.get('/Users', query),
      await scim.get('', query),
      await scim.post('/Users/.search', search),
      await scim.post('/.search', search),
    ]) {
      expect(titles(answer)).toEqual(['c', 'b', 'a'])
    }
    expectScimError(await scim.get('/Users', { filter, sortBy: 'noSuchAttribute' }), 400, 'invalidValue')
  })

  it('O-001 O-002 [MUST] ascending unless asked otherwise', async () => {
    const people = await makePeople(scim, { b: { title: 'b' }, c: { title: 'c' }, a: { title: 'a' } })
    expect((await scim.get('/ServiceProviderConfig')).body.sort).toEqual({ supported: true })
    expect(await people.inOrder({ sortBy: 'title' })).toEqual(['a', 'b', 'c'])
    expect(await people.inOrder({ sortBy: 'title', sortOrder: 'ascending' })).toEqual(['a', 'b', 'c'])
    expect(await people.inOrder({ sortBy: 'title', sortOrder: 'descending' })).toEqual(['c', 'b', 'a'])
  })

  it('O-004 [MUST] without regard to case where the attribute has none', async () => {
    const people = await makePeople(scim, {
      B: { title: 'B' },
      c: { title: 'c' },
      a: { title: 'a' },
      E: { title: 'É' },
    })
    expect(await people.inOrder({ sortBy: 'title' })).toEqual(['a', 'B', 'c', 'E'])
    expect((await people.inOrder({ sortBy: 'userName' })).slice(0, 3)).toEqual(['a', 'B', 'c'])
  })

  it('O-005 [MUST] by case where the attribute is case-exact', async () => {
    const people = await makePeople(scim, { a: { externalId: 'a' }, B: { externalId: 'B' } })
    expect(await people.inOrder({ sortBy: 'externalId' })).toEqual(['B', 'a'])
  })

  it('O-006 [MUST] those without a value come last, in descending order first', async () => {
    const people = await makePeople(scim, { none: {}, b: { title: 'b' }, a: { title: 'a' } })
    expect(await people.inOrder({ sortBy: 'title' })).toEqual(['a', 'b', 'none'])
    expect(await people.inOrder({ sortBy: 'title', sortOrder: 'descending' })).toEqual(['none', 'b', 'a'])
  })

  it('O-007 [MUST] a list counts by its primary element, else by its first', async () => {
    const people = await makePeople(scim, {
      second: { emails: [{ value: 'z@x' }, { value: 'a@x' }] },
      first: { emails: [{ value: 'z@x' }, { value: 'b@x', primary: true }] },
    })
    expect(await people.inOrder({ sortBy: 'emails.value' })).toEqual(['first', 'second'])
    expect(await people.inOrder({ sortBy: 'emails' })).toEqual(['first', 'second'])
  })

  it('O-008 [MUST] a complex attribute needs one of its sub-attributes', async () => {
    const people = await makePeople(scim, { b: { name: { familyName: 'b' } }, a: { name: { familyName: 'a' } } })
    expect(await people.inOrder({ sortBy: 'name.familyName' })).toEqual(['a', 'b'])
    expectScimError(await scim.get('/Users', { sortBy: 'name' }), 400, 'invalidValue', /name/)
  })

  it('O-009 [MUST] dateTimes sort by their instant', async () => {
    const people = await makePeople(scim, { first: {}, second: {}, third: {} })
    await clockPast((await scim.user(people.id('third'))).meta.lastModified)
    await scim.patch(`/Users/${people.id('first')}`, [{ op: 'add', path: 'title', value: 'T' }])
    expect((await people.inOrder({ sortBy: 'meta.lastModified', sortOrder: 'descending' }))[0]).toBe('first')
    expect((await people.inOrder({ sortBy: 'meta.lastModified' })).at(-1)).toBe('first')
  })

  it('O-010 [MUST] sortBy takes full names, in any case', async () => {
    const people = await makePeople(scim, {
      b: { title: 'b', [ENTERPRISE_USER_SCHEMA]: { department: 'a' } },
      a: { title: 'a', [ENTERPRISE_USER_SCHEMA]: { department: 'b' } },
    })
    expect(await people.inOrder({ sortBy: `${ENTERPRISE_USER_SCHEMA}:department` })).toEqual(['b', 'a'])
    expect(await people.inOrder({ sortBy: `${USER_SCHEMA.toUpperCase()}:TITLE` })).toEqual(['a', 'b'])
    expect(await people.inOrder({ sortBy: 'TITLE' })).toEqual(['a', 'b'])
  })

  it('O-012 [CHOICE] equal values keep one order, so that pages neither overlap nor leave out', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `u${String(at).padStart(2, '0')}`)
    const people = await makePeople(scim, Object.fromEntries(names.map((name) => [name, { title: 'same' }])))
    for (const sortOrder of ['ascending', 'descending']) {
      const seen: string[] = []
      for (let startIndex = 1; startIndex <= 30; startIndex += 7) {
        seen.push(...(await people.inOrder({ sortBy: 'title', sortOrder, startIndex: String(startIndex), count: '7' })))
      }
      expect(seen).toHaveLength(30)
      expect([...seen].sort()).toEqual(names)
    }
  })

  it('O-013 [MUST] the list is sorted before it is cut into pages', async () => {
    const people = await makePeople(scim, {
      d: { title: 'd' },
      c: { title: 'c' },
      b: { title: 'b' },
      a: { title: 'a' },
    })
    expect(await people.inOrder({ sortBy: 'title', count: '2' })).toEqual(['a', 'b'])
    expect(await people.inOrder({ sortBy: 'title', count: '2', startIndex: '3' })).toEqual(['c', 'd'])
  })

  it('O-014 [CHOICE] sortOrder without sortBy has no effect', async () => {
    const people = await makePeople(scim, { b: {}, a: {} })
    expect(await people.inOrder({ sortOrder: 'descending' })).toEqual(await people.inOrder({}))
  })
})

describe('mistakes', () => {
  it.each(['desc', 'Ascending', '', 'DESCENDING'])('O-003 [MUST] sortOrder=%s is refused', async (sortOrder) => {
    expectScimError(await scim.get('/Users', { sortBy: 'title', sortOrder }), 400, 'invalidValue', /sortOrder/)
  })

  it.each(['foo', 'name.foo', 'urn:example:x:foo', 'a b', ''])(
    'O-011 [CHOICE] sortBy=%j is refused',
    async (sortBy) => {
      expectScimError(await scim.get('/Users', { sortBy }), 400, 'invalidValue', /sortBy/)
    },
  )

  it('O-016 [SHOULD] nothing is sorted by the password', async () => {
    expectScimError(await scim.get('/Users', { sortBy: 'password' }), 400, 'invalidValue')
  })
})
