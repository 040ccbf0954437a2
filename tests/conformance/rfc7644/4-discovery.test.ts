/**
 * The discovery endpoints.
 *
 * @see RFC 7644 §4 Service Provider Configuration Endpoints — https://www.rfc-editor.org/rfc/rfc7644#section-4
 */
import {
  ERROR,
  isJsonObject,
  LIST_RESPONSE,
  PATCH_OP,
  SEARCH_REQUEST,
  TOLERANCES,
  USER_SCHEMA,
} from '@scimulator/scim-core'
import { describe, expect, it } from 'vitest'
import { expectList, expectScimError, expectStatus, useBothServers } from '../support/index.ts'

const { strict: scim, tolerant } = useBothServers()

const COLLECTIONS = ['/Schemas', '/ResourceTypes']
const ENDPOINTS = [...COLLECTIONS, '/ServiceProviderConfig']

describe('reading', () => {
  it('D-001 [MUST] /ServiceProviderConfig is one object with its own schema', async () => {
    const { body } = await scim.get('/ServiceProviderConfig')
    expect(body.schemas).toEqual(['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'])
    expect(body).not.toHaveProperty('Resources')
  })

  it('D-005 [MUST] where the RFC is bent, the configuration says so, with the rows it bends', async () => {
    const { body } = await tolerant.get('/ServiceProviderConfig')
    const urn = 'urn:scimulator:params:scim:schemas:extension:2.0:Tolerances'
    expect(body.schemas).toEqual(['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig', urn])
    expect(body[urn]).toEqual({
      tolerances: TOLERANCES.map(({ id, summary, rows }) => ({ id, summary, rows })),
    })
  })

  it.each(COLLECTIONS)('D-007 D-009 [MUST] %s is a ListResponse with everything', async (path) => {
    const answer = await scim.get(path)
    expectList(answer, answer.items.length)
    expect(answer.items.length).toBeGreaterThan(1)
    expect(answer.body.schemas).toEqual([LIST_RESPONSE])
  })

  it.each(COLLECTIONS)('D-008 D-009 [MUST] each of %s can be read alone, an unknown one not', async (path) => {
    for (const item of (await scim.get(path)).items) {
      const { id } = item
      for (const segment of [String(id), encodeURIComponent(String(id))]) {
        const answer = await scim.get(`${path}/${segment}`)
        expectStatus(answer, 200)
        expect(answer.body).toEqual(item)
      }
    }
    expectScimError(await scim.get(`${path}/urn:example:nothing`), 404)
  })

  it('D-008 [MUST] the URN of a schema is read in any case', async () => {
    expect((await scim.get(`/Schemas/${USER_SCHEMA.toUpperCase()}`)).body.id).toBe(USER_SCHEMA)
  })

  it('D-013 [MUST] messages are no schemas', async () => {
    const ids = (await scim.get('/Schemas')).items.map(({ id }) => String(id))
    expect(ids.filter((id) => id.includes(':messages:'))).toEqual([])
    for (const urn of [ERROR, LIST_RESPONSE, PATCH_OP, SEARCH_REQUEST]) {
      expectScimError(await scim.get(`/Schemas/${urn}`), 404)
    }
  })

  it.each(ENDPOINTS)('D-020 [MUST] the meta.location of what %s shows leads there', async (path) => {
    const { body, items } = await scim.get(path)
    for (const resource of path === '/ServiceProviderConfig' ? [body] : items) {
      const location = isJsonObject(resource.meta) ? String(resource.meta.location) : ''
      expect(location.startsWith(`${scim.baseUrl}${path}`)).toBe(true)
      const response = await fetch(location, { headers: { authorization: `Bearer ${scim.server.token}` } })
      expect(await response.json()).toEqual(resource)
    }
  })
})

describe('parameters', () => {
  it.each(ENDPOINTS)('D-017 [MUST] %s ignores paging, sorting and projection', async (path) => {
    const plain = await scim.get(path)
    for (const query of [
      { startIndex: '5', count: '0' },
      { sortBy: 'name', sortOrder: 'descending' },
      { attributes: 'id' },
      { count: 'x' },
    ]) {
      expect((await scim.get(path, query)).body).toEqual(plain.body)
    }
  })

  it.each([...ENDPOINTS, `/Schemas/${USER_SCHEMA}`, '/ResourceTypes/User'])(
    'D-018 [SHOULD] %s takes no filter: 403',
    async (path) => {
      expectScimError(await scim.get(path, { filter: 'id eq "x"' }), 403)
      expectScimError(await scim.get(path, { Filter: 'id eq "x"' }), 403)
    },
  )
})

describe('writing', () => {
  it.each([...ENDPOINTS, `/Schemas/${USER_SCHEMA}`, '/ResourceTypes/User'])(
    'D-006 D-024 [MUST] %s is read-only: 405 with Allow',
    async (path) => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await scim.send(method, path, method === 'DELETE' ? undefined : { schemas: [] })
        expectScimError(answer, 405, null)
        expect(answer.header('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD'])
      }
      expectStatus(await scim.get(path), 200)
    },
  )
})
