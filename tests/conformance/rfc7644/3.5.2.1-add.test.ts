/**
 * PATCH: add.
 *
 * @see RFC 7644 §3.5.2.1 Add Operation — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.1
 */
import { ENTERPRISE_USER_SCHEMA, type JsonObject, type JsonValue, USER_SCHEMA } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { clockPast, expectScimError, expectStatus, useBothServers } from '../support/index.ts'

const { strict: scim, tolerant } = useBothServers()

const work = { value: 'w@example.com', type: 'work' }
const home = { value: 'h@example.com', type: 'home' }

/** A User with these attributes after an add. */
async function afterAdd(before: JsonObject, value: JsonValue, path?: string): Promise<JsonObject> {
  const { id } = await scim.createUser(before)
  const answer = await scim.patch(`/Users/${id}`, [{ op: 'add', value, ...(path === undefined ? {} : { path }) }])
  expectStatus(answer, 200)
  expect(await scim.user(id)).toEqual(answer.body)
  return answer.body
}

describe('with a path', () => {
  it('M-014 [MUST] add needs a value', async () => {
    const { id } = await scim.createUser()
    expectScimError(await scim.patch(`/Users/${id}`, [{ op: 'add', path: 'title' }]), 400, 'invalidValue')
  })

  it('M-015 [MUST] a singular attribute is replaced', async () => {
    expect(await afterAdd({ title: 'A' }, 'B', 'title')).toMatchObject({ title: 'B' })
    expect(await afterAdd({}, 'B', 'title')).toMatchObject({ title: 'B' })
  })

  it('M-016 M-017 [MUST] a list grows by an array of elements or by one of them', async () => {
    expect((await afterAdd({ emails: [work] }, [home], 'emails')).emails).toEqual([work, home])
    expect((await afterAdd({ emails: [work] }, home, 'emails')).emails).toEqual([work, home])
    expect((await afterAdd({}, [work, home], 'emails')).emails).toEqual([work, home])
  })

  it('M-018 [MUST] a value that is there already changes nothing, time and version included', async () => {
    const user = await scim.createUser({ title: 'T', emails: [work, home], name: { givenName: 'G' } })
    await clockPast(user.meta.lastModified)
    const answer = await scim.patch(`/Users/${user.id}`, [
      { op: 'add', path: 'title', value: 'T' },
      { op: 'add', path: 'emails', value: [home] },
      { op: 'add', path: 'name', value: { givenName: 'G' } },
      { op: 'add', value: { emails: [work], title: 'T' } },
    ])
    expectStatus(answer, 200)
    expect(answer.body).toEqual(user)
    const group = await scim.createGroupOf(user)
    const again = await scim.patch(`/Groups/${group.id}`, [{ op: 'add', path: 'members', value: [{ value: user.id }] }])
    expectStatus(again, 204)
    expect(await scim.group(group.id)).toEqual(group)
  })

  it('M-019 [MUST] if another operation changes the resource, time and version move', async () => {
    const user = await scim.createUser({ title: 'T', emails: [work] })
    await clockPast(user.meta.lastModified)
    const { meta } = (
      await scim.patch(`/Users/${user.id}`, [
        { op: 'add', path: 'emails', value: [work] },
        { op: 'replace', path: 'title', value: 'U' },
      ])
    ).resource
    expect(Date.parse(meta.lastModified)).toBeGreaterThan(Date.parse(user.meta.lastModified))
    expect(meta.version).not.toBe(user.meta.version)
  })

  it('M-021 [MUST] a complex attribute keeps the sub-attributes that are not given', async () => {
    const name = { givenName: 'G', familyName: 'F' }
    expect((await afterAdd({ name }, { givenName: 'H' }, 'name')).name).toEqual({ givenName: 'H', familyName: 'F' })
  })

  it('M-022 [MUST] a sub-attribute of what is not there makes it', async () => {
    expect((await afterAdd({}, 'G', 'name.givenName')).name).toEqual({ givenName: 'G' })
  })

  it('M-023 [MUST] a value path sets the sub-attribute in the elements it selects', async () => {
    const { emails } = await afterAdd({ emails: [work, home] }, 'D', 'emails[type eq "work"].display')
    expect(emails).toEqual([{ ...work, display: 'D' }, home])
  })

  it('M-024 [CHOICE] a value path that selects nothing: noTarget', async () => {
    const { id } = await scim.createUser()
    const operation = { op: 'add', path: 'emails[type eq "work"].value', value: 'a@example.com' }
    expectScimError(await scim.patch(`/Users/${id}`, [operation]), 400, 'noTarget')
    expect(await scim.user(id)).not.toHaveProperty('emails')
  })

  it('M-024 M-048 [INTEROP] Entra adds to elements that are not there: they are made from the path', async () => {
    const { id } = await tolerant.createUser()
    const answer = await tolerant.patch(`/Users/${id}`, [
      { op: 'Add', path: 'emails[type eq "work"].value', value: 'a@example.com' },
      { op: 'Add', path: 'addresses[type eq "work"].locality', value: 'Rome' },
    ])
    expectStatus(answer, 200)
    expect(answer.body).toMatchObject({
      emails: [{ type: 'work', value: 'a@example.com' }],
      addresses: [{ type: 'work', locality: 'Rome' }],
    })
  })

  it('M-028 [MUST] an extension attribute brings its URI into schemas', async () => {
    const body = await afterAdd({}, 'X', `${ENTERPRISE_USER_SCHEMA}:department`)
    expect(body).toMatchObject({
      schemas: [USER_SCHEMA, ENTERPRISE_USER_SCHEMA],
      [ENTERPRISE_USER_SCHEMA]: { department: 'X' },
    })
  })

  it('M-051 M-052 [MUST] a new primary element takes primary from the others', async () => {
    const emails = [{ ...work, primary: true }, home]
    const added = await afterAdd({ emails }, [{ value: 'n@example.com', primary: true }], 'emails')
    expect(added.emails).toEqual([{ ...work, primary: false }, home, { value: 'n@example.com', primary: true }])
    const set = await afterAdd({ emails }, true, 'emails[type eq "home"].primary')
    expect(set.emails).toEqual([
      { ...work, primary: false },
      { ...home, primary: true },
    ])
  })

  it('M-067 [MUST] a new member shows in the User’s groups', async () => {
    const [user, group] = [await scim.createUser(), await scim.createGroup()]
    expectStatus(
      await scim.patch(`/Groups/${group.id}`, [{ op: 'add', path: 'members', value: [{ value: user.id }] }]),
      204,
    )
    expect((await scim.user(user.id)).groups).toMatchObject([{ value: group.id, display: group.displayName }])
    expectStatus(
      await scim.patch(`/Groups/${group.id}`, [{ op: 'remove', path: `members[value eq "${user.id}"]` }]),
      204,
    )
    expect((await scim.user(user.id)).groups).toBeUndefined()
  })

  it('M-070 [CHOICE] a member added again in another form is no second one', async () => {
    const user = await scim.createUser()
    const group = await scim.createGroupOf(user)
    const value = [
      { value: user.id, $ref: `../Users/${user.id}`, display: 'other' },
      { value: user.id, type: 'User' },
    ]
    expectStatus(await scim.patch(`/Groups/${group.id}`, [{ op: 'add', path: 'members', value }]), 204)
    expect(await scim.group(group.id)).toEqual(group)
  })
})

