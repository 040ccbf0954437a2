/**
 * Creating resources with POST.
 *
 * @see RFC 7644 §3.3 Creating Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 */
import { ENTERPRISE_USER_SCHEMA, GROUP_SCHEMA, type JsonObject, USER_SCHEMA } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import {
  expectList,
  expectScimError,
  expectStatus,
  groupBody,
  makePeople,
  uniqueName,
  userBody,
  useStrictServer,
} from '../support/index.ts'

const scim = useStrictServer()

describe('success', () => {
  it('C-001 [MUST] 201 with the address of the new resource', async () => {
    const answer = await scim.post('/Users', userBody())
    expectStatus(answer, 201)
    const { id, meta } = answer.resource
    expect(answer.header('location')).toBe(meta.location)
    expect(meta.location).toBe(`${scim.baseUrl}/Users/${id}`)
    expect((await scim.get(`/Users/${id}`)).body.id).toBe(id)
  })

  it('C-002 [SHOULD] the body is the resource as a GET shows it', async () => {
    const user = await scim.createUser({ name: { givenName: 'B' }, emails: [{ value: 'b@example.com', type: 'work' }] })
    expect(await scim.user(user.id)).toEqual(user)
    const group = await scim.createGroupOf(user)
    expect(await scim.group(group.id)).toEqual(group)
  })

  it('C-003 [MUST] read-only attributes are ignored', async () => {
    const user = await scim.createUser({ id: 'mine', meta: { resourceType: 'X' }, groups: [{ value: 'g' }] })
    expect(user.id).not.toBe('mine')
    expect(user.meta.resourceType).toBe('User')
    expect(user.groups).toBeUndefined()
  })

  it('C-006 [MUST] the type comes from the endpoint', async () => {
    const user = await scim.createUser({ meta: { resourceType: 'Group' } })
    expect(user.meta.resourceType).toBe('User')
    expectScimError(await scim.get(`/Groups/${user.id}`), 404)
  })

  it('C-007 F-043 [MAY] what the server shows of active is what filters see', async () => {
    const people = await makePeople(scim, { plain: {}, on: { active: true } })
    const shown = (await scim.user(people.id('plain'))).active
    const found = await people.matching('active eq true')
    expect(found).toEqual(shown === true ? ['on', 'plain'] : ['on'])
  })

  it('C-008 [MAY] null for an attribute leaves it unassigned', async () => {
    const answer = await scim.post('/Users', userBody({ active: null, emails: [], nickName: null }))
    expectStatus(answer, 201)
    expect(answer.body).not.toHaveProperty('nickName')
    expect(answer.body).not.toHaveProperty('emails')
  })

  it('C-009 [MUST] attributes and excludedAttributes shape the body', async () => {
    const body = userBody({ title: 'T', nickName: 'N' })
    const only = await scim.post('/Users', body, { query: { attributes: 'userName' } })
    expectStatus(only, 201)
    expect(Object.keys(only.body).sort()).toEqual(['id', 'schemas', 'userName'])
    const except = await scim.post('/Users', userBody({ title: 'T', nickName: 'N' }), {
      query: { excludedAttributes: 'title' },
    })
    expect(except.body).toMatchObject({ nickName: 'N' })
    expect(except.body).not.toHaveProperty('title')
  })

  it('C-015 [MUST] immutable and write-only attributes may be given at creation', async () => {
    const user = await scim.createUser({ password: 'pa55' })
    const group = await scim.createGroup({ members: [{ value: user.id, type: 'User', $ref: user.meta.location }] })
    expect(group.members).toMatchObject([{ value: user.id, type: 'User' }])
  })

  it('C-016 [MUST] the answer carries the ETag', async () => {
    const answer = await scim.post('/Users', userBody())
    expect(answer.header('etag')).toBe(answer.resource.meta.version)
  })

  it.each([
    ['accents', 'Ångström Ñandú'],
    ['an emoji above the BMP', 'ok 👩‍🚀'],
    ['right-to-left text', 'שלום عربى'],
    ['combining marks as given', 'e\u0301'],
    ['control characters', 'a\tb\nc'],
    ['quotes and backslashes', '"\\/\''],
  ])('C-017 [MUST] %s round-trip', async (_case, title) => {
    const { id } = await scim.createUser({ title })
    expect((await scim.user(id)).title).toBe(title)
  })

  it('C-017 [MUST] NUL is refused', async () => {
    expectScimError(await scim.post('/Users', userBody({ title: 'a\u0000b' })), 400, 'invalidValue', /title/)
  })

  it.each([['  padded  '], ['UPPER/lower'], ['ünï"cödé\\'], ['a+b&c=d#e%20']])(
    'C-022 [MUST] the externalId %j comes out verbatim and is found',
    async (text) => {
      const externalId = `${text}${uniqueName('x')}`
      const { id } = await scim.createUser({ externalId })
      expect((await scim.user(id)).externalId).toBe(externalId)
      const found = await scim.get('/Users', { filter: `externalId eq ${JSON.stringify(externalId)}` })
      expect(found.items.map((item) => item.id)).toEqual([id])
    },
  )

  it('C-023 [CHOICE] the new resource is there at once, by id and by filter', async () => {
    const { id, userName } = await scim.createUser()
    expect((await scim.get('/Users', { filter: `userName eq "${String(userName)}"` })).items).toMatchObject([{ id }])
  })
})

