/**
 * Queries over all resource types, by GET of the base URL and by POST to its `.search`.
 *
 * @see RFC 7644 §3.4.2.1 Query Endpoints — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.1
 */
import {
  GROUP_SCHEMA,
  isJsonObject,
  type JsonObject,
  PATCH_OP,
  SEARCH_REQUEST,
  USER_SCHEMA,
} from '@scimulator/scim-core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  credentials,
  expectList,
  expectScimError,
  expectStatus,
  sendRaw,
  uniqueName,
  useStrictServer,
} from '../support/index.ts'

const scim = useStrictServer()
const tag = uniqueName('root')

// Three Users and three Groups, whose names interleave.
beforeAll(async () => {
  for (const letter of ['e', 'a', 'c']) {
    await scim.createUser({ userName: `user-${letter}-${tag}`, displayName: `${letter}-${tag}` })
  }
  const { id } = await scim.createUser({ userName: `outside-${tag}` })
  for (const letter of ['d', 'b', 'f']) {
    await scim.createGroup({
      displayName: `${letter}-${tag}`,
      ...(letter === 'b' ? { members: [{ value: id }] } : {}),
    })
  }
})

const OURS = `displayName ew "${tag}"`

const search = (parameters: JsonObject = {}): Promise<Answer> =>
  scim.post('/.search', { schemas: [SEARCH_REQUEST], ...parameters })

function namesIn(answer: Answer): string {
  expectStatus(answer, 200)
  return answer.items.map(({ displayName }) => String(displayName).slice(0, 1)).join('')
}

function typesIn(answer: Answer): unknown[] {
  expectStatus(answer, 200)
  return [...new Set(answer.items.map(({ meta }) => (isJsonObject(meta) ? meta.resourceType : undefined)))]
}

