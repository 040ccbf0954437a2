/**
 * Attributes: names, data types, multi-valued and unassigned values.
 *
 * @see RFC 7643 §2 SCIM Schema Structure — https://www.rfc-editor.org/rfc/rfc7643#section-2
 */
import { ENTERPRISE_USER_SCHEMA, type JsonObject, USER_SCHEMA } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import {
  expectScimError,
  expectStatus,
  groupBody,
  makePeople,
  uniqueName,
  userBody,
  useStrictServer,
} from '../support/index.ts'

const scim = useStrictServer()

const create = (attributes: JsonObject) => scim.post('/Users', userBody(attributes))

describe('names', () => {
  it('S-006 [MUST] attribute names are read in any case and come out in the schema’s spelling', async () => {
    const userName = uniqueName('case')
    const answer = await scim.post('/Users', {
      SCHEMAS: [USER_SCHEMA],
      USERNAME: userName,
      Emails: [{ VALUE: `${userName}@example.com`, Type: 'work' }],
    })
    expectStatus(answer, 201)
    expect(answer.body).toMatchObject({ userName, emails: [{ value: `${userName}@example.com`, type: 'work' }] })
    expect(Object.keys(answer.body)).not.toContain('USERNAME')
  })

  it('S-007 [MUST] the URN before an attribute name is read in any case, in filters and in bodies', async () => {
    const user = await scim.createUser({ [ENTERPRISE_USER_SCHEMA.toLowerCase()]: { department: 'Tour' } })
    expect(user[ENTERPRISE_USER_SCHEMA]).toEqual({ department: 'Tour' })
    const found = await scim.get('/Users', {
      filter: `URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:user:USERNAME eq "${String(user.userName)}"`,
    })
    expect(found.items.map(({ id }) => id)).toEqual([user.id])
  })

  it('S-008 [CHOICE] two keys that differ only by case are one attribute given twice: invalidSyntax', async () => {
    const answer = await create({ username: uniqueName('twice') })
    expectScimError(answer, 400, 'invalidSyntax', /userName/i)
    expectScimError(await create({ name: { givenName: 'A', GIVENNAME: 'B' } }), 400, 'invalidSyntax')
  })

  it('S-009 [MUST] `$ref` is an attribute name', async () => {
    const [stays, goes] = [await scim.createUser(), await scim.createUser()]
    const group = await scim.createGroupOf(stays, goes)
    const path = `members[$ref ew "/Users/${goes.id}"]`
    expectStatus(await scim.patch(`/Groups/${group.id}`, [{ op: 'remove', path }]), 204)
    expect((await scim.group(group.id)).members).toMatchObject([{ value: stays.id }])
  })
})

describe('data types', () => {
  it.each([
    ['S-011 [MUST] a number is no string', { title: 5 }, /title/],
    ['S-011 [MUST] an object is no string', { title: {} }, /title/],
    ['S-012 [MUST] the string "true" is no boolean', { active: 'true' }, /active/],
    ['S-012 [MUST] a number is no boolean', { active: 1 }, /active/],
    ['S-016 [MUST] text outside the base64 alphabet is no binary', { x509Certificates: [{ value: '***' }] }, /x509/],
    ['S-017 [MUST] text with blanks is no reference', { profileUrl: 'not a uri' }, /profileUrl/],
    ['S-019 [MUST] a sub-attribute holds no object', { name: { givenName: { first: 'A' } } }, /givenName/],
    ['S-022 [MUST] an object is no list', { emails: { value: 'a@example.com' } }, /emails/],
    ['S-022 [MUST] a list is no singular value', { title: ['a'] }, /title/],
  ])('%s: invalidValue names the attribute', async (_title, attributes, detail) => {
    expectScimError(await create(attributes), 400, 'invalidValue', detail)
  })

  it('S-016 [MUST] base64 may come without padding and keeps its case', async () => {
    const user = await scim.createUser({ x509Certificates: [{ value: 'QUJjZA' }, { value: 'QUJjZA==', type: 'old' }] })
    expect((await scim.user(user.id)).x509Certificates).toEqual([
      { value: 'QUJjZA' },
      { value: 'QUJjZA==', type: 'old' },
    ])
  })

  it('S-017 [MUST] references may be absolute or relative', async () => {
    const manager = await scim.createUser()
    for (const $ref of [`../Users/${manager.id}`, `Users/${manager.id}`, manager.meta.location]) {
      const user = await scim.createUser({ [ENTERPRISE_USER_SCHEMA]: { manager: { value: manager.id, $ref } } })
      expect(user[ENTERPRISE_USER_SCHEMA]).toMatchObject({ manager: { value: manager.id } })
    }
  })

  it('S-018 [MUST] a GET of every `$ref` the server makes finds its target', async () => {
    const user = await scim.createUser()
    const group = await scim.createGroupOf(user)
    const { members } = await scim.group(group.id)
    const { groups } = await scim.user(user.id)
    expect(members).toMatchObject([{ $ref: user.meta.location }])
    expect(groups).toMatchObject([{ $ref: group.meta.location }])
    for (const { meta, id } of [user, group]) {
      const response = await fetch(meta.location, { headers: { authorization: `Bearer ${scim.server.token}` } })
      expect(await response.json()).toMatchObject({ id })
    }
  })

  it('S-021 [MUST] the order of the keys of an object means nothing', async () => {
    const answer = await scim.post('/Users', {
      emails: [{ primary: true, type: 'work', value: 'a@example.com' }],
      name: { familyName: 'F', givenName: 'G' },
      userName: uniqueName('order'),
      schemas: [USER_SCHEMA],
    })
    expectStatus(answer, 201)
    expect(answer.body).toMatchObject({
      name: { givenName: 'G', familyName: 'F' },
      emails: [{ value: 'a@example.com' }],
    })
  })
})

