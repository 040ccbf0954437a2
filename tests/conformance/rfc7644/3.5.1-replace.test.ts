/**
 * Replacing resources with PUT.
 *
 * @see RFC 7644 §3.5.1 Replacing with PUT — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1
 */
import { ENTERPRISE_USER_SCHEMA, GROUP_SCHEMA, type JsonObject, USER_SCHEMA } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import {
  clockPast,
  expectScimError,
  expectStatus,
  groupBody,
  type Resource,
  userBody,
  useStrictServer,
} from '../support/index.ts'

const scim = useStrictServer()

const put = (user: Resource, attributes: JsonObject = {}) =>
  scim.put(`/Users/${user.id}`, userBody({ userName: user.userName, ...attributes }))

describe('values', () => {
  it('U-001 U-011 [MUST] 200 with the entire resource', async () => {
    const user = await scim.createUser()
    const answer = await put(user, { title: 'T', active: true })
    expectStatus(answer, 200)
    expect(answer.body).toMatchObject({ id: user.id, title: 'T', active: true })
    expect(await scim.user(user.id)).toEqual(answer.body)
  })

  it('U-003 [MUST] lists are replaced as a whole', async () => {
    const user = await scim.createUser({
      emails: [{ value: 'a@example.com', type: 'work' }, { value: 'b@example.com' }],
    })
    const answer = await put(user, { emails: [{ value: 'c@example.com', type: 'home' }] })
    expect(answer.body.emails).toEqual([{ value: 'c@example.com', type: 'home' }])
  })

  it('U-004 [MAY] what the body leaves out is cleared; only the state stays as it was', async () => {
    const attributes = { title: 'T', emails: [{ value: 'a@example.com' }], externalId: 'x' }
    const user = await scim.createUser({ ...attributes, active: true })
    const replaced = (await put(user)).body
    expect(Object.keys(replaced).sort()).toEqual(['active', 'id', 'meta', 'schemas', 'userName'])
    expect(replaced.active).toBe(true)
    const former = await scim.createUser({ ...attributes, active: false })
    const { body } = await put(former)
    expect(Object.keys(body).sort()).toEqual(['active', 'id', 'meta', 'schemas', 'userName'])
    expect(body.active).toBe(false)
  })

  it('U-005 [MUST] null and an empty list clear', async () => {
    const user = await scim.createUser({ title: 'T', emails: [{ value: 'a@example.com' }] })
    const answer = await put(user, { title: null, emails: [] })
    expectStatus(answer, 200)
    expect(Object.keys(answer.body)).not.toContain('title')
    expect(Object.keys(answer.body)).not.toContain('emails')
  })

  it('U-006 S-063 [MUST] read-only attributes are ignored, another id too', async () => {
    const user = await scim.createUser()
    const answer = await put(user, { id: 'other', meta: { created: '1999-01-01T00:00:00Z' }, groups: [{ value: 'g' }] })
    expectStatus(answer, 200)
    expect(answer.body).toMatchObject({ id: user.id, meta: { created: user.meta.created } })
    expect(answer.body).not.toHaveProperty('groups')
  })

  it('U-009 [CHOICE] a PUT with or without a password is answered alike', async () => {
    const user = await scim.createUser({ password: 'pa55' })
    expectStatus(await put(user, { password: 'other' }), 200)
    const answer = await put(user)
    expectStatus(answer, 200)
    expect(answer.text).not.toContain('pa55')
  })

  it('U-014 [CHOICE] a complex attribute is replaced as a whole', async () => {
    const user = await scim.createUser({ name: { givenName: 'G', familyName: 'F' } })
    expect((await put(user, { name: { givenName: 'H' } })).body.name).toEqual({ givenName: 'H' })
  })

  it('U-015 [MUST] an extension that is left out is cleared and leaves schemas', async () => {
    const user = await scim.createUser({ [ENTERPRISE_USER_SCHEMA]: { department: 'X' } })
    const { body } = await put(user)
    expect(body.schemas).toEqual([USER_SCHEMA])
    expect(body).not.toHaveProperty([ENTERPRISE_USER_SCHEMA])
  })

  it('U-018 [MUST] the members of a Group are replaced as a whole, and the Users’ groups follow', async () => {
    const [out, stays, comes] = [await scim.createUser(), await scim.createUser(), await scim.createUser()]
    const { id, displayName } = await scim.createGroupOf(out, stays)
    const members = [{ value: stays.id }, { value: comes.id }]
    const answer = await scim.put(`/Groups/${id}`, groupBody({ displayName, members }))
    expectStatus(answer, 200)
    expect(answer.body.members).toMatchObject(members)
    expect((await scim.user(out.id)).groups).toBeUndefined()
    expect((await scim.user(comes.id)).groups).toMatchObject([{ value: id }])
    expect((await scim.put(`/Groups/${id}`, groupBody({ displayName }))).body.members).toBeUndefined()
    expect((await scim.user(comes.id)).groups).toBeUndefined()
  })

  it('U-020 [MUST] attributes shapes the answer', async () => {
    const user = await scim.createUser()
    const body = userBody({ userName: user.userName, title: 'T' })
    const answer = await scim.put(`/Users/${user.id}`, body, { query: { attributes: 'userName' } })
    expect(answer.body).toEqual({ schemas: [USER_SCHEMA], id: user.id, userName: user.userName })
    expect((await scim.user(user.id)).title).toBe('T')
  })

  it('U-024 [MUST] externalId may be replaced and cleared', async () => {
    const user = await scim.createUser({ externalId: 'a' })
    expect((await put(user, { externalId: 'b' })).body.externalId).toBe('b')
    expect((await put(user)).body).not.toHaveProperty('externalId')
  })
})

