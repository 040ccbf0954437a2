/**
 * PATCH: remove.
 *
 * @see RFC 7644 §3.5.2.2 Remove Operation — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.2
 */
import { ENTERPRISE_USER_SCHEMA, type JsonObject, USER_SCHEMA } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { clockPast, expectScimError, expectStatus, makePeople, useBothServers } from '../support/index.ts'

const { strict: scim, tolerant } = useBothServers()

const work = { value: 'w@example.com', type: 'work' }
const home = { value: 'h@example.com', type: 'home' }

/** A User with these attributes after a remove. */
async function afterRemove(before: JsonObject, path: string): Promise<JsonObject> {
  const { id } = await scim.createUser(before)
  const answer = await scim.patch(`/Users/${id}`, [{ op: 'remove', path }])
  expectStatus(answer, 200)
  expect(await scim.user(id)).toEqual(answer.body)
  return answer.body
}

it('M-006 [MUST] remove without a path: noTarget', async () => {
  const user = await scim.createUser()
  expectScimError(await scim.patch(`/Users/${user.id}`, [{ op: 'remove' }]), 400, 'noTarget')
  expectScimError(await scim.patch(`/Users/${user.id}`, [{ op: 'remove', value: { title: 'T' } }]), 400, 'noTarget')
  expect(await scim.user(user.id)).toEqual(user)
})

describe('attributes', () => {
  it('M-031 [MUST] a singular attribute becomes unassigned', async () => {
    const people = await makePeople(scim, { one: { title: 'T' } })
    const answer = await scim.patch(`/Users/${people.id('one')}`, [{ op: 'remove', path: 'title' }])
    expect(Object.keys(answer.body)).not.toContain('title')
    expect(await people.matching('title pr')).toEqual([])
  })

  it('M-031 [MUST] one that is not there changes nothing', async () => {
    const user = await scim.createUser()
    await clockPast(user.meta.lastModified)
    const answer = await scim.patch(`/Users/${user.id}`, [{ op: 'remove', path: 'title' }])
    expectStatus(answer, 200)
    expect(answer.body).toEqual(user)
  })

  it('M-032 [MUST] a list without a filter loses all elements', async () => {
    expect(await afterRemove({ emails: [work, home] }, 'emails')).not.toHaveProperty('emails')
    const group = await scim.createGroupOf(await scim.createUser(), await scim.createUser())
    expectStatus(await scim.patch(`/Groups/${group.id}`, [{ op: 'remove', path: 'members' }]), 204)
    expect(await scim.group(group.id)).not.toHaveProperty('members')
  })

  it('M-034 [MUST] a sub-attribute goes alone', async () => {
    const name = { givenName: 'G', middleName: 'M' }
    expect((await afterRemove({ name }, 'name.middleName')).name).toEqual({ givenName: 'G' })
    expect(await afterRemove({ name: { givenName: 'G' } }, 'name.givenName')).not.toHaveProperty('name')
    const addresses = [
      { type: 'work', region: 'CA', locality: 'LA' },
      { type: 'home', region: 'CA' },
    ]
    const after = await afterRemove({ addresses }, 'addresses[type eq "work"].region')
    expect(after.addresses).toEqual([
      { type: 'work', locality: 'LA' },
      { type: 'home', region: 'CA' },
    ])
  })

  it('M-037 S-032 [MUST] a required attribute stays: mutability', async () => {
    const [user, group] = [await scim.createUser(), await scim.createGroup()]
    expectScimError(
      await scim.patch(`/Users/${user.id}`, [{ op: 'remove', path: 'userName' }]),
      400,
      'mutability',
      /userName/,
    )
    expectScimError(await scim.patch(`/Groups/${group.id}`, [{ op: 'remove', path: 'displayName' }]), 400, 'mutability')
    expect(await scim.user(user.id)).toEqual(user)
    expect(await scim.group(group.id)).toEqual(group)
  })

  it('M-039 [CHOICE] with its last attribute an extension leaves schemas', async () => {
    const before = { [ENTERPRISE_USER_SCHEMA]: { department: 'X' } }
    const after = await afterRemove(before, `${ENTERPRISE_USER_SCHEMA}:department`)
    expect(after.schemas).toEqual([USER_SCHEMA])
    expect(after).not.toHaveProperty([ENTERPRISE_USER_SCHEMA])
  })

  it('M-039 [CHOICE] it stays while it has others', async () => {
    const before = { [ENTERPRISE_USER_SCHEMA]: { department: 'X', division: 'Y' } }
    const after = await afterRemove(before, `${ENTERPRISE_USER_SCHEMA}:department`)
    expect(after.schemas).toEqual([USER_SCHEMA, ENTERPRISE_USER_SCHEMA])
    expect(after[ENTERPRISE_USER_SCHEMA]).toEqual({ division: 'Y' })
  })
})

