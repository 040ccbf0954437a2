import {
  ERROR,
  ENTERPRISE_USER_SCHEMA as EXT,
  GROUP_SCHEMA,
  type JsonObject,
  type JsonValue,
  SEARCH_REQUEST,
  TOLERANCES,
  USER_SCHEMA,
} from '@scimulator/scim-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, aGroup, aPatch, aUser, serve, type TestServer } from './serve.ts'

const CORE_1 = 'urn:scim:schemas:core:2.0'
const EXT_1 = 'urn:scim:schemas:extension:enterprise:2.0'
let server: TestServer
let strict: TestServer
beforeAll(async () => {
  const tolerances = TOLERANCES.map(({ id }) => id)
  server = await serve({ tolerances, exchangeHeader: 'Scimulator-Exchange' })
  strict = await serve()
})
afterAll(async () => {
  await server.close()
  await strict.close()
})

/** A request that needs a tolerance; `{id}` in its path stands for a resource made for it. */
interface Case {
  readonly method: string
  readonly path: string
  /** Made with the id of a User. */
  readonly body: (id: string) => JsonObject
  /** Attributes of the resource when the request was tolerated, or of the list it was answered with; null: none. */
  readonly outcome: JsonObject
}

const TAKEN = [{ value: 'b@x.org' }]
const post = (more: JsonObject, outcome: JsonObject): Case => ({
  method: 'POST',
  path: '/Users',
  body: () => aUser('ann', more),
  outcome,
})
const put = (more: JsonObject, outcome: JsonObject): Case => ({
  ...post(more, outcome),
  method: 'PUT',
  path: '/Users/{id}',
})
const patch = (operation: JsonObject, outcome: JsonObject): Case => ({
  method: 'PATCH',
  path: '/Users/{id}',
  body: () => aPatch({ op: 'replace', ...operation }),
  outcome,
})
const search = (filter: string): Case => ({
  method: 'POST',
  path: '/Users/.search',
  body: () => ({ schemas: [SEARCH_REQUEST], filter }),
  outcome: { totalResults: 1 },
})
/** The same by POST, PUT and a PATCH without path. */
const everyWay = (more: JsonObject, outcome: JsonObject): Case[] => [
  post(more, outcome),
  put(more, outcome),
  patch({ value: more }, outcome),
]

/** For each tolerance requests that need it and no other. */
const NEEDS: Record<string, Case[]> = {
  'string-booleans': [
    post({ active: 'True' }, { active: true }),
    put({ active: 'false' }, { active: false }),
    patch({ path: 'active', value: 'False' }, { active: false }),
    search('active eq "true"'),
  ],
  'capitalised-op': ['Replace', 'ADD', 'Remove'].map((op) => {
    const value = op === 'Remove' ? {} : { value: 'y' }
    return patch({ op, path: 'title', ...value }, { title: op === 'Remove' ? null : 'y' })
  }),
  'patch-value-array-for-remove': [
    patch({ op: 'remove', path: 'emails', value: [{ value: 'a@x.org' }] }, { emails: [{ value: 'z@x.org' }] }),
    {
      method: 'PATCH',
      path: '/Groups/{id}',
      body: (id) => aPatch({ op: 'remove', path: 'members', value: [{ value: id }] }),
      outcome: { members: null },
    },
  ],
  'read-only-in-value': [
    patch({ value: { title: 'y', meta: { created: '2000-01-01T00:00:00Z' } } }, { title: 'y' }),
    patch({ value: { title: 'y', groups: [] } }, { title: 'y' }),
  ],
  'unknown-attributes': everyWay({ shoeSize: 9, title: 'y' }, { title: 'y', shoeSize: null }),
  'unknown-schemas': [
    post({ schemas: [USER_SCHEMA, 'urn:example:x'] }, { schemas: [USER_SCHEMA] }),
    put({ schemas: [USER_SCHEMA, 'urn:example:x'] }, { schemas: [USER_SCHEMA] }),
    patch({ value: { 'urn:example:x': { a: 1 }, title: 'y' } }, { title: 'y', 'urn:example:x': null }),
  ],
  'dotted-keys': everyWay({ 'name.givenName': 'A' }, { name: { givenName: 'A' }, 'name.givenName': null }),
  'create-missing-value-path': [
    patch(
      { path: 'emails[type eq "home"].value', value: 'b@x.org' },
      { emails: [{ value: 'a@x.org' }, { value: 'z@x.org' }, { value: 'b@x.org', type: 'home' }] },
    ),
  ],
  'single-value-for-multi-valued': [
    post({ emails: { value: 'b@x.org' } }, { emails: TAKEN }),
    put({ emails: { value: 'b@x.org' } }, { emails: TAKEN }),
    patch({ path: 'emails', value: { value: 'b@x.org' } }, { emails: TAKEN }),
  ],
  'multi-valued-plain-strings': [
    post({ emails: ['b@x.org'] }, { emails: TAKEN }),
    put({ emails: ['b@x.org'] }, { emails: TAKEN }),
    patch({ path: 'emails', value: ['b@x.org'] }, { emails: TAKEN }),
  ],
  'misspelt-schema-uris': [
    post({ schemas: [CORE_1] }, { schemas: [USER_SCHEMA] }),
    put({ schemas: [CORE_1] }, { schemas: [USER_SCHEMA] }),
    post({ schemas: [USER_SCHEMA, EXT], [EXT_1]: { department: 'D' } }, { [EXT]: { department: 'D' } }),
    {
      method: 'POST',
      path: '/Groups',
      body: () => ({ ...aGroup('h'), schemas: [CORE_1] }),
      outcome: { schemas: [GROUP_SCHEMA] },
    },
  ],
  'core-uri-as-key': everyWay({ [USER_SCHEMA]: { title: 'y' } }, { title: 'y', [USER_SCHEMA]: null }),
  'manager-as-string': [
    ...everyWay({ [EXT]: { manager: '5' } }, { [EXT]: { manager: { value: '5' } } }),
    patch({ path: `${EXT}:manager`, value: '5' }, { [EXT]: { manager: { value: '5' } } }),
  ],
  'null-or-empty-as-unassigned': [
    post({ active: '' }, { active: null }),
    put({ active: '' }, { active: null }),
    patch({ path: 'active', value: '' }, { active: null }),
  ],
  'missing-schemas': [
    { method: 'POST', path: '/Users', body: () => ({ userName: 'ann' }), outcome: { schemas: [USER_SCHEMA] } },
    { method: 'PUT', path: '/Users/{id}', body: () => ({ userName: 'ann' }), outcome: { userName: 'ann' } },
    {
      method: 'PATCH',
      path: '/Users/{id}',
      body: () => ({ Operations: [{ op: 'replace', path: 'title', value: 'y' }] }),
      outcome: { title: 'y' },
    },
    { ...search(''), body: () => ({ filter: 'title pr' }) },
    {
      method: 'POST',
      path: '/Bulk',
      body: (id) => ({ Operations: [{ method: 'DELETE', path: `/Users/${id}` }] }),
      outcome: { Operations: [{ status: '204' }] },
    },
  ],
  'unqualified-extension-attributes': [
    patch({ path: 'department', value: 'Sales' }, { [EXT]: { department: 'Sales' } }),
  ],
  'value-path-sub-attribute-in-filter': [search('emails[type eq "work"].value eq "a@x.org"')],
}
const CASES = Object.entries(NEEDS).flatMap(([id, cases]) =>
  cases.map((each): [string, string, string, Case] => [id, each.method, each.path, each]),
)