describe('without a path', () => {
  it('M-020 [MUST] singular attributes are replaced, lists grow, complex ones are merged', async () => {
    const body = await afterAdd(
      { nickName: 'A', title: 'T', emails: [work], name: { familyName: 'F' } },
      { nickName: 'B', emails: [home], name: { givenName: 'G' }, [ENTERPRISE_USER_SCHEMA]: { department: 'X' } },
    )
    expect(body).toMatchObject({
      nickName: 'B',
      title: 'T',
      emails: [work, home],
      name: { familyName: 'F', givenName: 'G' },
      [ENTERPRISE_USER_SCHEMA]: { department: 'X' },
    })
  })

  it('M-030 [INTEROP] Entra flattens names into keys with dots and URNs', async () => {
    const { id } = await tolerant.createUser({ name: { familyName: 'F' } })
    const value = {
      'name.givenName': 'G',
      title: 'T',
      [`${ENTERPRISE_USER_SCHEMA}:department`]: 'X',
      'emails[type eq "work"].value': 'a@example.com',
    }
    const answer = await tolerant.patch(`/Users/${id}`, [{ op: 'Add', value }])
    expectStatus(answer, 200)
    expect(answer.body).toMatchObject({
      name: { familyName: 'F', givenName: 'G' },
      title: 'T',
      [ENTERPRISE_USER_SCHEMA]: { department: 'X' },
      emails: [{ type: 'work', value: 'a@example.com' }],
    })
    expect(Object.keys(answer.body).filter((key) => key.includes('.givenName'))).toEqual([])
  })

  it('M-063 [CHOICE] an unknown attribute in the value is refused as in a PUT', async () => {
    const user = await scim.createUser()
    const answer = await scim.patch(`/Users/${user.id}`, [{ op: 'add', value: { title: 'T', foo: 1 } }])
    expectScimError(answer, 400, 'invalidSyntax', /foo/)
    expect(await scim.user(user.id)).toEqual(user)
  })

  it('M-020 [MUST] the value must be an object of attributes', async () => {
    const { id } = await scim.createUser()
    for (const value of ['T', 5, ['T'], null]) {
      expectScimError(await scim.patch(`/Users/${id}`, [{ op: 'add', value }]), 400, 'invalidValue')
    }
  })
})
