import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, serve, type TestServer } from './serve.ts'

/** A defect meets a search by POST and the operations of a bulk request as it meets the requests they stand for. */
let server: TestServer
let made = 0

beforeAll(async () => {
  server = await serve()
})
afterAll(() => server.close())

type Json = Record<string, unknown>
/** The result of an operation; `at` is the path in its location. */
type Result = { status: string; location?: string; response?: Json; at: string }

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const message = (name: string, rest: Json): Json => ({
  schemas: [`urn:ietf:params:scim:api:messages:2.0:${name}`],
  ...rest,
})
const patchOp = (...Operations: Json[]): Json => message('PatchOp', { Operations })
const json = ({ text }: Answer): Json => JSON.parse(text) as Json
const give = async (...presets: string[]): Promise<void> => {
  expect((await server.ask('PUT', '/api/teams/acme/preset', { presets })).status).toBe(200)
}
const ask = (method: string, path: string, body?: Json): Promise<Answer> => server.scim('acme', method, path, body)
const search = (path: string, rest: Json): Promise<Answer> => ask('POST', path, message('SearchRequest', rest))
const user = (userName: string, rest: Json = {}): Json => ({ schemas: [USER], userName, ...rest })
/** A person the server has, made while it keeps to the rules. */
const person = async (rest: Json = {}): Promise<{ id: string; userName: string; path: string }> => {
  await give()
  const userName = `door${++made}@acme.example`
  const { id } = json(await ask('POST', '/Users', user(userName, rest)))
  return { id: String(id), userName, path: `/Users/${String(id)}` }
}
const group = async (members: readonly string[]): Promise<string> => {
  await give()
  const body = { schemas: [GROUP], displayName: `Door ${++made}`, members: members.map((value) => ({ value })) }
  return `/Groups/${String(json(await ask('POST', '/Groups', body)).id)}`
}
const membersAt = async (path: string): Promise<unknown[]> => {
  const { members } = json(await ask('GET', path))
  return Array.isArray(members) ? (members as unknown[]) : []
}
const bulk = async (Operations: Json[], rest: Json = {}): Promise<Result[]> => {
  const answer = await ask('POST', '/Bulk', message('BulkRequest', { Operations, ...rest }))
  expect(answer.status).toBe(200)
  const results = json(answer).Operations as Result[]
  return results.map((result) => ({ ...result, at: result.location?.split('/scim/v2')[1] ?? '' }))
}
const statuses = async (...parameters: Parameters<typeof bulk>): Promise<string[]> =>
  (await bulk(...parameters)).map(({ status }) => status)

describe.each(['/Users/.search', '/.search'])('a search by POST to %s', (path) => {
  test('case-sensitive-username: finds nobody in another letter case', async () => {
    const { userName } = await person()
    await give('case-sensitive-username')
    const found = async (name: string): Promise<unknown> =>
      json(await search(path, { filter: `userName eq "${name}"` })).totalResults
    expect([await found(userName), await found(userName.toUpperCase())]).toEqual([1, 0])
  })

  test('no-match-404: finding nobody is 404', async () => {
    await give('no-match-404')
    expect((await search(path, { filter: 'userName eq "nobody@acme.example"' })).status).toBe(404)
  })

  test('page-size-totals: the total is that of the page', async () => {
    await person()
    await person()
    await give('page-size-totals')
    expect(json(await search(path, { count: 1 }))).toMatchObject({ totalResults: 1, itemsPerPage: 1 })
  })

  test('filter-ignored: lists everybody', async () => {
    await person()
    await give('filter-ignored')
    const { totalResults } = json(await search(path, { filter: 'userName eq "nobody@acme.example"', count: 1 }))
    expect(Number(totalResults)).toBeGreaterThan(1)
  })

  test('inactive-hidden: whoever is inactive is not found', async () => {
    const { userName } = await person({ active: false })
    await give('inactive-hidden')
    expect(json(await search(path, { filter: `userName eq "${userName}"` }))).toMatchObject({ totalResults: 0 })
  })

  test('paging-ignored: always the first page, whatever is asked for', async () => {
    await person()
    await give('paging-ignored')
    const { Resources } = json(await search(path, { STARTINDEX: 2, count: 1 }))
    const { Resources: first } = json(await search(path, { startIndex: 1, count: 20 }))
    expect(Resources).toEqual(first)
  })

  test('unknown-filter-500, html-errors: what cannot be understood is the same error', async () => {
    await give('unknown-filter-500')
    expect((await search(path, { filter: 'userName ~ "x"' })).status).toBe(500)
    await give('html-errors')
    expect((await search(path, { filter: 'userName ~ "x"' })).headers['content-type']).toContain('text/html')
  })

  test('string-booleans, manager-as-text, external-id-dropped: what is shown is shown so here too', async () => {
    const boss = await person()
    const { userName, path: at } = await person({ externalId: 'e1', [ENTERPRISE]: { manager: { value: boss.id } } })
    await give('string-booleans', 'manager-as-text', 'external-id-dropped')
    await ask('PATCH', at, patchOp({ op: 'replace', path: 'active', value: 'False' }))
    const { Resources } = json(await search(path, { filter: `userName eq "${userName}"` }))
    const [shown] = Resources as Json[]
    expect(shown).toMatchObject({ active: 'False', [ENTERPRISE]: { manager: boss.id } })
    expect(shown).not.toHaveProperty('externalId')
  })

  test('what it asks for besides, and a message that is none, go in as they came', async () => {
    const { userName } = await person()
    await give('filter-ignored')
    const { Resources } = json(
      await search(path, { filter: `userName eq "${userName}"`, attributes: ['userName'], count: 1 }),
    )
    expect(Object.keys((Resources as Json[])[0] ?? {}).sort()).toEqual(['id', 'schemas', 'userName'])
    expect((await ask('POST', path, { filter: 5 })).status).toBe(400)
  })
})