describe('clashes', () => {
  it('C-004 [MUST] a userName that is taken, in whatever case: 409 uniqueness', async () => {
    const { userName } = await scim.createUser()
    for (const taken of [String(userName), String(userName).toUpperCase()]) {
      expectScimError(await scim.post('/Users', userBody({ userName: taken })), 409, 'uniqueness', /userName/)
    }
  })

  it.each([
    ['composed and decomposed accents', '\u00e9', 'e\u0301'],
    ['full-width and plain letters', '\uff21\uff22', 'ab'],
    ['accented capitals', 'É', 'é'],
  ])('C-005 [MUST] %s are the same userName', async (_case, first, second) => {
    const tail = uniqueName('x')
    await scim.createUser({ userName: `${first}${tail}` })
    expectScimError(await scim.post('/Users', userBody({ userName: `${second}${tail}` })), 409, 'uniqueness')
  })

  it('C-019 [CHOICE] of parallel creates with one userName exactly one succeeds', async () => {
    const body = userBody()
    const answers = await Promise.all(Array.from({ length: 20 }, () => scim.post('/Users', body)))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)])
    expectList(await scim.get('/Users', { filter: `userName eq "${String(body.userName)}"` }), 1)
  })

  it('C-020 [CHOICE] a create that fails leaves nothing behind', async () => {
    const member = await scim.createUser()
    const body = groupBody({ members: [{ value: member.id }, { value: 'nope' }] })
    expectScimError(await scim.post('/Groups', body), 400, 'invalidValue')
    expectList(await scim.get('/Groups', { filter: `displayName eq "${String(body.displayName)}"` }), 0)
    expect((await scim.user(member.id)).groups).toBeUndefined()
  })
})

describe('bad bodies', () => {
  it.each([['{'], [' '], ['[]'], ['"x"'], ['null'], ['{"userName":"a",}'], ['{} {}']])(
    'C-010 [MUST] the body %j: invalidSyntax',
    async (text) => expectScimError(await scim.send('POST', '/Users', text), 400, 'invalidSyntax'),
  )

  it('C-010 [MUST] no body at all: invalidSyntax', async () => {
    const answer = await scim.send('POST', '/Users', undefined, {
      headers: { 'content-type': 'application/scim+json' },
    })
    expectScimError(answer, 400, 'invalidSyntax', /empty/)
  })

  it.each<[string, JsonObject, RegExp]>([
    ['a string for a list', { emails: 'a' }, /emails/],
    ['a string for an object', { name: 'Barbara' }, /name/],
    ['a list for an object', { name: [] }, /name/],
    ['an object for a boolean', { active: {} }, /active/],
    ['a number inside an element', { emails: [{ value: 5 }] }, /emails/],
    ['a string inside a list of objects', { emails: ['a@example.com'] }, /emails/],
    ['null inside a list', { emails: [null] }, /emails/],
    ['a string for an extension', { [ENTERPRISE_USER_SCHEMA]: 'x' }, /enterprise/],
  ])('C-011 [MUST] %s: invalidValue names the attribute', async (_case, attributes, detail) => {
    expectScimError(await scim.post('/Users', userBody(attributes)), 400, 'invalidValue', detail)
  })

  it('C-012 [MUST] a required attribute that is missing: invalidValue', async () => {
    expectScimError(await scim.post('/Users', { schemas: [USER_SCHEMA] }), 400, 'invalidValue', /userName/)
    expectScimError(await scim.post('/Groups', { schemas: [GROUP_SCHEMA] }), 400, 'invalidValue', /displayName/)
  })

  it('C-013 [CHOICE] the schema of another type is refused', async () => {
    const answer = await scim.post('/Users', userBody({ schemas: [GROUP_SCHEMA] }))
    expectScimError(answer, 400, 'invalidValue', /Group/)
  })

  it('C-014 [CHOICE] an extension that schemas does not name is taken, and named in the answer', async () => {
    const user = await scim.createUser({ schemas: [USER_SCHEMA], [ENTERPRISE_USER_SCHEMA]: { department: 'X' } })
    expect(user.schemas).toEqual([USER_SCHEMA, ENTERPRISE_USER_SCHEMA])
    expect(user[ENTERPRISE_USER_SCHEMA]).toEqual({ department: 'X' })
  })

  it('C-018 [CHOICE] POST to a resource is not allowed', async () => {
    const user = await scim.createUser()
    const answer = await scim.post(`/Users/${user.id}`, userBody())
    expectScimError(answer, 405)
    expect(answer.header('allow')?.split(', ').sort()).toEqual(['DELETE', 'GET', 'HEAD', 'PATCH', 'PUT'])
  })

  it('C-021 [MUST] a password is accepted and never echoed', async () => {
    const answer = await scim.post('/Users', userBody({ password: 'pa55-word' }))
    expectStatus(answer, 201)
    expect(answer.text).not.toMatch(/pa55-word|password/)
  })
})
