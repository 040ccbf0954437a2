/**
 * Bulk requests: the message, its operations and their results.
 *
 * @see RFC 7644 §3.7 Bulk Operations — https://www.rfc-editor.org/rfc/rfc7644#section-3.7
 */
import { BULK_REQUEST, ERROR, isJsonObject, type JsonValue, PATCH_OP } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import {
  expectScimError,
  expectStatus,
  patchOf,
  pathOf,
  postGroup,
  postUser,
  runBulk,
  sendBulk,
  statusesOf,
  uniqueName,
  userBody,
  useStrictServer,
} from '../support/index.ts'

const scim = useStrictServer()

const setTitle = (title: string) => ({ op: 'replace', path: 'title', value: title })

async function titleAt(path: string): Promise<unknown> {
  return (await scim.get(path)).body.title
}

describe('the request', () => {
  it('B-001 B-003 [MUST] bulk is offered, and discovery says so', async () => {
    const { bulk } = (await scim.get('/ServiceProviderConfig')).body
    expect(bulk).toMatchObject({ supported: true })
    expect(statusesOf(await runBulk(scim, [postUser('a')]))).toEqual(['201'])
    expect(await runBulk(scim, [])).toEqual([])
  })

  it.each<[string, JsonValue]>([
    ['no schemas', { Operations: [] }],
    ['the URI of another message', { schemas: [PATCH_OP], Operations: [] }],
    ['no Operations', { schemas: [BULK_REQUEST] }],
    ['Operations that are no list', { schemas: [BULK_REQUEST], Operations: {} }],
    ['an operation that is no object', { schemas: [BULK_REQUEST], Operations: [5] }],
  ])('B-002 [MUST] %s: invalidSyntax', async (_case, body) => {
    expectScimError(await scim.post('/Bulk', body), 400, 'invalidSyntax')
  })

  it('B-007 [MUST] a POST without bulkId, or a bulkId given twice, fails the request and does nothing', async () => {
    const first = postUser('a')
    const { bulkId: _, ...nameless } = postUser('b')
    expectScimError(await sendBulk(scim, [first, nameless]), 400, 'invalidValue', /bulkId/)
    expectScimError(await sendBulk(scim, [first, postUser('a')]), 400, 'invalidValue', /"a"/)
    expect(statusesOf(await runBulk(scim, [first]))).toEqual(['201'])
  })

  it.each<[JsonValue]>([[0], [-1], ['a'], [1.5], [{}]])(
    'B-033 [CHOICE] failOnErrors %j: invalidValue',
    async (value) => {
      expectScimError(await sendBulk(scim, [], { failOnErrors: value }), 400, 'invalidValue', /failOnErrors/)
    },
  )

  it.each(['GET', 'PUT', 'PATCH', 'DELETE'])('E-019 [CHOICE] %s is not allowed there', async (method) => {
    const answer = await scim.send(method, '/Bulk')
    expectScimError(answer, 405)
    expect(answer.header('allow')).toBe('POST')
  })
})

describe('limits', () => {
  const limits = async (): Promise<{ maxOperations: number; maxPayloadSize: number }> => {
    const { bulk } = (await scim.get('/ServiceProviderConfig')).body
    const { maxOperations, maxPayloadSize } = isJsonObject(bulk) ? bulk : {}
    return { maxOperations: Number(maxOperations), maxPayloadSize: Number(maxPayloadSize) }
  }

  it('B-023 B-025 [MUST] one operation too many: 413 without keyword, the limit named, nothing done', async () => {
    const { maxOperations } = await limits()
    const user = postUser('user')
    const others = Array.from({ length: maxOperations }, () => ({ method: 'DELETE', path: '/Users/nobody' }))
    expectScimError(await sendBulk(scim, [user, ...others]), 413, null, new RegExp(`\\b${maxOperations}\\b`))
    const results = statusesOf(await runBulk(scim, [user, ...others.slice(1)]))
    expect([results[0], results.length]).toEqual(['201', maxOperations])
  })

  it('B-024 B-025 [MUST] one byte too many: 413 without keyword, the limit named, nothing done', async () => {
    const { maxPayloadSize } = await limits()
    const userName = uniqueName('large')
    const sized = (size: number): string => {
      const text = JSON.stringify({ schemas: [BULK_REQUEST], Operations: [postUser('a', { userName })] })
      return text + ' '.repeat(size - text.length)
    }
    expectScimError(
      await scim.post('/Bulk', sized(maxPayloadSize + 1)),
      413,
      null,
      new RegExp(`\\b${maxPayloadSize}\\b`),
    )
    expect((await scim.get('/Users', { filter: `userName eq "${userName}"` })).body.totalResults).toBe(0)
    expectStatus(await scim.post('/Bulk', sized(maxPayloadSize)), 200)
  })
})