interface Played {
  readonly answer: Answer
  /** The resource the request was about, as a read shows it; without one the answer itself. */
  readonly after: JsonObject
  readonly before: JsonObject
}

/** Sends the request to a resource made for it, and removes everything again. */
async function play(to: TestServer, { method, path, body }: Case): Promise<Played> {
  const emails = [{ value: 'a@x.org', type: 'work' }, { value: 'z@x.org' }]
  const person = await to.request('POST', '/Users', { body: aUser('before', { title: 'x', active: true, emails }) })
  const id = String(person.body.id)
  const group = await to.request('POST', '/Groups', { body: aGroup('g', [id]) })
  const [userPath, groupPath] = [`/Users/${id}`, `/Groups/${String(group.body.id)}`]
  const target = path.startsWith('/Groups') ? groupPath : userPath
  const read = async (at: string): Promise<JsonObject> => (await to.request('GET', at)).body
  const before = await read(target)
  const answer = await to.request(method, path.includes('{id}') ? target : path, { body: body(id) })
  const made = answer.status === 201 ? `${path}/${String(answer.body.id)}` : undefined
  const isAboutResource = made !== undefined || path.includes('{id}')
  const after = isAboutResource ? await read(made ?? target) : answer.body
  for (const each of [userPath, groupPath, ...(made === undefined ? [] : [made])]) await to.request('DELETE', each)
  return { answer, after, before }
}

function expectShown(shown: JsonObject, outcome: JsonObject): void {
  for (const [name, value] of Object.entries(outcome)) {
    if (value === null) expect(shown).not.toHaveProperty([name])
    else expect(shown).toHaveProperty([name], matching(value))
  }
}

function matching(value: JsonValue | undefined): unknown {
  if (Array.isArray(value)) return value.map(matching)
  return typeof value === 'object' && value !== null ? expect.objectContaining(value) : value
}

describe('tolerances', () => {
  it('are all tried here', () => {
    expect(Object.keys(NEEDS).sort()).toEqual(TOLERANCES.map(({ id }) => id).sort())
  })

  it.each(CASES)(
    '%s makes %s %s go through, does what is meant, and is named by the answer alone',
    async (id, ...rest) => {
      const [, , request] = rest
      const { answer, after } = await play(server, request)
      expect(answer.status, answer.text).toBeLessThan(300)
      expect(answer.headers.get('scimulator-exchange')).toMatch(new RegExp(`^[0-9a-f-]{36}; tolerances=${id}$`))
      expectShown(after, request.outcome)
    },
  )

  it.each(CASES)('%s is refused where it is not on: %s %s is 400, and nothing changes', async (_, ...rest) => {
    const [, path, request] = rest
    const { answer, after, before } = await play(strict, request)
    expect(answer.status, answer.text).toBe(400)
    expect(answer.body.schemas).toEqual([ERROR])
    if (path.includes('{id}')) expect(after).toEqual(before)
  })

  it.each(Object.entries(NEEDS))('%s needs no other tolerance to work', async (id, cases) => {
    const alone = await serve({ tolerances: [id] })
    try {
      for (const request of cases) {
        const { answer, after } = await play(alone, request)
        expect(answer.status, answer.text).toBeLessThan(300)
        expectShown(after, request.outcome)
      }
    } finally {
      await alone.close()
    }
  })

  it('are not named by a request that needs none', async () => {
    const { answer } = await play(server, put({ title: 'x', active: true }, {}))
    expect(answer.headers.get('scimulator-exchange')).toMatch(/; tolerances=$/)
  })
})
