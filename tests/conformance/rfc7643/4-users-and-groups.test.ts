/**
 * The User and Group schemas and the Enterprise User extension.
 *
 * @see RFC 7643 §4 SCIM Core Resources and Extensions — https://www.rfc-editor.org/rfc/rfc7643#section-4
 */
import { ENTERPRISE_USER_SCHEMA, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import {
  expectScimError,
  expectStatus,
  groupBody,
  makePeople,
  uniqueName,
  useBothServers,
  userBody,
} from '../support/index.ts'

const { strict: scim, tolerant } = useBothServers()

/** One certificate of no authority, in DER. */
const CERTIFICATE =
  'MIIBCDCBsAIBATAKBggqhkjOPQQDAjAQMQ4wDAYDVQQDDAVjaGVjazAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFow' +
  'EDEOMAwGA1UEAwwFY2hlY2swWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASNHqWQjujn0US+mXBKDIPTA/1TCUXpMhGKRUag7bNd' +
  'Zgqpp+7uDRxkduivqYRxom9IK3neROKlkvtp8SG0oEntMAoGCCqGSM49BAMCA0cAMEQCIF/b+CpE0uaP3WKHeK0K3qnuFx1cQKVL' +
  'PuRSRnWxMN1NAiBLdkwzmGNCTCkB5x9RvH7lVBQ/pjWksca/iOGkKgJJvg=='

describe('User', () => {
  it.each([[undefined], [''], ['   '], [null]])(
    'S-032 S-047 [MUST] a User whose userName is %j is refused, on POST and PUT',
    async (userName?: JsonValue) => {
      const body = userBody(userName === undefined ? { userName: undefined } : { userName })
      const { id } = await scim.createUser()
      expectScimError(await scim.post('/Users', body), 400, 'invalidValue', /userName/)
      expectScimError(await scim.put(`/Users/${id}`, body), 400, 'invalidValue', /userName/)
    },
  )

  it.each([
    ['a control character', 'ada\u0007'],
    ['a zero-width space', 'a\u200bda'],
    ['a soft hyphen', 'a\u00adda'],
    ['a turn of the direction of writing', '\u202eada'],
    ['a separator of lines', 'a\u2028da'],
    ['a filler', 'a\u3164da'],
    ['a tag beyond the basic plane', 'a\u{e0041}da'],
  ])('Z-016 S-047 [MUST] a userName with %s is refused: it would look like another', async (_case, userName) => {
    const { id } = await scim.createUser()
    expectScimError(await scim.post('/Users', userBody({ userName })), 400, 'invalidValue', /userName/)
    const operation = { op: 'replace', path: 'userName', value: userName }
    expectScimError(await scim.patch(`/Users/${id}`, [operation]), 400, 'invalidValue', /userName/)
  })

  it.each([
    ['composed and decomposed accents', 'é', 'e\u0301'],
    ['letters of another width', 'ab', '\uff21\uff42'],
    ['case beyond ASCII', 'éñ', 'ÉÑ'],
  ])('Z-016 C-005 [MUST] userNames that differ in %s alone are the same', async (_case, one, other) => {
    const tag = uniqueName('p')
    const { id } = await scim.createUser({ userName: `${one}${tag}` })
    expectScimError(await scim.post('/Users', userBody({ userName: `${other}${tag}` })), 409, 'uniqueness')
    const found = await scim.get('/Users', { filter: `userName eq "${other}${tag}"` })
    expect(found.items.map((user) => [user.id, user.userName])).toEqual([[id, `${one}${tag}`]])
  })

  it('S-047 [MUST] userName is unique over all Users, whatever its case', async () => {
    const userName = uniqueName('bjensen')
    await scim.createUser({ userName })
    expectScimError(
      await scim.post('/Users', userBody({ userName: userName.toUpperCase() })),
      409,
      'uniqueness',
      /userName/,
    )
    expect((await scim.get('/Users', { filter: `userName eq "${userName}"` })).body.totalResults).toBe(1)
  })

  it('S-048 [MUST] a password never comes out', async () => {
    const created = await scim.post('/Users', userBody({ password: 's3cret-Pa55' }))
    const { id, userName } = created.resource
    const path = `/Users/${id}`
    const filter = `id eq "${id}"`
    const answers = [
      created,
      await scim.get(path),
      await scim.get(path, { attributes: 'password,userName' }),
      await scim.get('/Users', { filter, attributes: 'password' }),
      await scim.put(path, userBody({ userName, password: 's3cret-Pa55' })),
      await scim.patch(path, [{ op: 'replace', path: 'password', value: 's3cret-Pa55' }], {
        query: { attributes: 'password' },
      }),
      await scim.post('/Users/.search', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
        filter,
        attributes: ['password'],
      }),
    ]
    for (const answer of answers) {
      expect([200, 201]).toContain(answer.status)
      expect(answer.text).toContain(id)
      expect(answer.text).not.toMatch(/password|s3cret/i)
    }
  })

  it('S-049 [MUST] groups is derived from the Groups: ignored in a body, refused in a PATCH', async () => {
    const group = await scim.createGroup()
    const groups = [{ value: group.id }]
    const user = await scim.createUser({ groups })
    expect(user.groups).toBeUndefined()
    expect(
      (await scim.put(`/Users/${user.id}`, userBody({ userName: user.userName, groups }))).body.groups,
    ).toBeUndefined()
    const patched = await scim.patch(`/Users/${user.id}`, [{ op: 'add', path: 'groups', value: groups }])
    expectScimError(patched, 400, 'mutability', /groups/)
    await scim.patch(`/Groups/${group.id}`, [{ op: 'add', path: 'members', value: [{ value: user.id }] }])
    expect((await scim.user(user.id)).groups).toEqual([
      { value: group.id, $ref: group.meta.location, display: group.displayName, type: 'direct' },
    ])
  })

  it('S-050 [MUST] a group above a group is shown as indirect', async () => {
    const user = await scim.createUser()
    const inner = await scim.createGroupOf(user)
    const outer = await scim.createGroupOf(inner)
    const { groups } = await scim.user(user.id)
    expect(groups).toHaveLength(2)
    expect(groups).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ value: inner.id, type: 'direct', $ref: inner.meta.location }),
        expect.objectContaining({ value: outer.id, type: 'indirect', $ref: outer.meta.location }),
      ]),
    )
  })

  it('S-066 [SHOULD] an email address is kept as given and found in any case', async () => {
    const people = await makePeople(scim, { mixed: { emails: [{ value: 'A.b@EXAMPLE.com' }] } })
    expect((await scim.user(people.id('mixed'))).emails).toEqual([{ value: 'A.b@EXAMPLE.com' }])
    expect(await people.matching('emails.value eq "a.b@example.com"')).toEqual(['mixed'])
    expect(await people.matching('emails.value ew "@EXAMPLE.COM"')).toEqual(['mixed'])
  })

  it.each<[string, JsonObject]>([
    ['S-067 [MUST] a country of three letters is accepted and kept', { addresses: [{ country: 'USA', type: 'work' }] }],
    ['S-067 [MUST] a country of two letters is accepted and kept', { addresses: [{ country: 'US', type: 'work' }] }],
    ['S-068 [MUST] a locale with an underscore is accepted and kept', { locale: 'en_US' }],
    ['S-068 [MUST] an Accept-Language value is accepted and kept', { preferredLanguage: 'da, en-GB;q=0.8, en;q=0.7' }],
    ['S-068 [MUST] a time zone is accepted and kept', { timezone: 'America/Los_Angeles' }],
    ['S-071 [CHOICE] an address may be the primary one', { addresses: [{ locality: 'Rome', primary: true }] }],
  ])('%s', async (_title, attributes) => {
    const { id } = await scim.createUser(attributes)
    expect(await scim.user(id)).toMatchObject(attributes)
  })

  it('S-069 [MUST] a certificate is kept as given; PEM, a chain or a list of them is refused, by PATCH too', async () => {
    const { id } = await scim.createUser({ x509Certificates: [{ value: CERTIFICATE }] })
    expect((await scim.user(id)).x509Certificates).toEqual([{ value: CERTIFICATE }])
    const one = Buffer.from(CERTIFICATE, 'base64')
    const pem = `-----BEGIN CERTIFICATE-----\n${CERTIFICATE}\n-----END CERTIFICATE-----`
    const list = Buffer.concat([Buffer.from([0x30, 0x82, one.length >> 8, one.length & 0xff]), one])
    const refused = [pem, btoa(pem), `${CERTIFICATE},${CERTIFICATE}`, list.toString('base64')]
    for (const value of [...refused, Buffer.concat([one, one]).toString('base64')]) {
      const x509Certificates = [{ value }]
      expectScimError(await scim.post('/Users', userBody({ x509Certificates })), 400, 'invalidValue', /x509/)
      const operation = { op: 'add', path: 'x509Certificates', value: x509Certificates }
      expectScimError(await scim.patch(`/Users/${id}`, [operation]), 400, 'invalidValue', /x509/)
    }
    expect((await scim.user(id)).x509Certificates).toEqual([{ value: CERTIFICATE }])
  })

  it('S-070 [MUST] an inactive User can be read and found', async () => {
    const people = await makePeople(scim, { on: { active: true }, off: { active: true } })
    const path = `/Users/${people.id('off')}`
    expectStatus(await scim.patch(path, [{ op: 'replace', path: 'active', value: false }]), 200)
    expect((await scim.get(path)).body.active).toBe(false)
    expect(await people.matching('active eq false')).toEqual(['off'])
    expect(await people.matching('userName pr')).toEqual(['off', 'on'])
  })

  it('S-058 [CHOICE] unknown attributes are refused with invalidSyntax, on POST, PUT and PATCH alike', async () => {
    const { id } = await scim.createUser()
    expectScimError(await scim.post('/Users', userBody({ foo: 1 })), 400, 'invalidSyntax', /foo/)
    expectScimError(await scim.put(`/Users/${id}`, userBody({ foo: 1 })), 400, 'invalidSyntax', /foo/)
    expectScimError(await scim.patch(`/Users/${id}`, [{ op: 'add', value: { foo: 1 } }]), 400, 'invalidSyntax', /foo/)
    expectScimError(await scim.post('/Users', userBody({ name: { foo: 1 } })), 400, 'invalidSyntax', /foo/)
  })

  it('S-012 [MUST] the strings Entra sends for booleans become real booleans where they are tolerated', async () => {
    expect((await tolerant.createUser({ active: 'False' })).active).toBe(false)
    expect((await tolerant.createUser({ active: 'True' })).active).toBe(true)
  })

  it('S-058 [CHOICE] where they are tolerated, unknown attributes are ignored on POST, PUT and PATCH alike', async () => {
    const created = await tolerant.post('/Users', userBody({ foo: 1 }))
    expectStatus(created, 201)
    const { id, userName } = created.resource
    const replaced = await tolerant.put(`/Users/${id}`, userBody({ userName, title: 'T', foo: 1 }))
    const patched = await tolerant.patch(`/Users/${id}`, [{ op: 'add', value: { foo: 1, nickName: 'N' } }])
    expect(replaced.body).toMatchObject({ title: 'T' })
    expect(patched.body).toMatchObject({ title: 'T', nickName: 'N' })
    for (const { text } of [created, replaced, patched]) expect(text).not.toContain('foo')
  })
})

