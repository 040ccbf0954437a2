/**
 * What every resource has: schemas, id, externalId and meta.
 *
 * @see RFC 7643 §3 SCIM Resources — https://www.rfc-editor.org/rfc/rfc7643#section-3
 */
import { ENTERPRISE_USER_SCHEMA, GROUP_SCHEMA, USER_SCHEMA } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  clockPast,
  expectScimError,
  expectStatus,
  groupBody,
  uniqueName,
  userBody,
  useStrictServer,
} from '../support/index.ts'

const scim = useStrictServer()

describe('schemas', () => {
  it('S-001 [MUST] a body without schemas, or with an empty list of them, is refused', async () => {
    const userName = uniqueName('bare')
    expectScimError(await scim.post('/Users', { userName }), 400, 'invalidSyntax', /schemas/)
    expectScimError(await scim.post('/Users', { userName, schemas: [] }), 400, 'invalidSyntax', /schemas/)
    expect((await scim.get('/Users', { filter: `userName eq "${userName}"` })).body.totalResults).toBe(0)
  })

  it('S-001 [MUST] every answer with a resource names its base schema', async () => {
    const user = await scim.createUser()
    const path = `/Users/${user.id}`
    const query = { attributes: 'userName' }
    const answers: Answer[] = [
      await scim.get(path),
      await scim.get(path, query),
      await scim.put(path, userBody({ userName: user.userName, title: 'T' })),
      await scim.patch(path, [{ op: 'add', path: 'title', value: 'U' }]),
      await scim.patch(path, [{ op: 'add', path: 'title', value: 'V' }], { query }),
    ]
    for (const { body } of answers) expect(body.schemas).toEqual([USER_SCHEMA])
    const list = await scim.get('/Users', { ...query, filter: `id eq "${user.id}"` })
    expect(list.items).toEqual([{ schemas: [USER_SCHEMA], id: user.id, userName: user.userName }])
  })

  it('S-002 [MUST] a URI the resource type does not have is refused', async () => {
    const schemas = [USER_SCHEMA, 'urn:example:unregistered']
    expectScimError(await scim.post('/Users', userBody({ schemas })), 400, 'invalidValue', /urn:example:unregistered/)
  })

  it('S-002 [MUST] a URI given twice comes out once', async () => {
    expect((await scim.createUser({ schemas: [USER_SCHEMA, USER_SCHEMA] })).schemas).toEqual([USER_SCHEMA])
  })

  it('S-003 [MUST] the order of schemas means nothing', async () => {
    const user = await scim.createUser({
      schemas: [ENTERPRISE_USER_SCHEMA, USER_SCHEMA],
      [ENTERPRISE_USER_SCHEMA]: { department: 'Tour' },
    })
    expect(new Set(user.schemas)).toEqual(new Set([USER_SCHEMA, ENTERPRISE_USER_SCHEMA]))
    expect(user[ENTERPRISE_USER_SCHEMA]).toEqual({ department: 'Tour' })
  })

  it('S-004 [MUST] extension attributes live under the URI of their schema, on the way in and out', async () => {
    const schemas = [USER_SCHEMA, ENTERPRISE_USER_SCHEMA]
    const user = await scim.createUser({ schemas, [ENTERPRISE_USER_SCHEMA]: { department: 'X', division: 'Y' } })
    const read = await scim.user(user.id)
    expect(read[ENTERPRISE_USER_SCHEMA]).toEqual({ department: 'X', division: 'Y' })
    expect(Object.keys(read)).not.toContain('department')
  })

  it('S-005 [SHOULD] schemas lists an extension exactly while the resource has data of it', async () => {
    const user = await scim.createUser()
    expect(user.schemas).toEqual([USER_SCHEMA])
    const path = `${ENTERPRISE_USER_SCHEMA}:department`
    const added = await scim.patch(`/Users/${user.id}`, [{ op: 'add', path, value: 'X' }])
    expect(added.body.schemas).toEqual([USER_SCHEMA, ENTERPRISE_USER_SCHEMA])
    await scim.patch(`/Users/${user.id}`, [{ op: 'remove', path }])
    expect((await scim.user(user.id)).schemas).toEqual([USER_SCHEMA])
  })
})

