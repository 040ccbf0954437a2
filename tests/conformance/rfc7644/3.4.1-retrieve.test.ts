/**
 * Reading one resource.
 *
 * @see RFC 7644 §3.4.1 Retrieving a Known Resource — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.1
 */
import { describe, expect, it } from 'vitest'
import { credentials, expectScimError, expectStatus, sendRaw, userBody, useStrictServer } from '../support/index.ts'

const scim = useStrictServer()

describe('GET of a resource', () => {
  it('R-001 [MUST] 200 with the resource itself', async () => {
    const user = await scim.createUser({ title: 'T' })
    const answer = await scim.get(`/Users/${user.id}`)
    expectStatus(answer, 200)
    expect(answer.header('content-type')).toMatch(/^application\/scim\+json/)
    expect(answer.body).toEqual(user)
  })

  it('R-002 [MUST] what is never returned stays out', async () => {
    const { id } = await scim.createUser({ password: 'pa55', title: 'T' })
    expect(Object.keys(await scim.user(id)).sort()).toEqual(['active', 'id', 'meta', 'schemas', 'title', 'userName'])
  })

  it('R-003 [MUST] an unknown id: 404 with an Error body', async () => {
    expectScimError(await scim.get('/Users/2819c223-7f76-453a-919d-413861904646'), 404, null)
    expectScimError(await scim.get('/Groups/nope'), 404, null)
  })

  it('R-004 [MUST] an id is read by case', async () => {
    const { id } = await scim.createUser()
    const other = id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase()
    expect(other).not.toBe(id)
    expectScimError(await scim.get(`/Users/${other}`), 404)
  })

  it('R-005 [CHOICE] nothing but the id addresses a resource', async () => {
    const user = await scim.createUser({ externalId: 'ext-r005' })
    expectScimError(await scim.get(`/Users/${String(user.userName)}`), 404)
    expectScimError(await scim.get('/Users/ext-r005'), 404)
  })

  it('R-006 [MUST] an id of another type is unknown here, for every method', async () => {
    const user = await scim.createUser()
    expectScimError(await scim.get(`/Groups/${user.id}`), 404)
    expectScimError(await scim.patch(`/Groups/${user.id}`, [{ op: 'add', path: 'displayName', value: 'x' }]), 404)
    expectScimError(await scim.delete(`/Groups/${user.id}`), 404)
    expect(await scim.user(user.id)).toEqual(user)
  })

  it('R-007 H-010 H-011 [MUST] Location is meta.location, and so is Content-Location where it is sent', async () => {
    const user = await scim.createUser()
    const answer = await scim.get(`/Users/${user.id}`)
    expect(answer.header('location')).toBe(user.meta.location)
    expect(answer.header('content-location') ?? user.meta.location).toBe(user.meta.location)
  })

  it('R-008 [SHOULD] unknown query parameters are ignored', async () => {
    const user = await scim.createUser()
    const answer = await scim.get(`/Users/${user.id}`, { foo: 'bar', 'x[y]': 'z' })
    expectStatus(answer, 200)
    expect(answer.body).toEqual(user)
  })

  it('R-009 [MAY] projection works on one resource, and a filter there is ignored', async () => {
    const user = await scim.createUser({ title: 'T' })
    const { body } = await scim.get(`/Users/${user.id}`, { attributes: 'userName' })
    expect(body).toEqual({ schemas: user.schemas, id: user.id, userName: user.userName })
    expect((await scim.get(`/Users/${user.id}`, { filter: 'title eq "other"' })).body).toEqual(user)
  })

  it('R-010 [MAY] a `.scim` suffix names nothing', async () => {
    const { id } = await scim.createUser()
    expectScimError(await scim.get(`/Users/${id}.scim`), 404)
  })

  it('R-011 [MUST] what was cleared is gone at once', async () => {
    const { id } = await scim.createUser({ title: 'T', emails: [{ value: 'a@example.com' }] })
    await scim.patch(`/Users/${id}`, [
      { op: 'remove', path: 'title' },
      { op: 'remove', path: 'emails' },
    ])
    expect(Object.keys(await scim.user(id)).sort()).toEqual(['active', 'id', 'meta', 'schemas', 'userName'])
  })

  it('R-015 [CHOICE] a deleted resource and one that never was are told apart by nothing but the id', async () => {
    const { id } = await scim.createUser()
    await scim.delete(`/Users/${id}`)
    const [gone, never] = [await scim.get(`/Users/${id}`), await scim.get('/Users/never-was')]
    expectScimError(gone, 404)
    expect(gone.text.replaceAll(id, 'ID')).toBe(never.text.replaceAll('never-was', 'ID'))
  })
})

