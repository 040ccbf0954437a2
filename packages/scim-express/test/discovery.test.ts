import { type JsonObject, TOLERANCES } from '@scimulator/scim-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { objectIn, objectsIn, serve, type TestServer } from './serve.ts'

let server: TestServer
beforeAll(async () => {
  server = await serve()
})
afterAll(() => server.close())

const get = async (path: string): Promise<JsonObject> => {
  const { status, body } = await server.request('GET', path)
  expect(status).toBe(200)
  return body
}

describe('discovery', () => {
  it('D-001 D-002 D-003 D-005 V-001 [MUST] the configuration is one object with every flag there', async () => {
    const body = await get('/ServiceProviderConfig')
    expect(body).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      patch: { supported: true },
      bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 2_097_152 },
      filter: { supported: true, maxResults: 1000 },
      changePassword: { supported: false },
      sort: { supported: true },
      etag: { supported: true },
      meta: { resourceType: 'ServiceProviderConfig', location: `${server.url}/ServiceProviderConfig` },
    })
    expect(objectsIn(body.authenticationSchemes)[0]).toMatchObject({
      type: 'oauthbearertoken',
      name: 'OAuth Bearer Token',
    })
  })
  it('names the tolerances in force, each with the rows it bends', async () => {
    const tolerant = await serve({ tolerances: TOLERANCES.map(({ id }) => id) })
    const { body } = await tolerant.request('GET', '/ServiceProviderConfig')
    const urn = 'urn:scimulator:params:scim:schemas:extension:2.0:Tolerances'
    expect(body.schemas).toContain(urn)
    expect(objectsIn(objectIn(body[urn]).tolerances).map(({ id }) => id)).toEqual(TOLERANCES.map(({ id }) => id))
    await tolerant.close()
  })
  it('D-007 D-009 D-010 D-011 D-012 [MUST] lists are ListResponses and name each other', async () => {
    const types = await get('/ResourceTypes')
    const schemas = await get('/Schemas')
    for (const list of [types, schemas]) {
      expect(list.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:ListResponse'])
      expect(list.totalResults).toBe(objectsIn(list.Resources).length)
    }
    const ids = objectsIn(schemas.Resources).map(({ id }) => id)
    for (const type of objectsIn(types.Resources)) {
      expect(ids).toContain(type.schema)
      for (const extension of objectsIn(type.schemaExtensions)) expect(ids).toContain(extension.schema)
      expect((await server.request('GET', String(type.endpoint))).status).toBe(200)
    }
  })
  it('D-008 D-020 [MUST] one schema is found by its URN, encoded or not, whatever the case', async () => {
    const urn = 'urn:ietf:params:scim:schemas:core:2.0:User'
    const schema = await get(`/Schemas/${urn}`)
    expect(schema.id).toBe(urn)
    expect(await get(`/Schemas/${encodeURIComponent(urn)}`)).toEqual(schema)
    expect(await get(`/Schemas/${urn.toLowerCase()}`)).toEqual(schema)
    const location = await fetch(String(objectIn(schema.meta).location), { headers: { authorization: 'Bearer a' } })
    expect(await location.json()).toEqual(schema)
    expect((await server.request('GET', '/Schemas/urn:nope')).status).toBe(404)
    expect((await server.request('GET', '/Schemas/__proto__')).status).toBe(404)
    expect((await get('/ResourceTypes/User')).id).toBe('User')
    expect((await server.request('GET', '/ResourceTypes/Users')).status).toBe(404)
  })
  it.each(['/Schemas', '/ResourceTypes', '/ServiceProviderConfig'])(
    'D-006 D-017 D-018 [MUST] %s is read-only, is not paged and refuses a filter',
    async (path) => {
      expect(await get(`${path}?startIndex=5&count=0&attributes=id`)).toEqual(await get(path))
      expect((await server.request('GET', `${path}?filter=id%20eq%20%22x%22`)).status).toBe(403)
      expect((await server.request('PUT', path, { body: {} })).status).toBe(405)
    },
  )
})