describe('id and externalId', () => {
  it('S-035 [MUST] the id is a string of the server’s own and stays', async () => {
    const user = await scim.createUser({ id: 'mine' })
    expect(user.id).not.toBe('mine')
    expect(user.id).not.toBe('')
    expect((await scim.user(user.id)).id).toBe(user.id)
    expect((await scim.put(`/Users/${user.id}`, userBody())).body.id).toBe(user.id)
  })

  it('S-036 S-037 [MUST] ids are unique over Users and Groups, and none contains bulkId', async () => {
    const ids: string[] = []
    for (let round = 0; round < 5; round++) {
      ids.push((await scim.createUser()).id, (await scim.createGroup()).id)
    }
    expect(new Set(ids).size).toBe(10)
    expect(ids.filter((id) => /bulkid/i.test(id))).toEqual([])
  })

  it('S-038 [MUST] an id is not used again after a delete', async () => {
    const first = await scim.createUser()
    expectStatus(await scim.delete(`/Users/${first.id}`), 204)
    const second = await scim.createUser({ userName: first.userName })
    expect(second.id).not.toBe(first.id)
    expectScimError(await scim.get(`/Users/${first.id}`), 404)
  })

  it('S-039 [MUST] externalId is never made up', async () => {
    expect(Object.keys(await scim.createUser())).not.toContain('externalId')
    expect(Object.keys(await scim.createGroup())).not.toContain('externalId')
  })

  it('S-040 [CHOICE] two resources may have the same externalId', async () => {
    const externalId = uniqueName('shared')
    const [first, second] = [await scim.createUser({ externalId }), await scim.createUser({ externalId })]
    const found = await scim.get('/Users', { filter: `externalId eq "${externalId}"` })
    expect(found.items.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort())
  })
})

describe('meta', () => {
  it('S-041 [MUST] meta in a body is ignored', async () => {
    const meta = {
      created: '1999-01-01T00:00:00Z',
      location: 'http://example.com/',
      version: 'W/"x"',
      resourceType: 'Group',
    }
    const user = await scim.createUser({ meta })
    const replaced = await scim.put(`/Users/${user.id}`, userBody({ userName: user.userName, meta }))
    expectStatus(replaced, 200)
    for (const { meta: own } of [user, replaced.resource]) {
      expect(own).toMatchObject({ resourceType: 'User', created: user.meta.created, location: user.meta.location })
      expect(own.created).not.toMatch(/^1999/)
      expect(own.version).not.toBe('W/"x"')
    }
  })

  it('S-042 [MUST] meta is complete on a single resource and in a list', async () => {
    const user = await scim.createUser()
    const single = await scim.user(user.id)
    const [listed] = (await scim.get('/Users', { filter: `id eq "${user.id}"` })).items
    expect(listed?.meta).toEqual(single.meta)
    expect(Object.keys(single.meta).sort()).toEqual(['created', 'lastModified', 'location', 'resourceType', 'version'])
    expect(new Date(single.meta.created).getTime()).toBeGreaterThan(Date.now() - 60_000)
  })

  it('S-043 [MUST] lastModified is created until the first change', async () => {
    for (const { meta } of [await scim.createUser(), await scim.createGroupOf(await scim.createUser())]) {
      expect(Date.parse(meta.lastModified)).toBe(Date.parse(meta.created))
    }
  })

  it('S-044 [MUST] lastModified moves with a real change only, created never', async () => {
    const { id, meta } = await scim.createUser({ title: 'A' })
    await clockPast(meta.created)
    const same = await scim.patch(`/Users/${id}`, [{ op: 'add', path: 'title', value: 'A' }])
    expect(same.resource.meta).toEqual(meta)
    const changed = await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: 'B' }])
    expect(changed.resource.meta.created).toBe(meta.created)
    expect(Date.parse(changed.resource.meta.lastModified)).toBeGreaterThan(Date.parse(meta.lastModified))
  })

  it('S-045 [MUST] meta.location is the address in Location, on every method', async () => {
    const created = await scim.post('/Users', userBody())
    const { id, userName, meta } = created.resource
    const answers = [
      created,
      await scim.get(`/Users/${id}`),
      await scim.put(`/Users/${id}`, userBody({ userName, title: 'T' })),
      await scim.patch(`/Users/${id}`, [{ op: 'add', path: 'title', value: 'U' }]),
    ]
    expect(meta.location).toBe(`${scim.baseUrl}/Users/${id}`)
    for (const answer of answers) {
      expect(answer.resource.meta.location).toBe(meta.location)
      expect(answer.header('location')).toBe(meta.location)
    }
  })

  it('S-046 [MUST] meta.version is the ETag, letter for letter', async () => {
    const created = await scim.post('/Groups', groupBody())
    expect(created.resource.meta.version).toMatch(/^(W\/)?".+"$/)
    expect(created.header('etag')).toBe(created.resource.meta.version)
    const read = await scim.get(`/Groups/${created.resource.id}`)
    expect(read.header('etag')).toBe(read.resource.meta.version)
  })

  it('S-074 [MUST] the common attributes exist on Groups too', async () => {
    const externalId = uniqueName('ext')
    const group = await scim.createGroup({ externalId })
    expect(group).toMatchObject({ schemas: [GROUP_SCHEMA], externalId, meta: { resourceType: 'Group' } })
    const found = await scim.get('/Groups', {
      filter: `externalId eq "${externalId}" and meta.resourceType eq "Group"`,
    })
    expect(found.items.map(({ id }) => id)).toEqual([group.id])
  })
})