describe('time and version', () => {
  it('U-012 [MUST] created stays, lastModified and version move with a change', async () => {
    const user = await scim.createUser()
    await clockPast(user.meta.lastModified)
    const { meta } = (await put(user, { title: 'T' })).resource
    expect(meta.created).toBe(user.meta.created)
    expect(Date.parse(meta.lastModified)).toBeGreaterThan(Date.parse(user.meta.lastModified))
    expect(meta.version).not.toBe(user.meta.version)
  })

  it('U-013 [CHOICE] a PUT of what is there moves nothing', async () => {
    const user = await scim.createUser({ title: 'T', emails: [{ value: 'a@example.com', type: 'work' }] })
    await clockPast(user.meta.lastModified)
    const answer = await scim.put(`/Users/${user.id}`, await scim.user(user.id))
    expectStatus(answer, 200)
    expect(answer.body).toEqual(user)
    const group = await scim.createGroupOf(user)
    expect((await scim.put(`/Groups/${group.id}`, await scim.group(group.id))).body).toEqual(group)
  })
})

describe('refusals', () => {
  it('U-002 [MUST] PUT creates nothing', async () => {
    const body = userBody()
    expectScimError(await scim.put('/Users/unknown-id', body), 404)
    expect((await scim.get('/Users', { filter: `userName eq "${String(body.userName)}"` })).body.totalResults).toBe(0)
  })

  it('U-010 [MUST] a required attribute that is missing: invalidValue', async () => {
    const user = await scim.createUser()
    expectScimError(await scim.put(`/Users/${user.id}`, { schemas: [USER_SCHEMA] }), 400, 'invalidValue', /userName/)
    expect(await scim.user(user.id)).toEqual(user)
  })

  it('U-016 S-064 [MUST] a userName that another has: 409; one’s own in another case is no clash', async () => {
    const [one, other] = [await scim.createUser(), await scim.createUser()]
    const upper = String(one.userName).toUpperCase()
    expectScimError(await put(other, { userName: upper }), 409, 'uniqueness', /userName/)
    expect((await put(one, { userName: upper })).body.userName).toBe(upper)
    expect((await scim.user(other.id)).userName).toBe(other.userName)
  })

  it('U-017 [MUST] two primary elements: invalidValue', async () => {
    const emails = [
      { value: 'a@x', primary: true },
      { value: 'b@x', primary: true },
    ]
    expectScimError(await put(await scim.createUser(), { emails }), 400, 'invalidValue', /primary/)
  })

  it('U-019 [MUST] a deleted resource does not come back', async () => {
    const user = await scim.createUser()
    await scim.delete(`/Users/${user.id}`)
    expectScimError(await put(user), 404)
    expectScimError(await scim.get(`/Users/${user.id}`), 404)
  })

  it('U-021 [CHOICE] PUT on a collection is not allowed', async () => {
    const answer = await scim.put('/Users', userBody())
    expectScimError(answer, 405)
    expect(answer.header('allow')).toContain('POST')
  })

  it('U-022 [CHOICE] a PUT that fails changes nothing', async () => {
    const user = await scim.createUser({ title: 'before' })
    expectScimError(await put(user, { title: 'after', emails: [{ value: 5 }] }), 400, 'invalidValue')
    expect(await scim.user(user.id)).toEqual(user)
    const group = await scim.createGroupOf(user)
    const body = groupBody({ members: [{ value: 'nope' }] })
    expectScimError(await scim.put(`/Groups/${group.id}`, body), 400, 'invalidValue')
    expect(await scim.group(group.id)).toEqual(group)
  })

  it('U-023 [MUST] the schemas must be those of the type', async () => {
    const user = await scim.createUser()
    expectScimError(await put(user, { schemas: [GROUP_SCHEMA] }), 400, 'invalidValue', /Group/)
    expectScimError(await put(user, { schemas: [] }), 400, 'invalidSyntax', /schemas/)
  })
})