describe('operations', () => {
  it('B-028 B-011 B-027 [MUST] each has the status, version and location of its own request, as a text', async () => {
    const [user, group] = [await scim.createUser(), await scim.createGroup()]
    const results = await runBulk(scim, [
      postUser('u'),
      { method: 'PUT', path: `/Users/${user.id}`, data: { ...userBody(), title: 'new' } },
      patchOf(`/Groups/${group.id}`, { op: 'add', path: 'members', value: [{ value: user.id }] }),
      postUser('taken', { userName: user.userName ?? null }),
    ])
    expect(results.map(({ method, bulkId, status }) => [method, bulkId, status])).toEqual([
      ['POST', 'u', '201'],
      ['PUT', undefined, '200'],
      ['PATCH', undefined, '204'],
      ['POST', 'taken', '201'],
    ])
    for (const result of results) {
      const answer = await scim.get(pathOf(scim, result))
      expect([result.version, result.location]).toEqual([answer.header('etag'), answer.header('location')])
      expect(result).not.toHaveProperty('response')
    }
    const removed = await runBulk(scim, [{ method: 'DELETE', path: `/Users/${user.id}` }])
    expect(removed).toEqual([{ method: 'DELETE', location: `${scim.baseUrl}/Users/${user.id}`, status: '204' }])
    expectStatus(await scim.get(`/Users/${user.id}`), 404)
  })

  it('B-008 B-009 B-010 [MUST] a failure has its bulkId, a SCIM error and, but for a POST, its location', async () => {
    const user = await scim.createUser()
    const results = await runBulk(scim, [
      postUser('taken', { userName: user.userName ?? null }),
      { method: 'PUT', path: `/Users/${user.id}`, bulkId: 'put', data: {} },
      { method: 'DELETE', path: '/Users/nobody', bulkId: 'delete' },
      { ...postUser('path'), path: '/Users/.search' },
    ])
    expect(results).toMatchObject([
      { method: 'POST', bulkId: 'taken', status: '409', response: { status: '409', scimType: 'uniqueness' } },
      { method: 'PUT', bulkId: 'put', status: '400', location: `${scim.baseUrl}/Users/${user.id}` },
      { method: 'DELETE', bulkId: 'delete', status: '404', location: `${scim.baseUrl}/Users/nobody` },
      { method: 'POST', bulkId: 'path', status: '400', response: { status: '400', scimType: 'invalidValue' } },
    ])
    expect(results[3]).not.toHaveProperty('location')
    expect(results[0]).not.toHaveProperty('location')
    for (const { status, response } of results) expect(response).toMatchObject({ schemas: [ERROR], status })
  })

  it.each<[string, string]>([
    ['GET', '/Users/1'],
    ['post', '/Users'],
    ['POST', '/Users/1'],
    ['PUT', '/Users'],
    ['POST', 'http://localhost/Users'],
    ['POST', '/Bulk'],
    ['POST', '/Schemas'],
    ['DELETE', '/Schemas/urn:x'],
    ['POST', '/Users/.search'],
    ['DELETE', '/Users/../Groups/1'],
    ['DELETE', '/../../api/teams'],
  ])('B-004 B-005 [MUST] %s %s fails its operation alone', async (method, path) => {
    const results = await runBulk(scim, [{ method, path, bulkId: 'a', data: userBody() }, postUser('b')])
    expect(statusesOf(results)).toEqual([expect.stringMatching(/^40[04]$/), '201'])
  })

  it.each<[string, JsonValue]>([
    ['PATCH', [{ op: 'replace', path: 'title', value: 'x' }]],
    ['PATCH', { Operations: [{ op: 'replace', path: 'title', value: 'x' }] }],
    ['PATCH', null],
    ['PUT', null],
    ['PUT', 'text'],
  ])('B-006 [MUST] %s with data %j: invalidSyntax for the operation', async (method, data) => {
    const { id } = await scim.createUser()
    const [result] = await runBulk(scim, [{ method, path: `/Users/${id}`, data }])
    expect(result).toMatchObject({ status: '400', response: { scimType: 'invalidSyntax' } })
    expect(await titleAt(`/Users/${id}`)).toBeUndefined()
  })

  it('B-026 [MUST] a version holds its operation to that version', async () => {
    const { id, meta } = await scim.createUser()
    const path = `/Users/${id}`
    const data = { schemas: [PATCH_OP], Operations: [setTitle('new')] }
    const results = await runBulk(scim, [
      { method: 'PATCH', path, version: meta.version, data },
      { method: 'PUT', path, version: meta.version, data: userBody() },
      { method: 'DELETE', path, version: meta.version },
    ])
    expect(statusesOf(results)).toEqual(['200', '412', '412'])
    const { version } = (await scim.user(id)).meta
    expect(results[0]).toMatchObject({ version })
    expect(statusesOf(await runBulk(scim, [{ method: 'DELETE', path, version }]))).toEqual(['204'])
  })

  it('B-031 [MUST] no password comes back', async () => {
    const answer = await sendBulk(scim, [
      postUser('a', { password: 'pa55-canary' }),
      postUser('b', { password: 'pa55-canary', userName: '' }),
    ])
    expect(answer.text).toContain('"400"')
    expect(answer.text).not.toContain('pa55-canary')
  })
})