describe('multi-valued attributes', () => {
  const email = (value: string, rest: JsonObject = {}) => ({ value, ...rest })

  it('S-023 [MUST] two elements with primary true are refused', async () => {
    const emails = [email('a@example.com', { primary: true }), email('b@example.com', { primary: true })]
    expectScimError(await create({ emails }), 400, 'invalidValue', /primary/)
  })

  it('S-024 [MUST] an element without primary is not the primary one', async () => {
    const people = await makePeople(scim, {
      none: { emails: [email('a@example.com')] },
      mixed: { emails: [email('a@example.com'), email('b@example.com', { primary: true })] },
      only: { emails: [email('a@example.com', { primary: true })] },
    })
    expect(await people.matching('emails[primary eq false]')).toEqual(['mixed', 'none'])
    expect(await people.matching('emails[primary eq true]')).toEqual(['mixed', 'only'])
  })

  it('S-025 [SHOULD] the same value and type is kept once', async () => {
    const emails = [email('a@example.com', { type: 'work' }), email('a@example.com', { type: 'work' })]
    expect((await scim.createUser({ emails })).emails).toEqual([{ value: 'a@example.com', type: 'work' }])
  })

  it('S-026 [MUST] the same value under two types is kept twice', async () => {
    const emails = [email('a@example.com', { type: 'work' }), email('a@example.com', { type: 'home' })]
    expect((await scim.createUser({ emails })).emails).toEqual(emails)
  })

  it('S-027 [MUST] the display of a member cannot be edited in place', async () => {
    const user = await scim.createUser({ displayName: 'Given' })
    const group = await scim.createGroupOf(user)
    const path = `members[value eq "${user.id}"].display`
    const answer = await scim.patch(`/Groups/${group.id}`, [{ op: 'replace', path, value: 'Other' }])
    expectScimError(answer, 400, 'mutability')
    expect((await scim.group(group.id)).members).toMatchObject([{ display: 'Given' }])
  })

  it('S-033 [MAY] a type outside the canonical values is accepted, on POST, PUT and PATCH alike', async () => {
    const user = await scim.createUser({ emails: [email('a@example.com', { type: 'zzz' })] })
    expect(user.emails).toEqual([{ value: 'a@example.com', type: 'zzz' }])
    const body = userBody({ userName: user.userName, emails: [email('b@example.com', { type: 'yyy' })] })
    const replaced = await scim.put(`/Users/${user.id}`, body)
    expect(replaced.body.emails).toEqual([{ value: 'b@example.com', type: 'yyy' }])
    const patched = await scim.patch(`/Users/${user.id}`, [
      { op: 'replace', path: 'emails', value: [email('c@example.com', { type: 'xxx' })] },
    ])
    expect(patched.body.emails).toEqual([{ value: 'c@example.com', type: 'xxx' }])
  })
})

describe('unassigned values', () => {
  it('S-028 [MUST] null and an empty list are the same as leaving the attribute out', async () => {
    const people = await makePeople(scim, { empty: { title: null, emails: [], name: null }, plain: {} })
    const [empty, plain] = [await scim.user(people.id('empty')), await scim.user(people.id('plain'))]
    expect(Object.keys(empty).sort()).toEqual(Object.keys(plain).sort())
    for (const filter of ['title pr', 'emails pr', 'name pr']) expect(await people.matching(filter)).toEqual([])
    expect(await people.matching('not (title pr)')).toEqual(['empty', 'plain'])
  })

  it('S-029 [MAY] unassigned attributes are left out', async () => {
    const user = await scim.createUser({ title: null })
    expect(Object.keys(user)).not.toContain('title')
    expect(JSON.stringify(user)).not.toContain('null')
    expect(Object.keys((await scim.post('/Groups', groupBody())).body)).not.toContain('members')
  })

  it('S-030 [CHOICE] an empty string is a value, but not one that is present', async () => {
    const people = await makePeople(scim, { blank: { title: '' }, none: {}, some: { title: 'x' } })
    expect((await scim.user(people.id('blank'))).title).toBe('')
    expect(await people.matching('title pr')).toEqual(['some'])
    expect(await people.matching('title eq ""')).toEqual(['blank'])
  })

  it('S-031 [MUST] a complex attribute without sub-attributes is unassigned', async () => {
    const people = await makePeople(scim, { empty: { name: {} }, nulls: { name: { givenName: null } } })
    for (const name of ['empty', 'nulls']) expect(Object.keys(await scim.user(people.id(name)))).not.toContain('name')
    expect(await people.matching('name pr')).toEqual([])
  })
})

describe('case', () => {
  it('S-034 [MUST] values are compared by case exactly where the schema says so', async () => {
    const externalId = uniqueName('Ext')
    const people = await makePeople(scim, { Anna: { externalId, emails: [{ value: 'x@example.com', type: 'work' }] } })
    expect(await people.matching(`externalId eq "${externalId}"`)).toEqual(['Anna'])
    expect(await people.matching(`externalId eq "${externalId.toLowerCase()}"`)).toEqual([])
    expect(await people.matching(`userName eq "ANNA${people.tag.toUpperCase()}"`)).toEqual(['Anna'])
    expect(await people.matching('emails[type eq "WORK"]')).toEqual(['Anna'])
  })
})
