/**
 * PATCH: the message, its paths, and what holds for every operation.
 *
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { ENTERPRISE_USER_SCHEMA, type JsonValue, PATCH_OP, SEARCH_REQUEST, USER_SCHEMA } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { expectScimError, expectStatus, type Operation, useBothServers } from '../support/index.ts'

const { strict: scim, tolerant } = useBothServers()

const add: Operation = { op: 'add', path: 'title', value: 'T' }

describe('the message', () => {
  it('M-001 [SHOULD] PATCH is offered, as the configuration says', async () => {
    expect((await scim.get('/ServiceProviderConfig')).body.patch).toEqual({ supported: true })
    const { id } = await scim.createUser()
    expect((await scim.patch(`/Users/${id}`, [add])).body.title).toBe('T')
  })

  it.each<[string, JsonValue | undefined]>([
    ['none', undefined],
    ['an empty list', []],
    ['another message', [SEARCH_REQUEST]],
    ['a string', PATCH_OP],
  ])('M-002 [MUST] schemas must name PatchOp, not %s: invalidSyntax', async (_case, schemas) => {
    const { id } = await scim.createUser()
    const body = { ...(schemas === undefined ? {} : { schemas }), Operations: [{ ...add }] }
    expectScimError(await scim.send('PATCH', `/Users/${id}`, body), 400, 'invalidSyntax', /schemas/)
  })

  it.each<[string, JsonValue | undefined]>([
    ['missing', undefined],
    ['empty', []],
    ['an object', { ...add }],
    ['a list of strings', ['add']],
  ])('M-003 [MUST] Operations is a list of one or more objects, not %s: invalidSyntax', async (_case, operations) => {
    const { id } = await scim.createUser()
    const body = { schemas: [PATCH_OP], ...(operations === undefined ? {} : { Operations: operations }) }
    expectScimError(await scim.send('PATCH', `/Users/${id}`, body), 400, 'invalidSyntax')
  })

  it.each<[JsonValue]>([
    [{ op: 'move', path: 'title', value: 'T' }],
    [{ path: 'title', value: 'T' }],
    [{ op: 5, path: 'title', value: 'T' }],
    [{ op: 'Replace', path: 'title', value: 'T' }],
    [{ op: 'add', op2: 'x', path: 'title', value: 'T' }],
  ])('M-004 [MUST] %j has no op of the RFC: invalidSyntax', async (operation) => {
    const { id } = await scim.createUser()
    const body = { schemas: [PATCH_OP], Operations: [operation] }
    expectScimError(await scim.send('PATCH', `/Users/${id}`, body), 400, 'invalidSyntax')
  })

  it('M-005 [INTEROP] Entra writes Add, Replace and Remove', async () => {
    const { id } = await tolerant.createUser({ nickName: 'N', title: 'old' })
    const answer = await tolerant.patch(`/Users/${id}`, [
      { op: 'Add', path: 'userType', value: 'Employee' },
      { op: 'Replace', path: 'title', value: 'new' },
      { op: 'Remove', path: 'nickName' },
    ])
    expectStatus(answer, 200)
    expect(answer.body).toMatchObject({ userType: 'Employee', title: 'new' })
    expect(answer.body).not.toHaveProperty('nickName')
    expect(answer.header('scimulator-exchange')).toMatch(/tolerances=capitalised-op$/)
  })

  it('M-013 A-015 [MUST] 200 with the resource, or 204 with the ETag; with attributes always 200', async () => {
    const user = await scim.createUser()
    const ofUser = await scim.patch(`/Users/${user.id}`, [add])
    expectStatus(ofUser, 200)
    expect(ofUser.body).toEqual(await scim.user(user.id))
    const group = await scim.createGroup()
    const members: Operation = { op: 'add', path: 'members', value: [{ value: user.id }] }
    const ofGroup = await scim.patch(`/Groups/${group.id}`, [members])
    expectStatus(ofGroup, 204)
    expect(ofGroup.text).toBe('')
    expect(ofGroup.header('etag')).toBe((await scim.group(group.id)).meta.version)
    const named = await scim.patch(`/Groups/${group.id}`, [members], { query: { attributes: 'displayName' } })
    expectStatus(named, 200)
    expect(named.body).toEqual({ schemas: group.schemas, id: group.id, displayName: group.displayName })
  })

  it('M-065 [CHOICE] JSON Patch is another language: 415', async () => {
    const { id } = await scim.createUser()
    const body = JSON.stringify([{ op: 'add', path: '/title', value: 'T' }])
    const answer = await scim.send('PATCH', `/Users/${id}`, body, {
      headers: { 'content-type': 'application/json-patch+json' },
    })
    expectScimError(answer, 415)
    expect(await scim.user(id)).not.toHaveProperty('title')
  })

  it('M-058 [MUST] an unknown or deleted resource: 404', async () => {
    expectScimError(await scim.patch('/Users/unknown-id', [add]), 404)
    const { id } = await scim.createUser()
    await scim.delete(`/Users/${id}`)
    expectScimError(await scim.patch(`/Users/${id}`, [add]), 404)
  })
})

describe('paths', () => {
  it.each([
    'emails[',
    'emails[type eq "work"',
    'a..b',
    '/emails/0',
    'emails[0]',
    'emails[]',
    'title x',
    'emails[type eq "work"]value',
    'emails[type eq "work"].value.x',
    '.title',
    'title.',
    '',
  ])('M-007 [MUST] %j is no path: invalidPath', async (path) => {
    const { id } = await scim.createUser({ emails: [{ value: 'a@example.com', type: 'work' }] })
    expectScimError(await scim.patch(`/Users/${id}`, [{ op: 'replace', path, value: 'x' }]), 400, 'invalidPath')
  })

  it.each([
    'emails[type zz "a"]',
    'emails[type eq]',
    'emails[foo eq "a"].value',
    'emails[primary gt true]',
    'emails[type eq "a" and]',
  ])('M-008 [MUST] %j has a bad filter: invalidFilter', async (path) => {
    const { id } = await scim.createUser()
    expectScimError(await scim.patch(`/Users/${id}`, [{ op: 'replace', path, value: 'x' }]), 400, 'invalidFilter')
  })

  it.each([
    'foo',
    'name.foo',
    'emails[type eq "work"].foo',
    'urn:example:x:foo',
    `${ENTERPRISE_USER_SCHEMA}:foo`,
    'department',
  ])('M-009 [CHOICE] %j names no attribute: invalidPath', async (path) => {
    const { id } = await scim.createUser({ emails: [{ value: 'a@example.com', type: 'work' }] })
    expectScimError(await scim.patch(`/Users/${id}`, [{ op: 'add', path, value: 'x' }]), 400, 'invalidPath')
  })

  it('M-010 [MUST] paths are read in any case, with the URN of core and extension attributes', async () => {
    const { id } = await scim.createUser()
    const answer = await scim.patch(`/Users/${id}`, [
      { op: 'add', path: 'TITLE', value: 'T' },
      { op: 'add', path: `${USER_SCHEMA}:name.givenName`, value: 'G' },
      { op: 'add', path: `${ENTERPRISE_USER_SCHEMA.toUpperCase()}:Manager.Value`, value: 'boss' },
      { op: 'add', path: 'EMAILS', value: [{ value: 'a@example.com', type: 'work' }] },
      { op: 'add', path: 'Emails[TYPE EQ "work"].DISPLAY', value: 'D' },
    ])
    expectStatus(answer, 200)
    expect(answer.body).toMatchObject({
      title: 'T',
      name: { givenName: 'G' },
      [ENTERPRISE_USER_SCHEMA]: { manager: { value: 'boss' } },
      emails: [{ value: 'a@example.com', type: 'work', display: 'D' }],
    })
  })

  it('M-029 [CHOICE] the URI of an extension as path addresses all of it', async () => {
    const { id } = await scim.createUser({ [ENTERPRISE_USER_SCHEMA]: { department: 'X', division: 'Y' } })
    const path = ENTERPRISE_USER_SCHEMA
    const replaced = await scim.patch(`/Users/${id}`, [{ op: 'replace', path, value: { department: 'Z' } }])
    expect(replaced.body[path]).toEqual({ department: 'Z', division: 'Y' })
    const removed = await scim.patch(`/Users/${id}`, [{ op: 'remove', path }])
    expect(removed.body).not.toHaveProperty([path])
    expect(removed.body.schemas).toEqual([USER_SCHEMA])
  })

  it('M-060 [CHOICE] a part of a list without a filter: invalidPath', async () => {
    const { id } = await scim.createUser({ emails: [{ value: 'a@example.com' }] })
    expectScimError(
      await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'emails.value', value: 'b' }]),
      400,
      'invalidPath',
    )
  })

  it('M-062 [CHOICE] a filter on a singular attribute: invalidPath', async () => {
    const { id } = await scim.createUser({ name: { givenName: 'a' } })
    const path = 'name[givenName eq "a"]'
    expectScimError(await scim.patch(`/Users/${id}`, [{ op: 'remove', path }]), 400, 'invalidPath')
  })

  it('M-059 [MUST] the filter of a path compares by the attribute’s own case rule', async () => {
    const user = await scim.createUser({ emails: [{ value: 'a@example.com', type: 'work' }] })
    const path = 'emails[type eq "WORK"].display'
    expect((await scim.patch(`/Users/${user.id}`, [{ op: 'add', path, value: 'D' }])).body.emails).toMatchObject([
      { display: 'D' },
    ])
    const group = await scim.createGroupOf(user)
    const other = `members[value eq "${user.id.toUpperCase()}"]`
    expectStatus(await scim.patch(`/Groups/${group.id}`, [{ op: 'remove', path: other }]), 204)
    expect((await scim.group(group.id)).members).toMatchObject([{ value: user.id }])
  })
})

describe('the operations together', () => {
  it('M-011 [MUST] each sees the result of the one before', async () => {
    const { id } = await scim.createUser()
    const answer = await scim.patch(`/Users/${id}`, [
      { op: 'add', path: 'emails', value: [{ value: 'new@example.com' }] },
      { op: 'replace', path: 'emails[value eq "new@example.com"].type', value: 'work' },
      { op: 'add', path: 'title', value: 'first' },
      { op: 'replace', path: 'title', value: 'second' },
    ])
    expect(answer.body).toMatchObject({ emails: [{ value: 'new@example.com', type: 'work' }], title: 'second' })
  })

  it('M-012 [MUST] all or nothing', async () => {
    const user = await scim.createUser({ title: 'before' })
    const answer = await scim.patch(`/Users/${user.id}`, [
      { op: 'replace', path: 'title', value: 'after' },
      { op: 'replace', path: 'active', value: 'maybe' },
    ])
    expectScimError(answer, 400, 'invalidValue')
    expect(await scim.user(user.id)).toEqual(user)
    const group = await scim.createGroupOf(user)
    const other = await scim.createUser()
    const ofGroup = await scim.patch(`/Groups/${group.id}`, [
      { op: 'add', path: 'members', value: [{ value: other.id }] },
      { op: 'add', path: 'members', value: [{ value: 'nope' }] },
    ])
    expectScimError(ofGroup, 400, 'invalidValue')
    expect(await scim.group(group.id)).toEqual(group)
  })

  it('M-057 [MUST] schemas follows the attributes, and the base schema cannot go', async () => {
    const user = await scim.createUser({ [ENTERPRISE_USER_SCHEMA]: { department: 'X' } })
    const remove = await scim.patch(`/Users/${user.id}`, [{ op: 'remove', path: 'schemas' }])
    expectScimError(remove, 400, 'mutability', /schemas/)
    const replace = await scim.patch(`/Users/${user.id}`, [
      { op: 'replace', path: 'schemas', value: [ENTERPRISE_USER_SCHEMA] },
    ])
    expectScimError(replace, 400, 'invalidSyntax', /schemas/)
    expect(await scim.user(user.id)).toEqual(user)
  })

  it('M-056 [MUST] a value that must be unique and is taken: 409 uniqueness', async () => {
    const [one, other] = [await scim.createUser(), await scim.createUser()]
    const value = String(one.userName).toUpperCase()
    expectScimError(
      await scim.patch(`/Users/${other.id}`, [{ op: 'replace', path: 'userName', value }]),
      409,
      'uniqueness',
    )
    expect((await scim.patch(`/Users/${one.id}`, [{ op: 'replace', path: 'userName', value }])).body.userName).toBe(
      value,
    )
  })

  it('M-025 S-063 [MUST] a read-only attribute: mutability, whatever the operation', async () => {
    const user = await scim.createUser({ [ENTERPRISE_USER_SCHEMA]: { manager: { value: 'boss' } } })
    const paths = [
      'id',
      'meta.created',
      'meta',
      'groups',
      'groups[value eq "x"]',
      `${ENTERPRISE_USER_SCHEMA}:manager.displayName`,
    ]
    for (const path of paths) {
      for (const op of ['add', 'replace', 'remove']) {
        const answer = await scim.patch(`/Users/${user.id}`, [{ op, path, ...(op === 'remove' ? {} : { value: 'x' }) }])
        expectScimError(answer, 400, 'mutability')
      }
    }
    expect(await scim.user(user.id)).toEqual(user)
  })

  it('M-026 [CHOICE] Okta repeats the id in a value: the same id is fine, another is refused unless tolerated', async () => {
    const user = await scim.createUser({ active: true })
    const okay = await scim.patch(`/Users/${user.id}`, [{ op: 'replace', value: { id: user.id, active: false } }])
    expect(okay.body).toMatchObject({ id: user.id, active: false })
    const other = await scim.patch(`/Users/${user.id}`, [{ op: 'replace', value: { id: 'other', active: true } }])
    expectScimError(other, 400, 'mutability', /id/)
    const lenient = await tolerant.createUser({ active: true })
    const ignored = await tolerant.patch(`/Users/${lenient.id}`, [
      { op: 'replace', value: { id: 'other', active: false } },
    ])
    expect(ignored.body).toMatchObject({ id: lenient.id, active: false })
  })

  it('M-069 [CHOICE] parallel PATCHes of one Group lose no member', async () => {
    const users = await Promise.all(Array.from({ length: 50 }, () => scim.createUser()))
    const group = await scim.createGroup()
    const answers = await Promise.all(
      users.map(({ id }) =>
        scim.patch(`/Groups/${group.id}`, [{ op: 'add', path: 'members', value: [{ value: id }] }]),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(users.map(() => 204))
    expect((await scim.group(group.id)).members).toHaveLength(50)
  })
})