describe('order and errors', () => {
  it('B-012 B-014 [MUST] an error stops nothing, and what succeeded stays', async () => {
    const [bad, good] = await runBulk(scim, [{ method: 'DELETE', path: '/Users/nobody' }, postUser('a')])
    expect([bad?.status, good?.status]).toEqual(['404', '201'])
    expectStatus(await scim.get(pathOf(scim, good)), 200)
  })

  it('B-013 B-014 B-015 [MUST] failOnErrors: 1 ends with the first error; the rest is neither done nor listed', async () => {
    const names = ['one', 'three', 'four'].map(uniqueName)
    const [one = '', three = '', four = ''] = names
    const answer = await sendBulk(
      scim,
      [
        postUser('1', { userName: one }),
        { method: 'DELETE', path: '/Users/nobody' },
        postUser('3', { userName: three }),
        postUser('4', { userName: four }),
      ],
      { failOnErrors: 1 },
    )
    const { Operations, failOnErrors } = answer.body
    expect(failOnErrors).toBeUndefined()
    expect(Operations).toMatchObject([{ status: '201' }, { status: '404' }])
    const filter = names.map((name) => `userName eq "${name}"`).join(' or ')
    expect((await scim.get('/Users', { filter })).items.map(({ userName }) => userName)).toEqual([one])
  })

  it('B-013 [MUST] failOnErrors: 2 goes on after the first error', async () => {
    const gone = { method: 'DELETE', path: '/Users/nobody' }
    const results = await runBulk(scim, [gone, postUser('a'), gone, postUser('b')], { failOnErrors: 2 })
    expect(statusesOf(results)).toEqual(['404', '201', '404'])
  })

  it('B-022 B-030 [MUST] operations see each other, in the order of the request', async () => {
    const { id } = await scim.createUser({ title: 'old' })
    const userName = uniqueName('same')
    const path = `/Users/${id}`
    const results = await runBulk(scim, [
      postUser('first', { userName }),
      postUser('second', { userName }),
      patchOf(path, setTitle('one')),
      patchOf(path, setTitle('two')),
      { method: 'DELETE', path },
      patchOf(path, setTitle('three')),
    ])
    expect(statusesOf(results)).toEqual(['201', '409', '200', '200', '204', '404'])
  })

  it('B-034 [CHOICE] results stand in the order of the request, whatever was done first', async () => {
    const results = await runBulk(scim, [postGroup('g', 'bulkId:u'), postUser('x'), postUser('u')])
    expect(results.map(({ bulkId }) => bulkId)).toEqual(['g', 'x', 'u'])
  })
})