describe('a query over all resource types', () => {
  it('Q-002 Q-001 [MUST] finds Users and Groups, with and without a filter', async () => {
    const all = await scim.get('/')
    expectList(all, 7)
    expect(typesIn(all)).toEqual(['User', 'Group'])
    const filter = 'meta.resourceType eq "User" or meta.resourceType eq "Group"'
    expectList(await scim.get('/', { filter }), 7)
    expect(typesIn(await scim.get('/', { filter: 'meta.resourceType eq "Group"' }))).toEqual(['Group'])
    expectList(await scim.get('/', { filter: `displayName eq "b-${tag}" or userName eq "user-a-${tag}"` }), 2)
  })

  it('Q-004 [MUST] each resource keeps its own schemas, type and location', async () => {
    for (const item of (await scim.get('/', { filter: OURS })).items) {
      const meta = isJsonObject(item.meta) ? item.meta : {}
      const isUser = meta.resourceType === 'User'
      expect(item.schemas).toEqual([isUser ? USER_SCHEMA : GROUP_SCHEMA])
      const path = String(meta.location).slice(scim.baseUrl.length)
      expect(path.startsWith(isUser ? '/Users/' : '/Groups/')).toBe(true)
      expect((await scim.get(path)).body).toEqual(item)
    }
  })

  it.each([
    ['userName pr', ['User']],
    ['members pr', ['Group']],
    ['not (userName pr)', ['Group']],
    ['userName eq "nobody" or displayName pr', ['User', 'Group']],
    [`urn:ietf:params:scim:schemas:core:2.0:User:userName pr`, ['User']],
    ['emails[type eq "work"]', []],
  ])('F-035 Q-012 [MUST] %s: an attribute that a type lacks has no value there', async (filter, types) => {
    expect(typesIn(await scim.get('/', { filter }))).toEqual(types)
    expect(typesIn(await search({ filter }))).toEqual(types)
  })

  it('F-036 [CHOICE] an attribute that no type has, and a filter that fits no type, are refused', async () => {
    expectScimError(await scim.get('/', { filter: 'foo eq "x"' }), 400, 'invalidFilter')
    expectScimError(await scim.get('/', { filter: 'userName eq 5' }), 400, 'invalidFilter')
    expectScimError(await scim.get('/', { sortBy: 'foo' }), 400, 'invalidValue')
  })

  it('O-015 [MUST] a sort puts types without the attribute last, or first when descending', async () => {
    const filter = `${OURS} or userName ew "${tag}"`
    const ascending = await scim.get('/', { filter, sortBy: 'userName' })
    expect(typesIn(ascending)).toEqual(['User', 'Group'])
    expect(ascending.items.slice(1, 4).map(({ userName }) => userName)).toEqual(
      ['a', 'c', 'e'].map((letter) => `user-${letter}-${tag}`),
    )
    const descending = await scim.get('/', { filter, sortBy: 'userName', sortOrder: 'descending' })
    expect(typesIn(descending)).toEqual(['Group', 'User'])
    expect(descending.items.at(-1)?.userName).toBe(`outside-${tag}`)
  })

  it('O-013 [MUST] a sort by what all types have runs through all of them', async () => {
    expect(namesIn(await scim.get('/', { filter: OURS, sortBy: 'displayName' }))).toBe('abcdef')
    expect(namesIn(await scim.get('/', { filter: OURS, sortBy: 'displayName', sortOrder: 'descending' }))).toBe(
      'fedcba',
    )
  })

  it.each<[JsonObject]>([[{}], [{ sortBy: 'displayName' }], [{ sortBy: 'userName' }], [{ sortBy: 'meta.created' }]])(
    'O-012 P-009 [MUST] with %j, pages of every size make up the whole, each with the same total',
    async (parameters) => {
      const whole = (await search({ filter: OURS, ...parameters })).items.map(({ id }) => id)
      expect(whole).toHaveLength(6)
      for (const count of [1, 2, 4, 5]) {
        const paged: unknown[] = []
        for (let startIndex = 1; startIndex <= 6; startIndex += count) {
          const page = await search({ filter: OURS, ...parameters, startIndex, count })
          expectList(page, 6, Math.min(count, 7 - startIndex))
          paged.push(...page.items.map(({ id }) => id))
        }
        expect(paged).toEqual(whole)
      }
      expectList(await search({ filter: OURS, ...parameters, count: 0 }), 6, 0)
      expectList(await search({ filter: OURS, ...parameters, startIndex: 7 }), 6, 0)
    },
  )

  it.each<[JsonObject]>([[{}], [{ sortBy: 'userName' }], [{ sortBy: 'userName', sortOrder: 'descending' }]])(
    'K-001 K-002 K-015 [MUST] with %j, pages by cursor make up the whole, and only the last has no nextCursor',
    async (parameters) => {
      const whole = (await search({ filter: OURS, ...parameters })).items.map(({ id }) => id)
      for (const count of [1, 2, 3, 4, 6, 7]) {
        const paged: unknown[] = []
        let cursor: unknown = ''
        for (let pages = Math.ceil(6 / count); pages > 0; pages -= 1) {
          const page = await search({ filter: OURS, ...parameters, count, cursor: String(cursor) })
          expectList(page, 6, Math.min(count, 6 - paged.length))
          paged.push(...page.items.map(({ id }) => id))
          cursor = page.body.nextCursor
          expect(cursor === undefined).toBe(pages === 1)
        }
        expect(paged).toEqual(whole)
      }
      expectList(await search({ filter: OURS, ...parameters, count: 0, cursor: '' }), 6, 0)
    },
  )

  it('K-005 K-006 [SHOULD] takes no cursor of another list, and none where types are merged', async () => {
    const nextOf = async (path: string) => {
      const { nextCursor } = (await scim.get(path, { filter: OURS, count: '1', cursor: '' })).body
      return String(nextCursor)
    }
    const refused = [
      await scim.get('/', { filter: OURS, count: '1', cursor: await nextOf('/Users') }),
      await scim.get('/Users', { filter: OURS, count: '1', cursor: await nextOf('/') }),
      await scim.get('/', { filter: OURS, count: '1', cursor: 'zzz' }),
      await scim.get('/', { filter: OURS, count: '1', cursor: '', sortBy: 'displayName' }),
    ]
    for (const answer of refused) expectScimError(answer, 400, 'invalidCursor')
  })

  it('A-016 [MUST] a projection is each type’s own; members stay with Groups', async () => {
    const answer = await scim.get('/', { filter: OURS, attributes: 'userName,members', sortBy: 'displayName' })
    const keys = answer.items.map((item) => Object.keys(item).sort().join())
    expect(keys).toEqual([
      'id,schemas,userName',
      'id,members,schemas',
      'id,schemas,userName',
      'id,schemas',
      'id,schemas,userName',
      'id,schemas',
    ])
  })

  it('S-048 [MUST] a password is neither shown nor searched', async () => {
    expectScimError(await scim.get('/', { filter: 'password pr' }), 403, 'sensitive')
  })

  it('Q-013 [CHOICE] discovery resources are no part of it', async () => {
    expect(typesIn(await search({ count: 1000 }))).toEqual(['User', 'Group'])
  })

  it('F-047 [MUST] a page too deep in a list sorted over several types is refused with tooMany, never cut short', async () => {
    const deep = { sortBy: 'displayName', filter: OURS }
    const last = await scim.get('/', { ...deep, startIndex: '9999', count: '2' })
    expectList(last, 6, 0)
    for (const page of [
      { startIndex: '10000', count: '2' },
      { startIndex: '10001', count: '1' },
      { startIndex: '9500', count: '1000' },
      { startIndex: '1000000000', count: '1' },
    ]) {
      expectScimError(await scim.get('/', { ...deep, ...page }), 400, 'tooMany', /10000/)
      const { startIndex, count } = page
      const body = { ...deep, startIndex: Number(startIndex), count: Number(count) }
      expectScimError(await search(body), 400, 'tooMany')
    }
    // The total costs nothing, one type has an order of its own, and without a sort there is nothing to merge.
    expectList(await scim.get('/', { ...deep, startIndex: '1000000', count: '0' }), 6, 0)
    const users = { ...deep, filter: `${OURS} and meta.resourceType eq "User"` }
    expectList(await scim.get('/', { ...users, startIndex: '1000000', count: '5' }), 3, 0)
    expectList(await scim.get('/', { filter: OURS, startIndex: '1000000', count: '5' }), 6, 0)
  })

  it('Q-005 Q-007 [MUST] .search at the root is the same list, and creates nothing', async () => {
    for (const parameters of [{ sortBy: 'displayName' }, { startIndex: 3, count: 2 }, { attributes: 'displayName' }]) {
      const query = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]))
      const byGet = await scim.get('/', { filter: OURS, ...query })
      const byPost = await search({ filter: OURS, ...parameters })
      expectStatus(byPost, 200)
      expect(byPost.body).toEqual(byGet.body)
    }
    expectList(await scim.get('/'), 7)
  })

  it('Q-006 Q-008 Q-009 [MUST] .search at the root wants a SearchRequest, and nothing more', async () => {
    expectScimError(await scim.post('/.search', {}), 400, 'invalidSyntax')
    expectScimError(await scim.post('/.search', { schemas: [PATCH_OP] }), 400, 'invalidSyntax')
    expectScimError(await search({ count: 'ten' }), 400, 'invalidValue')
    expectList(await search(), 7)
  })

  it('Q-011 E-019 [CHOICE] other methods are not allowed: 405', async () => {
    expectScimError(await scim.get('/.search'), 405)
    expectScimError(await scim.post('/', {}), 405)
    expectScimError(await scim.delete('/'), 405)
  })

  it('R-014 [CHOICE] the base URL is the root with and without its last slash', async () => {
    const headers = ['Accept: application/scim+json', credentials(scim)]
    expect((await sendRaw(scim.baseUrl, 'GET', '', headers)).status).toBe(200)
    expect((await sendRaw(scim.baseUrl, 'GET', '?count=0', headers)).status).toBe(200)
  })
})
