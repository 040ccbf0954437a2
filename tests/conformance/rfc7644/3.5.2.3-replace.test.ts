/**
 * PATCH: replace.
 *
 * @see RFC 7644 §3.5.2.3 Replace Operation — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.3
 */
import { ENTERPRISE_USER_SCHEMA, type JsonObject, type JsonValue, USER_SCHEMA } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { expectScimError, expectStatus, useBothServers } from '../support/index.ts'

const { strict: scim, tolerant } = useBothServers()

const work = { value: 'w@example.com', type: 'work' }
const home = { value: 'h@example.com', type: 'home' }

/** A User with these attributes after a replace. */
async function afterReplace(before: JsonObject, value: JsonValue, path?: string): Promise<JsonObject> {
  const { id } = await scim.createUser(before)
  const answer = await scim.patch(`/Users/${id}`, [{ op: 'replace', value, ...(path === undefined ? {} : { path }) }])
  expectStatus(answer, 200)
  expect(await scim.user(id)).toEqual(answer.body)
  return answer.body
}

describe('attributes', () => {
  it('M-040 [MUST] a singular attribute', async () => {
    expect(await afterReplace({ title: 'A' }, 'B', 'title')).toMatchObject({ title: 'B' })
  })

  it('M-041 [MUST] a list without a filter, as a whole', async () => {
    expect((await afterReplace({ emails: [work] }, [home], 'emails')).emails).toEqual([home])
    const [out, comes] = [await scim.createUser(), await scim.createUser()]
    const group = await scim.createGroupOf(out)
    await scim.patch(`/Groups/${group.id}`, [{ op: 'replace', path: 'members', value: [{ value: comes.id }] }])
    expect((await scim.group(group.id)).members).toMatchObject([{ value: comes.id }])
    expect((await scim.user(out.id)).groups).toBeUndefined()
  })

  it('M-042 [MUST] what has no value yet is added', async () => {
    expect(await afterReplace({}, 'N', 'nickName')).toMatchObject({ nickName: 'N' })
    expect(await afterReplace({}, 'G', 'name.givenName')).toMatchObject({ name: { givenName: 'G' } })
    expect(await afterReplace({}, [work], 'emails')).toMatchObject({ emails: [work] })
    const body = await afterReplace({}, 'X', `${ENTERPRISE_USER_SCHEMA}:department`)
    expect(body).toMatchObject({ schemas: [USER_SCHEMA, ENTERPRISE_USER_SCHEMA] })
  })

  it('M-043 [MUST] a complex attribute keeps the sub-attributes that are not given', async () => {
    const name = { givenName: 'G', familyName: 'F' }
    expect((await afterReplace({ name }, { givenName: 'H' }, 'name')).name).toEqual({ givenName: 'H', familyName: 'F' })
  })

  it('M-049 [MUST] without a path only the named attributes change, lists as a whole', async () => {
    const before = { title: 'T', nickName: 'A', emails: [work], name: { familyName: 'F' } }
    const body = await afterReplace(before, { nickName: 'B', emails: [home], name: { givenName: 'G' } })
    expect(body).toMatchObject({ title: 'T', nickName: 'B', name: { familyName: 'F', givenName: 'G' } })
    expect(body.emails).toEqual([home])
  })

  it('M-050 [MUST] null and an empty list clear', async () => {
    expect(await afterReplace({ title: 'T' }, null, 'title')).not.toHaveProperty('title')
    expect(await afterReplace({ emails: [work] }, [], 'emails')).not.toHaveProperty('emails')
    expect(await afterReplace({ title: 'T', nickName: 'N' }, { title: null })).toMatchObject({ nickName: 'N' })
  })

  it.each([[null], ['']])('M-050 [MUST] %j for a required attribute is refused', async (value) => {
    const user = await scim.createUser()
    const answer = await scim.patch(`/Users/${user.id}`, [{ op: 'replace', path: 'userName', value }])
    expectScimError(answer, 400, 'invalidValue', /userName/)
    expect(await scim.user(user.id)).toEqual(user)
  })

  it.each<[string, JsonValue]>([
    ['active', 'maybe'],
    ['active', 'True'],
    ['title', 5],
    ['name', 'Barbara'],
    ['emails[type eq "work"].primary', 'yes'],
    ['emails', [5]],
  ])('M-054 [MUST] %s takes no %j: invalidValue', async (path, value) => {
    const user = await scim.createUser({ emails: [work] })
    expectScimError(await scim.patch(`/Users/${user.id}`, [{ op: 'replace', path, value }]), 400, 'invalidValue')
    expect(await scim.user(user.id)).toEqual(user)
  })

  it('M-054 [MUST] Entra deactivates with the string "False"', async () => {
    const { id } = await tolerant.createUser({ active: true })
    const answer = await tolerant.patch(`/Users/${id}`, [{ op: 'Replace', path: 'active', value: 'False' }])
    expect(answer.body.active).toBe(false)
    expectScimError(
      await tolerant.patch(`/Users/${id}`, [{ op: 'Replace', path: 'active', value: 'maybe' }]),
      400,
      'invalidValue',
    )
  })

  it('M-064 [CHOICE] one object for a list is refused, and read as a list of one where that is tolerated', async () => {
    const { id } = await scim.createUser()
    expectScimError(
      await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'emails', value: work }]),
      400,
      'invalidValue',
    )
    const lenient = await tolerant.createUser()
    const answer = await tolerant.patch(`/Users/${lenient.id}`, [{ op: 'replace', path: 'emails', value: work }])
    expect(answer.body.emails).toEqual([work])
  })

  it('M-066 [MUST] a password may be set and is never shown', async () => {
    const { id } = await scim.createUser()
    const answer = await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'password', value: 'n3w-pa55' }])
    expectStatus(answer, 200)
    expect(answer.text).not.toMatch(/n3w-pa55|password/)
  })
})