describe('elements', () => {
  it('M-033 [MUST] a filter takes the elements it selects, the last one with the attribute', async () => {
    expect((await afterRemove({ emails: [work, home] }, 'emails[type eq "work"]')).emails).toEqual([home])
    const people = await makePeople(scim, { one: { emails: [work] } })
    await scim.patch(`/Users/${people.id('one')}`, [{ op: 'remove', path: 'emails[value ew "example.com"]' }])
    expect(await scim.user(people.id('one'))).not.toHaveProperty('emails')
    expect(await people.matching('emails pr')).toEqual([])
  })

  it('M-033 [MUST] members go by value, one or several', async () => {
    const users = [await scim.createUser(), await scim.createUser(), await scim.createUser()]
    const group = await scim.createGroupOf(...users)
    const [first, second, third] = users.map(({ id }) => id)
    const path = `members[value eq "${first}" or value eq "${second}"]`
    expectStatus(await scim.patch(`/Groups/${group.id}`, [{ op: 'remove', path }]), 204)
    expect((await scim.group(group.id)).members).toMatchObject([{ value: third }])
    expectStatus(await scim.patch(`/Groups/${group.id}`, [{ op: 'remove', path: `members[value eq "${third}"]` }]), 204)
    expect(await scim.group(group.id)).not.toHaveProperty('members')
  })

  it('M-035 [MUST] a member that is not there: success and no change', async () => {
    const group = await scim.createGroupOf(await scim.createUser())
    await clockPast(group.meta.lastModified)
    expectStatus(await scim.patch(`/Groups/${group.id}`, [{ op: 'remove', path: 'members[value eq "nope"]' }]), 204)
    expect(await scim.group(group.id)).toEqual(group)
  })

  it('M-036 [CHOICE] any other filter that selects nothing: success and no change', async () => {
    const user = await scim.createUser({ emails: [work] })
    for (const path of ['emails[type eq "zz"]', 'emails[type eq "zz"].display', 'phoneNumbers[type eq "work"]']) {
      const answer = await scim.patch(`/Users/${user.id}`, [{ op: 'remove', path }])
      expectStatus(answer, 200)
      expect(answer.body).toEqual(user)
    }
  })

  it('M-038 [INTEROP] Entra names the members to remove in a value: the others stay', async () => {
    const users = [await tolerant.createUser(), await tolerant.createUser(), await tolerant.createUser()]
    const group = await tolerant.createGroupOf(...users)
    const [first, second, third] = users.map(({ id }) => id)
    const answer = await tolerant.patch(`/Groups/${group.id}`, [
      { op: 'Remove', path: 'members', value: [{ value: String(first) }] },
    ])
    expectStatus(answer, 204)
    expect((await tolerant.group(group.id)).members).toMatchObject([{ value: second }, { value: third }])
  })

  it('M-038 [INTEROP] without that tolerance such a remove is refused, not read as "remove all"', async () => {
    const group = await scim.createGroupOf(await scim.createUser(), await scim.createUser())
    const answer = await scim.patch(`/Groups/${group.id}`, [{ op: 'remove', path: 'members', value: [{ value: 'x' }] }])
    expectScimError(answer, 400, 'invalidSyntax', /value/)
    expect(await scim.group(group.id)).toEqual(group)
  })
})
