/**
 * Which attributes an answer has.
 *
 * @see RFC 7644 §3.9 Additional Operation Response Parameters — https://www.rfc-editor.org/rfc/rfc7644#section-3.9
 */
import { ENTERPRISE_USER_SCHEMA, type JsonObject, SEARCH_REQUEST, USER_SCHEMA } from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  aText,
  expectScimError,
  expectStatus,
  type Resource,
  useBothServers,
  userBody,
} from '../support/index.ts'

const { strict: scim, tolerant } = useBothServers()

const schemas = [USER_SCHEMA, ENTERPRISE_USER_SCHEMA]
const attributes: JsonObject = {
  title: 'T',
  name: { givenName: 'G', familyName: 'F' },
  emails: [
    { value: 'a@example.com', type: 'work' },
    { value: 'b@example.com', display: 'B' },
  ],
  [ENTERPRISE_USER_SCHEMA]: { department: 'X', manager: { value: 'boss' } },
}

const create = (): Promise<Resource> => scim.createUser(attributes)

/** What a GET shows beside schemas and id. */
async function shown(query: Record<string, string>): Promise<JsonObject> {
  const user = await create()
  const answer = await scim.get(`/Users/${user.id}`, query)
  expectStatus(answer, 200)
  const { schemas: uris, id, ...rest } = answer.body
  expect(uris).toEqual(schemas)
  expect(id).toBe(user.id)
  return rest
}