describe('Group', () => {
  it('S-051 [MUST] a Group without displayName is refused', async () => {
    expectScimError(
      await scim.post('/Groups', groupBody({ displayName: undefined })),
      400,
      'invalidValue',
      /displayName/,
    )
    expectScimError(await scim.post('/Groups', groupBody({ displayName: '' })), 400, 'invalidValue', /displayName/)
  })

  it('S-052 [MUST] members come and go, but none can be turned into another', async () => {
    const [first, second] = [await scim.createUser(), await scim.createUser()]
    const { id } = await scim.createGroupOf(first)
    const path = `members[value eq "${first.id}"].value`
    expectScimError(await scim.patch(`/Groups/${id}`, [{ op: 'replace', path, value: second.id }]), 400, 'mutability')
    expect((await scim.group(id)).members).toMatchObject([{ value: first.id, $ref: first.meta.location, type: 'User' }])
    await scim.patch(`/Groups/${id}`, [
      { op: 'add', path: 'members', value: [{ value: second.id }] },
      { op: 'remove', path: `members[value eq "${first.id}"]` },
    ])
    expect((await scim.group(id)).members).toMatchObject([{ value: second.id }])
  })

  it('S-053 [MAY] a Group may be a member', async () => {
    const inner = await scim.createGroup()
    const outer = await scim.createGroup({ members: [{ value: inner.id, type: 'Group' }] })
    expect(outer.members).toMatchObject([{ value: inner.id, type: 'Group', $ref: inner.meta.location }])
  })

  it('S-054 [CHOICE] a member that does not exist is refused', async () => {
    const body = groupBody({ members: [{ value: 'nope' }] })
    expectScimError(await scim.post('/Groups', body), 400, 'invalidValue', /nope/)
    const { id } = await scim.createGroup()
    const patched = await scim.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: [{ value: 'nope' }] }])
    expectScimError(patched, 400, 'invalidValue', /nope/)
  })

  it('S-055 [CHOICE] the display of a member is the member’s own, whatever the client sends', async () => {
    const user = await scim.createUser({ displayName: 'Barbara' })
    const group = await scim.createGroup({ members: [{ value: user.id, display: 'Somebody else' }] })
    expect((await scim.group(group.id)).members).toMatchObject([{ value: user.id, display: 'Barbara' }])
  })

  it('S-065 [MUST] a `$ref` without the version segment names the same member', async () => {
    const user = await scim.createUser()
    const unversioned = user.meta.location.replace('/v2/', '/')
    expect(unversioned).not.toBe(user.meta.location)
    const group = await scim.createGroup({
      members: [
        { value: user.id, $ref: unversioned },
        { value: user.id, $ref: user.meta.location },
      ],
    })
    expect((await scim.group(group.id)).members).toMatchObject([{ value: user.id, $ref: user.meta.location }])
  })
})

