/**
 * Versions, ETags and preconditions.
 *
 * @see RFC 7644 §3.14 Versioning Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.14
 * @see RFC 9110 §13 Conditional Requests — https://www.rfc-editor.org/rfc/rfc9110#section-13
 */
import { BULK_REQUEST } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import {
  type Answer,
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
const ifNoneMatch = (tag: string) => ({ headers: { 'if-none-match': tag } })
const ifMatch = (tag: string) => ({ headers: { 'if-match': tag } })
const patch = (user: Resource, value: string, tag: string) =>
  scim.patch(`/Users/${user.id}`, [title(value)], ifMatch(tag))
const put = (user: Resource, value: string, tag: string) =>
  scim.put(`/Users/${user.id}`, userBody({ userName: user.userName, title: value }), ifMatch(tag))

describe('ETag', () => {
  it('V-001 V-016 [MUST] etag.supported is true, and so it is: 304, 412 and a header, whatever the resource type', async () => {
    expect((await scim.get('/ServiceProviderConfig')).body.etag).toEqual({ supported: true })
    for (const [path, resource] of [
      ['/Users', await scim.createUser()],
      ['/Groups', await scim.createGroup()],
    ] as const) {
      const at = `${path}/${resource.id}`
      const { version } = resource.meta
      const read = await scim.get(at)
      expect(read.header('etag')).toBe(version)
      expectStatus(await scim.get(at, {}, { 'if-none-match': version }), 304)
      const operation = { op: 'replace', path: 'displayName', value: `T-${resource.id}` }
      expectScimError(await scim.patch(at, [operation], ifMatch('W/"other"')), 412)
      expectScimError(await scim.delete(at, { 'if-match': 'W/"other"' }), 412)
      expect((await scim.get(at)).body).toEqual(read.body)
      expect((await scim.patch(at, [operation], ifMatch(version))).status).toBeLessThan(300)
      expectStatus(await scim.get(at, {}, { 'if-none-match': version }), 200)
    }
  })

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

  it('V-012 [MUST] a Group made with members is made in one step', async () => {
    const user = await scim.createUser()
    const [plain, group] = [await scim.createGroup(), await scim.createGroupOf(user)]
    expect(group.meta.version).toBe(plain.meta.version)
    expect(group.meta.lastModified).toBe(group.meta.created)
    expect(await scim.group(group.id)).toEqual(group)
  })

  it('V-003 F-014 [SHOULD] it can be asked for in a filter, as it is written', async () => {
    const user = await scim.createUser()
    const found = async (tag: string): Promise<unknown[]> => {
      const filter = `id eq "${user.id}" and meta.version eq ${JSON.stringify(tag)}`
      return (await scim.get('/Users', { filter })).items.map(({ id }) => id)
    }
    expect(await found(user.meta.version)).toEqual([user.id])
    const changed = (await scim.patch(`/Users/${user.id}`, [title('A')])).resource.meta.version
    expect(await found(user.meta.version)).toEqual([])
    expect(await found(changed)).toEqual([user.id])
    expect(await found(changed.toLowerCase())).toEqual([])
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

describe('If-None-Match on a write', () => {
  const ways: [string, (id: string, tag: string) => Promise<Answer>][] = [
    ['PUT', (id, tag) => scim.put(`/Users/${id}`, { ...userBody(), title: 'T' }, ifNoneMatch(tag))],
    ['PATCH', (id, tag) => scim.patch(`/Users/${id}`, [title('T')], ifNoneMatch(tag))],
    ['DELETE', (id, tag) => scim.delete(`/Users/${id}`, ifNoneMatch(tag).headers)],
  ]

  it.each(ways)(
    'V-006 V-007 [MUST] %s with the version there is, or a star: 412, and nothing changes',
    async (_, write) => {
      const user = await scim.createUser()
      for (const tag of [user.meta.version, user.meta.version.slice(2), `"x", ${user.meta.version}`, '*']) {
        expectScimError(await write(user.id, tag), 412, null, /If-None-Match/)
      }
      expect(await scim.user(user.id)).toEqual(user)
    },
  )

  it.each(ways)(
    'V-006 V-011 [MUST] %s with other versions passes, and is 404 where there is nothing',
    async (_, write) => {
      const user = await scim.createUser()
      expectScimError(await write('unknown', '*'), 404)
      expect((await write(user.id, '"x", W/"other"')).status).toBeLessThan(300)
    },
  )

  it('V-013 [CHOICE] If-Match is asked first, and both must hold', async () => {
    const user = await scim.createUser()
    const { version } = user.meta
    const both = (match: string, noneMatch: string) =>
      scim.patch(`/Users/${user.id}`, [title('T')], { headers: { 'if-match': match, 'if-none-match': noneMatch } })
    expectScimError(await both('"x"', version), 412, null, /If-Match/)
    expectScimError(await both(version, version), 412, null, /If-None-Match/)
    expectStatus(await both(version, '"x"'), 200)
  })

  it('V-011 [MUST] it says nothing about a creation, nor about the operations of a bulk request', async () => {
    expectStatus(await scim.post('/Users', userBody(), ifNoneMatch('*')), 201)
    const user = await scim.createUser()
    const Operations = [{ method: 'DELETE', path: `/Users/${user.id}` }]
    const headers = { 'if-none-match': '*', 'if-match': '"x"' }
    const answer = await scim.post('/Bulk', { schemas: [BULK_REQUEST], Operations }, { headers })
    expect(answer.body.Operations).toMatchObject([{ status: '204' }])
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

  it('V-007 V-010 [MUST] holds a GET too: 412 for another version, and it is asked before If-None-Match', async () => {
    const { id, meta } = await scim.createUser()
    const path = `/Users/${id}`
    expectStatus(await scim.get(path, {}, { 'if-match': `"x", ${meta.version}` }), 200)
    expectScimError(await scim.get(path, {}, { 'if-match': '"x"' }), 412, null, /If-Match/)
    expectScimError(await scim.get(path, {}, { 'if-match': '"x"', 'if-none-match': meta.version }), 412, null)
    expectStatus(await scim.get(path, {}, { 'if-match': meta.version, 'if-none-match': meta.version }), 304)
    expectScimError(await scim.get('/Users/unknown-id', {}, { 'if-match': '*' }), 404)
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

  it('V-013 [CHOICE] of parallel writes of every kind with one version exactly one succeeds', async () => {
    const user = await scim.createUser()
    const { version } = user.meta
    const writes = Array.from({ length: 12 }, (_, at) => {
      if (at % 3 === 0) return patch(user, `T${at}`, version)
      return at % 3 === 1 ? put(user, `T${at}`, version) : scim.delete(`/Users/${user.id}`, { 'if-match': version })
    })
    const statuses = (await Promise.all(writes)).map(({ status }) => status)
    expect(statuses.filter((status) => status < 300)).toHaveLength(1)
    expect(statuses.filter((status) => status === 412 || status === 404)).toHaveLength(11)
  })

  it('V-012 V-013 [MUST] no parallel change is lost: each moves the version once', async () => {
    const [group, ...users] = [
      await scim.createGroup(),
      ...(await Promise.all(Array.from({ length: 8 }, () => scim.createUser()))),
    ]
    const tags = await Promise.all(
      users.map(async ({ id }) => {
        const answer = await scim.patch(`/Groups/${group.id}`, [{ op: 'add', path: 'members', value: [{ value: id }] }])
        return answer.header('etag')
      }),
    )
    const read = await scim.get(`/Groups/${group.id}`)
    expect(new Set([group.meta.version, ...tags]).size).toBe(9)
    expect(tags).toContain(read.header('etag'))
    expect(read.body.members).toHaveLength(8)
  })

  it('V-005 V-013 [MUST] a 304 never hides a change: the tag of a read belongs to the state it shows', async () => {
    const user = await scim.createUser({ title: 'T0' })
    const seen = new Map<string | null, unknown>()
    const look = async (): Promise<void> => {
      const answer = await scim.get(`/Users/${user.id}`)
      const tag = answer.header('etag')
      expect(seen.get(tag) ?? answer.body.title).toBe(answer.body.title)
      seen.set(tag, answer.body.title)
      expect(answer.resource.meta.version).toBe(tag)
    }
    const changes = Array.from({ length: 10 }, (_, at) => scim.patch(`/Users/${user.id}`, [title(`T${at + 1}`)]))
    await Promise.all([...changes, ...Array.from({ length: 20 }, look)])
    await look()
    expect(new Set(seen.values()).size).toBe(seen.size)
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