describe('the path', () => {
  it('R-012 [MUST] HEAD answers as GET does, without a body', async () => {
    const { id } = await scim.createUser()
    const headers = [credentials(scim)]
    const [head, get] = [
      await sendRaw(scim.baseUrl, 'HEAD', `/Users/${id}`, headers),
      await sendRaw(scim.baseUrl, 'GET', `/Users/${id}`, headers),
    ]
    expect(head.status).toBe(200)
    expect(head.body).toBe('')
    for (const name of ['content-type', 'content-length', 'etag', 'location']) {
      expect(get.headers.get(name)).toBeTruthy()
      expect(head.headers.get(name)).toBe(get.headers.get(name))
    }
    expect((await sendRaw(scim.baseUrl, 'HEAD', '/Users/nope', headers)).status).toBe(404)
  })

  it.each([
    ['POST', '/Users/ID', ['DELETE', 'GET', 'HEAD', 'PATCH', 'PUT']],
    ['DELETE', '/Users', ['GET', 'HEAD', 'POST']],
    ['PATCH', '/Groups', ['GET', 'HEAD', 'POST']],
    ['PUT', '/Users/.search', ['POST']],
  ])('R-013 E-019 [MUST] %s %s is not allowed, and Allow says what is', async (method, path, allowed) => {
    const { id } = await scim.createUser()
    const answer = await scim.send(method, path.replace('ID', id), method === 'DELETE' ? undefined : userBody())
    expectScimError(answer, 405, null)
    expect(answer.header('allow')?.split(', ').sort()).toEqual(allowed)
    expectStatus(await scim.get(`/Users/${id}`), 200)
  })

  it('R-014 H-014 [CHOICE] one trailing slash makes no difference, and nothing is redirected', async () => {
    const created = await scim.post('/Users/', userBody())
    expectStatus(created, 201)
    const { id } = created.resource
    expect((await scim.get(`/Users/${id}/`)).body.id).toBe(id)
    expect((await scim.get('/Users/', { filter: `id eq "${id}"` })).body.totalResults).toBe(1)
  })

  it.each([
    '/Users/%2e%2e',
    '/Users/%2e%2e%2fGroups',
    '/Users/..%2fSchemas',
    '/Users/%252e%252e',
    '/Users/%',
    '/Users/%00',
  ])('R-016 [MUST] %s is an id nobody has, and no other path', async (path) => {
    const answer = await sendRaw(scim.baseUrl, 'GET', path, [credentials(scim)])
    expect(answer.status).toBe(404)
    expect(JSON.parse(answer.body)).toMatchObject({ status: '404' })
  })

  it('R-016 [MUST] an id is decoded once: its percent-encoded form names the same resource', async () => {
    const { id } = await scim.createUser()
    const encoded = [...id].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('')
    const answer = await sendRaw(scim.baseUrl, 'GET', `/Users/${encoded}`, [credentials(scim)])
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toMatchObject({ id })
  })

  it.each([['/users'], ['/Users/x/y'], ['/ServiceProviderConfigs'], ['/Groups/x/members']])(
    'E-003 E-014 [MUST] the endpoint %s is not there: a SCIM error',
    async (path) => expectScimError(await scim.get(path), 404),
  )
})
