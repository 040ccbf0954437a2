/**
 * Versions, ETags and preconditions.
 *
 * @see RFC 7644 §3.14 Versioning Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.14
 * @see RFC 9110 §13 Conditional Requests — https://www.rfc-editor.org/rfc/rfc9110#section-13
 */
import { describe, expect, it } from 'vitest'
import {
  credentials,
  expectScimError,
  expectStatus,
  type Operation,
  type Resource,
  sendRaw,
  userBody,
  useStrictServer,
} from '../support/index.ts'

const scim = useStrictServer()

const title = (value: string): Operation => ({ op: 'replace', path: 'title', value })
const ifMatch = (tag: string) => ({ headers: { 'if-match': tag } })
const patch = (user: Resource, value: string, tag: string) =>
  scim.patch(`/Users/${user.id}`, [title(value)], ifMatch(tag))
const put = (user: Resource, value: string, tag: string) =>
  scim.put(`/Users/${user.id}`, userBody({ userName: user.userName, title: value }), ifMatch(tag))

describe('ETag', () => {
  it('V-001 V-002 [MUST] every answer with one resource has it', async () => {
    expect((await scim.get('/ServiceProviderConfig')).body.etag).toEqual({ supported: true })
    const created = await scim.post('/Users', userBody())
    const { id, userName } = created.resource
    const answers = [
      created,
      await scim.get(`/Users/${id}`),
      await scim.patch(`/Users/${id}`, [title('A')]),
      await scim.put(`/Users/${id}`, userBody({ userName, title: 'B' })),
    ]
    for (const answer of answers) expect(answer.header('etag')).toBe(answer.resource.meta.version)
    const group = await scim.createGroup()
    const changed = await scim.patch(`/Groups/${group.id}`, [{ op: 'add', path: 'members', value: [{ value: id }] }])
    expectStatus(changed, 204)
    expect(changed.header('etag')).toBe((await scim.group(group.id)).meta.version)
  })

  it('V-003 [SHOULD] a list shows the same version', async () => {
    const user = await scim.createUser()
    const { items } = await scim.get('/Users', { filter: `id eq "${user.id}"` })
    expect(items).toMatchObject([{ meta: { version: user.meta.version } }])
  })

  it('V-004 [MUST] it is marked weak, since one version has several representations', async () => {
    expect((await scim.createUser()).meta.version).toMatch(/^W\/"[^"]+"$/)
  })

  it('V-012 [MUST] it changes with each real change and with nothing else', async () => {
    const user = await scim.createUser()
    const versions = [user.meta.version]
    for (const value of ['A', 'B', 'A', 'B']) {
      versions.push((await scim.patch(`/Users/${user.id}`, [title(value)])).resource.meta.version)
    }
    expect(new Set(versions).size).toBe(5)
    expect((await scim.patch(`/Users/${user.id}`, [title('B')])).resource.meta.version).toBe(versions.at(-1))
    expect((await scim.user(user.id)).meta.version).toBe(versions.at(-1))
  })

  it('V-014 [CHOICE] a change of members moves the Group’s version', async () => {
    const [user, group] = [await scim.createUser(), await scim.createGroup()]
    await scim.patch(`/Groups/${group.id}`, [{ op: 'add', path: 'members', value: [{ value: user.id }] }])
    const after = await scim.group(group.id)
    expect(after.meta.version).not.toBe(group.meta.version)
    await scim.delete(`/Users/${user.id}`)
    expect((await scim.group(group.id)).meta.version).not.toBe(after.meta.version)
  })
})