describe('attributes', () => {
  it.each<[string, string, JsonObject]>([
    ['A-002 [MUST]', 'title', { title: 'T' }],
    ['A-005 [MUST]', 'name.givenName', { name: { givenName: 'G' } }],
    [
      'A-005 [MUST]',
      'name.givenName,emails.value',
      { name: { givenName: 'G' }, emails: [{ value: 'a@example.com' }, { value: 'b@example.com' }] },
    ],
    ['A-007 [MUST]', `${USER_SCHEMA}:title`, { title: 'T' }],
    ['A-007 [MUST]', `${USER_SCHEMA}:name.familyName`, { name: { familyName: 'F' } }],
    ['A-008 [MUST]', `${ENTERPRISE_USER_SCHEMA}:department`, { [ENTERPRISE_USER_SCHEMA]: { department: 'X' } }],
    [
      'A-008 [MUST]',
      `${ENTERPRISE_USER_SCHEMA}:manager.value`,
      { [ENTERPRISE_USER_SCHEMA]: { manager: { value: 'boss' } } },
    ],
    [
      'A-009 [CHOICE]',
      ENTERPRISE_USER_SCHEMA,
      { [ENTERPRISE_USER_SCHEMA]: { department: 'X', manager: { value: 'boss' } } },
    ],
    ['A-010 [MUST]', 'TITLE', { title: 'T' }],
    [
      'A-010 [MUST]',
      `${ENTERPRISE_USER_SCHEMA.toUpperCase()}:Department`,
      { [ENTERPRISE_USER_SCHEMA]: { department: 'X' } },
    ],
    ['A-011 [CHOICE]', ' title , name.givenName,, ', { title: 'T', name: { givenName: 'G' } }],
    ['A-012 [CHOICE]', 'foo', {}],
    ['A-012 [CHOICE]', 'foo,title,a b', { title: 'T' }],
    ['A-013 [MUST]', 'password', {}],
    ['A-021 [MUST]', 'emails.display', { emails: [{ display: 'B' }] }],
    ['A-021 [MUST]', 'name.middleName', {}],
  ])('%s attributes=%s', async (_row, names, expected) => {
    expect(await shown({ attributes: names })).toEqual(expected)
  })

  it('A-011 [CHOICE] a parameter given twice counts as one list', async () => {
    const { id } = await create()
    const answer = await scim.send('GET', `/Users/${id}?attributes=title&attributes=name.givenName`)
    expect(answer.body).toEqual({ schemas, id, title: 'T', name: { givenName: 'G' } })
  })

  it('A-017 [MUST] meta can be selected, in parts too', async () => {
    expect(Object.keys(await shown({ attributes: 'meta' }))).toEqual(['meta'])
    expect(await shown({ attributes: 'meta.location' })).toEqual({
      meta: { location: aText(/\/Users\//) },
    })
  })

  it('A-019 [CHOICE] an empty list is as none', async () => {
    const user = await create()
    expect((await scim.get(`/Users/${user.id}`, { attributes: '' })).body).toEqual(user)
    expect((await scim.get(`/Users/${user.id}`, { excludedAttributes: ',' })).body).toEqual(user)
  })
})

describe('excludedAttributes', () => {
  it.each<[string, string, (all: JsonObject) => JsonObject]>([
    ['A-003 [MUST]', 'title', ({ title: _title, ...rest }) => rest],
    ['A-003 S-059 [MUST]', 'emails,id,schemas', ({ emails: _emails, ...rest }) => rest],
    ['A-006 [MUST]', 'name.familyName', (all) => ({ ...all, name: { givenName: 'G' } })],
    [
      'A-006 [MUST]',
      'emails.type,emails.display',
      (all) => ({ ...all, emails: [{ value: 'a@example.com' }, { value: 'b@example.com' }] }),
    ],
    [
      'A-008 [MUST]',
      `${ENTERPRISE_USER_SCHEMA}:department`,
      (all) => ({ ...all, [ENTERPRISE_USER_SCHEMA]: { manager: { value: 'boss' } } }),
    ],
    ['A-009 [CHOICE]', ENTERPRISE_USER_SCHEMA, ({ [ENTERPRISE_USER_SCHEMA]: _all, ...rest }) => rest],
    ['A-010 [MUST]', 'TITLE', ({ title: _title, ...rest }) => rest],
    ['A-017 [MUST]', 'meta', ({ meta: _meta, ...rest }) => rest],
    ['A-021 [MUST]', 'name.familyName,name.givenName', ({ name: _name, ...rest }) => rest],
  ])('%s excludedAttributes=%s', async (_row, names, expected) => {
    const user = await create()
    const answer = await scim.get(`/Users/${user.id}`, { excludedAttributes: names })
    expectStatus(answer, 200)
    expect(answer.body).toEqual(expected(user))
  })

  it('A-018 [INTEROP] Entra reads Groups without their members', async () => {
    const group = await tolerant.createGroupOf(await tolerant.createUser())
    const query = { excludedAttributes: 'members' }
    const { members, ...rest } = group
    expect(members).toHaveLength(1)
    expect((await tolerant.get(`/Groups/${group.id}`, query)).body).toEqual(rest)
    const filter = `displayName eq "${String(group.displayName)}"`
    expect((await tolerant.get('/Groups', { ...query, filter })).items).toEqual([rest])
  })
})

describe('every operation', () => {
  it('A-001 A-014 A-015 A-016 [MUST] GET, list, .search, POST, PUT and PATCH are shaped alike, schemas and id included', async () => {
    const user = await create()
    const { id, userName } = user
    const query = { attributes: 'title' }
    const expected = { schemas, id, title: 'T' }
    const filter = `id eq "${id}"`
    const single: Answer[] = [
      await scim.get(`/Users/${id}`, query),
      await scim.put(`/Users/${id}`, userBody({ userName, ...attributes }), { query }),
      await scim.patch(`/Users/${id}`, [{ op: 'add', path: 'title', value: 'T' }], { query }),
    ]
    for (const { body } of single) expect(body).toEqual(expected)
    const lists = [
      await scim.get('/Users', { ...query, filter }),
      await scim.post('/Users/.search', { schemas: [SEARCH_REQUEST], filter, attributes: ['title'] }),
    ]
    for (const { items } of lists) expect(items).toEqual([expected])
    const created = await scim.post('/Users', userBody(attributes), { query })
    expect(created.body).toEqual({ ...expected, id: created.body.id })
  })

  it('A-004 [CHOICE] both parameters at once are refused', async () => {
    const user = await create()
    const query = { attributes: 'title', excludedAttributes: 'name' }
    expectScimError(await scim.get(`/Users/${user.id}`, query), 400, 'invalidValue')
    const body = userBody()
    expectScimError(await scim.post('/Users', body, { query }), 400, 'invalidValue')
    expect((await scim.get('/Users', { filter: `userName eq "${String(body.userName)}"` })).body.totalResults).toBe(0)
  })

  it('A-020 [MUST] projection changes no header', async () => {
    const user = await create()
    const whole = await scim.get(`/Users/${user.id}`)
    const part = await scim.get(`/Users/${user.id}`, { attributes: 'title' })
    for (const name of ['etag', 'location', 'content-type']) expect(part.header(name)).toBe(whole.header(name))
    expect(part.header('etag')).toBe(user.meta.version)
    const created = await scim.post('/Users', userBody(), { query: { attributes: 'userName' } })
    expect(created.header('location')).toBe(`${scim.baseUrl}/Users/${String(created.body.id)}`)
  })
})