describe('Enterprise User', () => {
  it('S-056 [MUST] every attribute of the extension round-trips', async () => {
    const manager = await scim.createUser({ displayName: 'The boss' })
    const enterprise = {
      employeeNumber: '701984',
      costCenter: '4130',
      organization: 'Universal Studios',
      division: 'Theme Park',
      department: 'Tour Operations',
    }
    const user = await scim.createUser({
      [ENTERPRISE_USER_SCHEMA]: { ...enterprise, manager: { value: manager.id, $ref: manager.meta.location } },
    })
    expect((await scim.user(user.id))[ENTERPRISE_USER_SCHEMA]).toMatchObject({
      ...enterprise,
      manager: { value: manager.id, $ref: manager.meta.location },
    })
  })

  it('S-056 [MUST] the displayName of a manager is read-only and ignored in a body', async () => {
    const manager = await scim.createUser({ displayName: 'The boss' })
    const user = await scim.createUser({
      [ENTERPRISE_USER_SCHEMA]: { manager: { value: manager.id, displayName: 'Made up' } },
    })
    expect(JSON.stringify(await scim.user(user.id))).not.toContain('Made up')
  })

  it('S-056 [MUST] a manager is an object; the plain string Entra sends is read as its value where tolerated', async () => {
    const [strictly, leniently] = [await scim.createUser(), await tolerant.createUser()]
    const body = (id: string) => userBody({ [ENTERPRISE_USER_SCHEMA]: { manager: id } })
    expectScimError(await scim.post('/Users', body(strictly.id)), 400, 'invalidValue', /manager/)
    const answer = await tolerant.post('/Users', body(leniently.id))
    expect(answer.body[ENTERPRISE_USER_SCHEMA]).toMatchObject({ manager: { value: leniently.id } })
  })
})