describe('If-None-Match', () => {
  it('V-005 V-017 H-012 [MUST] the current version: 304, ETag and cache headers, no body', async () => {
    const { id, meta } = await scim.createUser()
    for (const path of [`/Users/${id}`, `/Users/${id}?attributes=userName`]) {
      const answer = await sendRaw(scim.baseUrl, 'GET', path, [credentials(scim), `If-None-Match: ${meta.version}`])
      const whole = await scim.send('GET', path)
      expect(answer.status).toBe(304)
      expect(answer.body).toBe('')
      expect(answer.headers.get('etag')).toBe(meta.version)
      expect(answer.headers.get('cache-control')).toBe(whole.header('cache-control'))
    }
  })

  it('V-006 [MUST] lists, the star and the strong form count', async () => {
    const { id, meta } = await scim.createUser()
    for (const tag of [`"other", ${meta.version}`, '*', meta.version.slice(2), `W/"a","b" , ${meta.version}`]) {
      expectStatus(await scim.get(`/Users/${id}`, {}, { 'if-none-match': tag }), 304)
    }
    for (const tag of ['"other"', 'W/"other", "x"', meta.version.replaceAll('"', '')]) {
      expectStatus(await scim.get(`/Users/${id}`, {}, { 'if-none-match': tag }), 200)
    }
  })

  it('V-019 [MAY] If-None-Match wins over dates', async () => {
    const { id, meta } = await scim.createUser()
    const date = new Date(Date.now() + 86_400_000).toUTCString()
    const other = { 'if-none-match': '"other"', 'if-modified-since': date }
    expectStatus(await scim.get(`/Users/${id}`, {}, other), 200)
    expectStatus(await scim.get(`/Users/${id}`, {}, { ...other, 'if-none-match': meta.version }), 304)
  })
})

describe('If-Match', () => {
  it('V-007 [MUST] an older version: 412 on PUT and PATCH, and nothing changes', async () => {
    const user = await scim.createUser({ title: 'A' })
    const changed = await scim.patch(`/Users/${user.id}`, [title('B')])
    expectScimError(await put(user, 'C', user.meta.version), 412, null)
    expectScimError(await patch(user, 'C', user.meta.version), 412, null)
    expect(await scim.user(user.id)).toEqual(changed.body)
  })

  it('V-009 V-010 [CHOICE] the current version passes, weak or strong, alone, in a list or as a star', async () => {
    const user = await scim.createUser()
    let { version } = user.meta
    const forms = [() => version, () => version.slice(2), () => `"x", ${version}`, () => '*']
    for (const [at, form] of forms.entries()) {
      const answer = at % 2 === 0 ? await patch(user, `T${at}`, form()) : await put(user, `T${at}`, form())
      expectStatus(answer, 200)
      expect(answer.body.title).toBe(`T${at}`)
      version = answer.resource.meta.version
    }
  })

  it('V-011 [MUST] it counts only where the request would succeed: unknown id 404, bad token 401', async () => {
    const unknown = { headers: { 'if-match': '"x"' } }
    expectScimError(await scim.patch('/Users/unknown-id', [title('T')], unknown), 404)
    expectScimError(await scim.put('/Users/unknown-id', userBody(), unknown), 404)
    expectScimError(await scim.delete('/Users/unknown-id', { 'if-match': '*' }), 404)
    const user = await scim.createUser()
    const headers = { 'if-match': '"x"', authorization: 'Bearer wrong' }
    expectScimError(await scim.patch(`/Users/${user.id}`, [title('T')], { headers }), 401)
  })

  it('V-013 [CHOICE] of parallel PUTs with one version exactly one succeeds', async () => {
    const user = await scim.createUser()
    const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => put(user, `T${at}`, user.meta.version)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 412)])
    const winner = answers.find(({ status }) => status === 200)
    expect(await scim.user(user.id)).toEqual(winner?.body)
  })

  it.each(['abc', '"', 'W/', '1', ''])('V-015 [CHOICE] the malformed tag %j never passes', async (tag) => {
    const user = await scim.createUser()
    const body = JSON.stringify(userBody({ userName: user.userName, title: 'T' }))
    const headers = [credentials(scim), 'Content-Type: application/scim+json', `If-Match: ${tag}`]
    const answer = await sendRaw(scim.baseUrl, 'PUT', `/Users/${user.id}`, headers, body)
    expect([400, 412]).toContain(answer.status)
    expect(await scim.user(user.id)).toEqual(user)
  })
})
