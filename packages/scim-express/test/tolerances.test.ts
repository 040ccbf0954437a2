import { ENTERPRISE_USER_SCHEMA as EXT, type JsonObject, TOLERANCES, USER_SCHEMA } from '@scimulator/scim-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aGroup, aPatch, aUser, serve, type TestServer } from './serve.ts'

const CORE_1 = 'urn:scim:schemas:core:2.0'
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

type Send = (body: (id: string) => JsonObject) => { method: string; path: string; body: (id: string) => JsonObject }
const post: Send = (body) => ({ method: 'POST', path: '/Users', body })
const put: Send = (body) => ({ method: 'PUT', path: '/Users/{id}', body })
const patch: Send = (body) => ({ method: 'PATCH', path: '/Users/{id}', body })
const patchGroup: Send = (body) => ({ method: 'PATCH', path: '/Groups/{id}', body })
const search = (filter: string): ReturnType<Send> => ({
  method: 'POST',
  path: '/Users/.search',
  body: () => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter }),
})
const user = (more: JsonObject) => (): JsonObject => aUser('ann', more)
const replace = (value: JsonObject, path?: string) => (): JsonObject =>
  aPatch({ op: 'replace', ...(path === undefined ? { value } : { path, ...value }) })

/** For each tolerance requests that need it and no other. */
const NEEDS: Record<string, ReturnType<Send>[]> = {
  'string-booleans': [
    post(user({ active: 'True' })),
    put(user({ active: 'false' })),
    patch(replace({ value: 'False' }, 'active')),
    search('active eq "true"'),
  ],
  'capitalised-op': [patch(() => aPatch({ op: 'Replace', path: 'title', value: 'x' }))],
  'patch-value-array-for-remove': [
    patch(() => aPatch({ op: 'remove', path: 'emails', value: [{ value: 'a@x.org' }] })),
    patchGroup((id) => aPatch({ op: 'remove', path: 'members', value: [{ value: id }] })),
  ],
  'read-only-in-value': [patch(replace({ meta: { created: '2026-01-01T00:00:00Z' } }))],
  'unknown-attributes': [post(user({ shoeSize: 9 })), put(user({ shoeSize: 9 })), patch(replace({ shoeSize: 9 }))],
  'unknown-schemas': [
    post(user({ schemas: [USER_SCHEMA, 'urn:example:x'] })),
    put(user({ schemas: [USER_SCHEMA, 'urn:example:x'] })),
    patch(replace({ 'urn:example:x': { a: 1 } })),
  ],
  'dotted-keys': [
    post(user({ 'name.givenName': 'A' })),
    put(user({ 'name.givenName': 'A' })),
    patch(replace({ 'name.givenName': 'A' })),
  ],
  'create-missing-value-path': [patch(replace({ value: 'b@x.org' }, 'emails[type eq "home"].value'))],
  'single-value-for-multi-valued': [
    post(user({ emails: { value: 'b@x.org' } })),
    put(user({ emails: { value: 'b@x.org' } })),
    patch(replace({ value: { value: 'b@x.org' } }, 'emails')),
  ],
  'multi-valued-plain-strings': [
    post(user({ emails: ['b@x.org'] })),
    put(user({ emails: ['b@x.org'] })),
    patch(replace({ value: ['b@x.org'] }, 'emails')),
  ],
  'misspelt-schema-uris': [post(user({ schemas: [CORE_1] })), put(user({ schemas: [CORE_1] }))],
  'core-uri-as-key': [
    post(user({ [USER_SCHEMA]: { title: 'x' } })),
    put(user({ [USER_SCHEMA]: { title: 'x' } })),
    patch(replace({ [USER_SCHEMA]: { title: 'x' } })),
  ],
  'manager-as-string': [
    post(user({ [EXT]: { manager: '5' } })),
    put(user({ [EXT]: { manager: '5' } })),
    patch(replace({ value: '5' }, `${EXT}:manager`)),
  ],
  'null-or-empty-as-unassigned': [
    post(user({ active: '' })),
    put(user({ active: '' })),
    patch(replace({ value: '' }, 'active')),
  ],
  'missing-schemas': [
    post(() => ({ userName: 'ann' })),
    put(() => ({ userName: 'ann' })),
    patch(() => ({ Operations: [{ op: 'replace', path: 'title', value: 'x' }] })),
    { method: 'POST', path: '/Users/.search', body: () => ({ filter: 'title pr' }) },
  ],
  'unqualified-extension-attributes': [patch(replace({ value: 'Sales' }, 'department'))],
  'value-path-sub-attribute-in-filter': [search('emails[type eq "work"].value eq "a@x.org"')],
}
const CASES = Object.entries(NEEDS).flatMap(([id, requests]) =>
  requests.map((request): [string, string, string, (id: string) => JsonObject] => [
    id,
    request.method,
    request.path,
    request.body,
  ]),
)

/** Sends the request to a resource made for it, and removes everything again. */
async function play(to: TestServer, method: string, path: string, body: (id: string) => JsonObject) {
  const person = await to.request('POST', '/Users', {
    body: aUser('before', { title: 'x', emails: [{ value: 'a@x.org', type: 'work' }] }),
  })
  const id = String(person.body.id)
  const group = await to.request('POST', '/Groups', { body: aGroup('g', [id]) })
  const target = path.startsWith('/Groups') ? String(group.body.id) : id
  const answer = await to.request(method, path.replace('{id}', target), { body: body(id) })
  const made = method === 'POST' && answer.status === 201 ? [`/Users/${String(answer.body.id)}`] : []
  for (const each of [`/Users/${id}`, `/Groups/${String(group.body.id)}`, ...made]) await to.request('DELETE', each)
  return answer
}

describe('tolerances', () => {
  it('are all tried here', () => {
    expect(Object.keys(NEEDS).sort()).toEqual(TOLERANCES.map(({ id }) => id).sort())
  })
  it.each(CASES)(
    '%s is named by the answer to %s %s that needs it, and only by that',
    async (id, method, path, body) => {
      const answer = await play(server, method, path, body)
      expect(answer.status, answer.text).toBeLessThan(300)
      expect(answer.headers.get('scimulator-exchange')).toMatch(new RegExp(`^[0-9a-f-]{36}; tolerances=${id}$`))
      const refused = await play(strict, method, path, body)
      expect(refused.status, refused.text).toBe(400)
    },
  )
  it('are not named by a request that needs none', async () => {
    const answer = await play(server, 'PUT', '/Users/{id}', user({ title: 'x', active: true }))
    expect(answer.headers.get('scimulator-exchange')).toMatch(/; tolerances=$/)
  })
})