describe('a search for groups', () => {
  test.each(['/Groups/.search', '/.search'])('members-hidden, groups-unsupported at %s', async (path) => {
    const { id } = await person()
    await group([id])
    const count = async (): Promise<number> => {
      const { Resources = [] } = json(await search(path, { filter: 'members.value pr', count: 200 }))
      return (Resources as Json[]).filter(({ members }) => members !== undefined).length
    }
    expect(await count()).toBeGreaterThan(0)
    await give('members-hidden')
    expect(await count()).toBe(0)
    await give('groups-unsupported')
    expect(await count()).toBe(0)
  })
})

describe('the operations of a bulk request', () => {
  const create = (userName: string, bulkId = 'a', rest: Json = {}): Json => ({
    method: 'POST',
    path: '/Users',
    bulkId,
    data: user(userName, rest),
  })

  test('patch-unsupported, delete-unsupported: refused alone, and the others are done', async () => {
    const { path } = await person()
    await give('patch-unsupported', 'delete-unsupported')
    const results = await bulk([
      { method: 'PATCH', path, data: patchOp({ op: 'replace', path: 'title', value: 'x' }) },
      create(`door${++made}@acme.example`),
      { method: 'DELETE', path },
    ])
    expect(results).toMatchObject([
      { status: '501', at: path, response: { detail: 'PATCH is not supported.' } },
      { status: '201' },
      { status: '405', at: path },
    ])
    expect(json(await ask('GET', path))).not.toHaveProperty('title')
  })

  test('patch-unsupported: what is refused counts as a failure, and nothing after the last is done', async () => {
    const { path } = await person()
    await give('patch-unsupported')
    const patch = { method: 'PATCH', path, data: patchOp({ op: 'replace', path: 'title', value: 'x' }) }
    const userName = `door${++made}@acme.example`
    expect(await statuses([patch, create(userName)], { failOnErrors: 1 })).toEqual(['501'])
    expect(json(await search('/Users/.search', { filter: `userName eq "${userName}"` })).totalResults).toBe(0)
  })

  test('create-200, conflict-500, html-errors: the status of each is the one a request would have', async () => {
    const { userName } = await person()
    const operations = (): Json[] => [create(userName), create(`door${++made}@acme.example`, 'b')]
    await give('create-200')
    expect(await statuses(operations())).toEqual(['409', '200'])
    await give('conflict-500')
    expect(await bulk(operations())).toMatchObject([{ status: '500', response: { status: '500' } }, { status: '201' }])
    await give('html-errors')
    const [refused] = await bulk(operations())
    expect(refused).toEqual({ method: 'POST', bulkId: 'a', status: '409', at: '' })
  })

  test('groups-unsupported: a group is refused, and so is what refers to it', async () => {
    await give('groups-unsupported')
    const members = [{ value: 'bulkId:a' }]
    const operations = [
      create(`door${++made}@acme.example`),
      {
        method: 'POST',
        path: '/Groups',
        bulkId: 'g',
        data: { schemas: [GROUP], displayName: `Door ${++made}`, members },
      },
      { method: 'PATCH', path: '/Users/bulkId:g', data: patchOp({ op: 'remove', path: 'title' }) },
    ]
    expect(await statuses(operations)).toEqual(['201', '404', '409'])
  })

  test('duplicates-allowed: a second user is made', async () => {
    const { userName, path } = await person()
    await give('duplicates-allowed')
    const [result] = await bulk([create(userName)])
    expect(result?.status).toBe('201')
    expect(result?.at).not.toBe(path)
    expect(json(await ask('GET', result?.at ?? '')).userName).toBe(userName)
  })

  test('deactivation-deletes: also of a user that is told by its bulkId', async () => {
    await give('deactivation-deletes')
    const [first, second] = await bulk([
      create(`door${++made}@acme.example`),
      { method: 'PATCH', path: '/Users/bulkId:a', data: patchOp({ op: 'replace', path: 'active', value: false }) },
    ])
    expect([first?.status, second?.status]).toEqual(['201', '200'])
    expect((await ask('GET', first?.at ?? '')).status).toBe(404)
  })

  test('id-changes: the result has the new address', async () => {
    const { path, userName } = await person()
    await give('id-changes')
    const [result] = await bulk([{ method: 'PUT', path, data: user(userName) }])
    expect(result?.status).toBe('200')
    expect(result?.at).toMatch(/^\/Users\/./)
    expect(result?.at).not.toBe(path)
    expect((await ask('GET', path)).status).toBe(404)
  })

  test('string-booleans: text sent for active is shown as text', async () => {
    await give('string-booleans')
    const [result] = await bulk([create(`door${++made}@acme.example`, 'a', { active: 'True' })])
    expect(json(await ask('GET', result?.at ?? '')).active).toBe('True')
  })

  test('urn-members-lost, urn-paths-lost: what is lost in a request is lost here', async () => {
    const { path } = await person()
    await give('urn-members-lost', 'urn-paths-lost')
    const [made1, patched] = await bulk([
      create(`door${++made}@acme.example`, 'a', { [ENTERPRISE]: { department: 'Sales' } }),
      { method: 'PATCH', path, data: patchOp({ op: 'add', path: `${ENTERPRISE}:department`, value: 'Sales' }) },
    ])
    expect([made1?.status, patched?.status]).toEqual(['201', '200'])
    expect(json(await ask('GET', made1?.at ?? ''))).not.toHaveProperty([ENTERPRISE])
    expect(json(await ask('GET', path))).not.toHaveProperty([ENTERPRISE])
  })

  test('no-target-400: the operation is refused with noTarget', async () => {
    const { path } = await person()
    await give('no-target-400')
    const data = patchOp({ op: 'replace', path: 'emails[type eq "work"].value', value: 'x@acme.example' })
    expect(await bulk([{ method: 'PATCH', path, data }])).toMatchObject([
      { status: '400', response: { scimType: 'noTarget' } },
    ])
  })

  test.each([
    ['add-replaces-members', 'add', 1],
    ['remove-empties-group', 'remove', 0],
    ['group-writes-lost', 'add', 2],
    ['members-kept-twice', 'add', 3],
  ])('%s: what becomes of the members', async (preset, op, left) => {
    const people = [await person(), await person()]
    const path = await group(people.map(({ id }) => id))
    await give(preset)
    const data = patchOp({ op, path: 'members', value: [{ value: people[0]?.id }] })
    const [result] = await bulk([{ method: 'PATCH', path, data }])
    expect(result?.at).toBe(path)
    expect(Number(result?.status)).toBeLessThan(300)
    expect(await membersAt(path)).toHaveLength(left)
  })

  test('large-groups-refused: too many members are refused', async () => {
    await give('large-groups-refused')
    const members = Array.from({ length: 101 }, (_, at) => ({ value: `none${at}` }))
    const data = { schemas: [GROUP], displayName: `Door ${++made}`, members }
    expect(await bulk([{ method: 'POST', path: '/Groups', bulkId: 'g', data }])).toMatchObject([
      { status: '400', response: { scimType: 'invalidValue' } },
    ])
  })

  test('empty-success: the bulk request itself is answered with nothing', async () => {
    await give('empty-success')
    const body = message('BulkRequest', { Operations: [create(`door${++made}@acme.example`)] })
    expect(await ask('POST', '/Bulk', body)).toMatchObject({ status: 200, text: '' })
  })

  test('what is no operation, and creations that refer to each other, go in as they came', async () => {
    const { path } = await person()
    await give('create-200', 'patch-unsupported', 'conflict-500', 'urn-paths-lost')
    const refer = (bulkId: string, other: string): Json => ({
      method: 'POST',
      path: '/Groups',
      bulkId,
      data: { schemas: [GROUP], displayName: `Door ${++made}`, members: [{ value: `bulkId:${other}`, type: 'Group' }] },
    })
    const operations = [{ method: 'GET', path }, refer('x', 'y'), refer('y', 'x'), { method: 'PUT', path }]
    expect(await statuses(operations)).toEqual(['400', '200', '200', '400'])
    const none = message('BulkRequest', { Operations: [1, { method: 'PATCH', path, data: {} }] })
    expect((await ask('POST', '/Bulk', none)).status).toBe(400)
  })

  test('whoever may not write gets the answer of the server, and nothing is done', async () => {
    await give('duplicates-allowed', 'patch-unsupported', 'group-writes-lost')
    const body = message('BulkRequest', { Operations: [create('stranger@acme.example')] })
    const answer = await server.call('POST', '/teams/acme/scim/v2/Bulk', { body })
    expect(answer.status).toBe(401)
  })
})
