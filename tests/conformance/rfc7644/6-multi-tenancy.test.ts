/**
 * Several tenants of one service: the client's credentials say which one a request is for.
 *
 * @see RFC 7644 §6 Multi-Tenancy — https://www.rfc-editor.org/rfc/rfc7644#section-6
 * @see RFC 7643 §9.3 Privacy — https://www.rfc-editor.org/rfc/rfc7643#section-9.3
 */
import { SEARCH_REQUEST } from '@scimulator/scim-core'
import type { ScimExchange } from '@scimulator/scim-express'
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  expectList,
  expectScimError,
  expectStatus,
  uniqueName,
  useRouter,
  userBody,
  withToken,
} from '../support/index.ts'

const exchanges: ScimExchange[] = []
const subject = { id: '' }
const principals = new Map([
  ['globex', { tenant: 'globex' }],
  [
    'somebody',
    {
      tenant: 'acme',
      get subject() {
        return subject.id
      },
    },
  ],
])
// The client's own token is one of the tenant `acme`.
const scim = useRouter({ principals, onExchange: (exchange) => exchanges.push(exchange) })

const inOther = (method: string, path: string, body?: Parameters<typeof scim.send>[2]): Promise<Answer> =>
  scim.send(method, path, body, withToken('globex'))

describe('tenants', () => {
  it('D-026 [CHOICE] have the same schemas and resource types, so discovery is the same for all', async () => {
    for (const path of ['/Schemas', '/ResourceTypes', '/ServiceProviderConfig']) {
      const own = await scim.get(path)
      expectStatus(own, 200)
      expect((await inOther('GET', path)).body).toEqual(own.body)
    }
  })

  it('N-005 [MUST] may each have a resource with the same externalId, and find their own by it', async () => {
    const externalId = uniqueName('ext')
    const own = await scim.createUser({ externalId })
    const other = await inOther('POST', '/Users', userBody({ externalId }))
    expectStatus(other, 201)
    const filter = `externalId eq "${externalId}"`
    const found = [
      await scim.get('/Users', { filter }),
      await inOther('GET', `/Users?filter=${encodeURIComponent(filter)}`),
    ]
    for (const answer of found) expectList(answer, 1)
    expect(found.map(({ items }) => items[0]?.id)).toEqual([own.id, other.body.id])
  })

  it('N-006 [MAY] never share an id: one tenant’s is unknown to the other', async () => {
    const { id } = await scim.createUser()
    expectScimError(await inOther('GET', `/Users/${id}`), 404)
    expectScimError(await inOther('DELETE', `/Users/${id}`), 404)
    expectList(await inOther('POST', '/.search', { schemas: [SEARCH_REQUEST], filter: `id eq "${id}"` }), 0)
    expectStatus(await scim.get(`/Users/${id}`), 200)
  })

  it('Z-026 [SHOULD] know the same person under ids that have nothing in common with each other or the person', async () => {
    const person = userBody({ externalId: uniqueName('ext'), emails: [{ value: 'ada@example.com' }] })
    const own = await scim.post('/Users', person)
    const ids = [own, await inOther('POST', '/Users', person)].map(({ body }) => String(body.id))
    expectStatus(await scim.delete(`/Users/${ids[0]}`), 204)
    ids.push(String((await scim.post('/Users', person)).body.id))
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    // What is random about them; the rest is the time.
    expect(new Set(ids.map((id) => id.slice(19))).size).toBe(3)
  })
})

describe('what is told of an exchange', () => {
  it('Q-010 [SHOULD] holds no filter, neither of a query nor of a search: .search keeps it out of addresses too', async () => {
    const secret = uniqueName('secret')
    const filter = `title eq "${secret}"`
    exchanges.length = 0
    expectList(await scim.post('/Users/.search', { schemas: [SEARCH_REQUEST], filter }), 0)
    expectList(await scim.get('/Users', { filter }), 0)
    expectStatus(await scim.post('/Users', userBody({ title: secret })), 201)
    expect(exchanges.map(({ method, path }) => [method, path])).toEqual([
      ['POST', '/Users/.search'],
      ['GET', '/Users'],
      ['POST', '/Users'],
    ])
    expect(JSON.stringify(exchanges)).not.toContain(secret)
  })
})

describe('/Me of a credential that is somebody’s', () => {
  it('I-002 I-003 [MAY] answers itself, naming the permanent address, and redirects nowhere', async () => {
    const user = await scim.createUser()
    subject.id = user.id
    for (const query of ['', '?attributes=userName']) {
      const answer = await scim.send('GET', `/Me${query}`, undefined, withToken('somebody'))
      expectStatus(answer, 200)
      expect(answer.header('location')).toBe(user.meta.location)
      expect(answer.body.id).toBe(user.id)
    }
    const patch = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'add', path: 'title', value: 'Dr' }],
    }
    expectStatus(await scim.send('PATCH', '/Me', patch, withToken('somebody')), 200)
    expect(await scim.user(user.id)).toMatchObject({ title: 'Dr' })
  })
})