describe('elements', () => {
  const addresses = [
    { type: 'work', locality: 'Rome', region: 'RM' },
    { type: 'home', locality: 'Oslo' },
    { type: 'work', locality: 'Bonn' },
  ]

  it('M-044 [MUST] every element that the filter selects is replaced', async () => {
    const value = { type: 'other', locality: 'Lima' }
    const { addresses: after } = await afterReplace(
      { addresses },
      value,
      'addresses[type eq "home" or locality eq "Bonn"]',
    )
    expect(after).toEqual([{ type: 'work', locality: 'Rome', region: 'RM' }, value])
  })

  it('M-045 [CHOICE] an element is replaced as a whole: what the value leaves out is gone', async () => {
    const { emails } = await afterReplace(
      { emails: [work, home] },
      { value: 'n@example.com' },
      'emails[type eq "work"]',
    )
    expect(emails).toEqual([{ value: 'n@example.com' }, home])
  })

  it('M-046 [MUST] a sub-attribute changes in every element that the filter selects', async () => {
    const { addresses: after } = await afterReplace(
      { addresses },
      'Street 1',
      'addresses[type eq "work"].streetAddress',
    )
    expect(after).toEqual([
      { type: 'work', locality: 'Rome', region: 'RM', streetAddress: 'Street 1' },
      { type: 'home', locality: 'Oslo' },
      { type: 'work', locality: 'Bonn', streetAddress: 'Street 1' },
    ])
  })

  it.each(['emails[type eq "zz"]', 'emails[type eq "zz"].value', 'phoneNumbers[type eq "work"].value'])(
    'M-047 [MUST] %s selects nothing: noTarget',
    async (path) => {
      const user = await scim.createUser({ emails: [work] })
      const value = path.endsWith('.value') ? 'x' : { value: 'x' }
      expectScimError(await scim.patch(`/Users/${user.id}`, [{ op: 'replace', path, value }]), 400, 'noTarget')
      expect(await scim.user(user.id)).toEqual(user)
    },
  )

  it('M-048 [INTEROP] Entra replaces elements that are not there: they are made from the path', async () => {
    const { id } = await tolerant.createUser({ emails: [home] })
    const path = 'emails[type eq "work"].value'
    const answer = await tolerant.patch(`/Users/${id}`, [{ op: 'Replace', path, value: 'w@example.com' }])
    expect(answer.body.emails).toEqual([home, { type: 'work', value: 'w@example.com' }])
    expect(answer.header('scimulator-exchange')).toContain('create-missing-value-path')
  })

  it('M-051 [MUST] the element that becomes primary takes it from the others', async () => {
    const emails = [{ ...work, primary: true }, home]
    const body = await afterReplace({ emails }, true, 'emails[type eq "home"].primary')
    expect(body.emails).toEqual([
      { ...work, primary: false },
      { ...home, primary: true },
    ])
  })

  it('M-053 [CHOICE] two primary elements in one value are refused', async () => {
    const user = await scim.createUser()
    const value = [
      { ...work, primary: true },
      { ...home, primary: true },
    ]
    const answer = await scim.patch(`/Users/${user.id}`, [{ op: 'replace', path: 'emails', value }])
    expectScimError(answer, 400, 'invalidValue', /primary/)
  })

  it('M-055 M-027 [MUST] a member’s value is immutable: another is refused, the same is fine', async () => {
    const [first, second] = [await scim.createUser(), await scim.createUser()]
    const group = await scim.createGroupOf(first)
    const path = `members[value eq "${first.id}"].value`
    const other = await scim.patch(`/Groups/${group.id}`, [{ op: 'replace', path, value: second.id }])
    expectScimError(other, 400, 'mutability')
    expectStatus(await scim.patch(`/Groups/${group.id}`, [{ op: 'replace', path, value: first.id }]), 204)
    expect(await scim.group(group.id)).toEqual(group)
  })
})
