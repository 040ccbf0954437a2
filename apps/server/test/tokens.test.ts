import { issuedTokenSchema, memberPageSchema, type TeamToken, teamTokensSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Answer, serve, type TestServer } from './serve.ts'
import { type StillClock, stillClock } from './still-clock.ts'

const DAY = 24 * 60 * 60 * 1000
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const ADDRESS = '/teams/acme/scim/v2'
const TOKENS = '/api/teams/acme/tokens'

let clock: StillClock
let server: TestServer
beforeEach(async () => {
  clock = stillClock()
  server = await serve({}, clock)
})
afterEach(() => server.close())

const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` })
const admin = (method: string, path: string, body?: unknown): Promise<Answer> =>
  server.call(method, path, { headers: bearer(server.ingestToken), ...(body === undefined ? {} : { body }) })
const scim = (token: string, method: string, path: string, body?: unknown): Promise<Answer> =>
  server.call(method, `${ADDRESS}${path}`, { headers: bearer(token), ...(body === undefined ? {} : { body }) })

async function issue(wanted: Record<string, unknown> = {}): Promise<TeamToken & { token: string }> {
  const answer = await admin('POST', TOKENS, { label: 'CI', access: 'readWrite', ...wanted })
  expect(answer.status).toBe(201)
  return issuedTokenSchema.parse(JSON.parse(answer.text))
}

async function list(): Promise<TeamToken[]> {
  return teamTokensSchema.parse(JSON.parse((await admin('GET', TOKENS)).text)).tokens
}

describe('life of a token', () => {
  it('Z-011 [MUST] a token of 256 random bits ends by itself, answered like any wrong token', async () => {
    const { token, createdAt, expiresAt } = await issue({ expiresInDays: 30 })
    expect(token).toMatch(/^scimulator_[\w-]{43}$/)
    expect([createdAt, expiresAt]).toEqual(['2027-01-01T00:00:00.000Z', '2027-01-31T00:00:00.000Z'])
    clock.forward(30 * DAY - 1)
    expect((await scim(token, 'GET', '/Users')).status).toBe(200)
    clock.forward(1)
    const expired = await scim(token, 'GET', '/Users')
    const wrong = await scim('wrong', 'GET', '/Users')
    expect([expired.status, expired.text]).toEqual([401, wrong.text])
    expect(expired.headers['www-authenticate']).toBe('Bearer realm="scim", error="invalid_token"')
  })
  it('Z-011 [MUST] a revoked token ends at once, and no other with it', async () => {
    const [kept, revoked] = [await issue({ label: 'kept' }), await issue({ label: 'revoked' })]
    expect((await scim(revoked.token, 'GET', '/Users')).status).toBe(200)
    expect((await admin('DELETE', `${TOKENS}/${revoked.id}`)).status).toBe(204)
    expect((await scim(revoked.token, 'GET', '/Users')).status).toBe(401)
    expect((await scim(kept.token, 'GET', '/Users')).status).toBe(200)
    expect((await admin('DELETE', `${TOKENS}/${revoked.id}`)).status).toBe(404)
    expect((await list()).map(({ label }) => label)).toEqual(['SCIM Provisioning', 'kept'])
  })
  it('Z-011 [MUST] a token lives a year unless told otherwise, and none is made without an end', async () => {
    expect((await issue()).expiresAt).toBe('2028-01-01T00:00:00.000Z')
    for (const expiresInDays of [0, -1, 1.5, 3651, null, '30']) {
      const answer = await admin('POST', TOKENS, { label: 'CI', access: 'read', expiresInDays })
      expect([expiresInDays, answer.status]).toEqual([expiresInDays, 400])
    }
  })
  it("the operator's own token has full access and no end", async () => {
    await server.close()
    server = await serve({ demoTeams: [], team: 'acme' }, clock)
    const own = server.teams[0]?.token ?? ''
    clock.forward(10_000 * DAY)
    expect((await scim(own, 'POST', '/Users', { schemas: [USER], userName: 'late' })).status).toBe(201)
    expect(await list()).toMatchObject([
      { label: 'operator', access: 'readWrite', resourceTypes: null, expiresAt: null },
    ])
  })
})

describe('what a token may do', () => {
  it('Z-005 Z-012 [MUST] a token that may only read gets 403 insufficient_scope for every write', async () => {
    const { token } = await issue({ access: 'read' })
    const before = (await scim(token, 'GET', '/Users')).text
    const id = /"id":"([^"]+)"/.exec(before)?.[1] ?? ''
    const body = { schemas: [USER], userName: 'x' }
    const patch = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'remove', path: 'title' }],
    }
    for (const [method, path, sent] of [
      ['POST', '/Users', body],
      ['PUT', `/Users/${id}`, body],
      ['PATCH', `/Users/${id}`, patch],
      ['DELETE', `/Users/${id}`, undefined],
    ] as const) {
      const answer = await scim(token, method, path, sent)
      expect([method, answer.status]).toEqual([method, 403])
      expect(answer.headers['www-authenticate']).toContain('error="insufficient_scope"')
    }
    expect((await scim(token, 'GET', '/Users')).text).toBe(before)
  })
  it('Q-014 [MUST] a token that may only read may search', async () => {
    const { token } = await issue({ access: 'read' })
    const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'] }
    for (const path of ['/Users/.search', '/.search']) {
      expect([path, (await scim(token, 'POST', path, search)).status]).toEqual([path, 200])
    }
  })
  it('Z-012 Z-013 [MUST] a token for one resource type may do nothing with another', async () => {
    const users = await issue({ resourceTypes: ['User'] })
    const groups = await issue({ resourceTypes: ['Group'] })
    const user = { schemas: [USER], userName: 'x' }
    const group = { schemas: [GROUP], displayName: 'g' }
    const statuses = async (token: string): Promise<number[]> => [
      (await scim(token, 'GET', '/Users')).status,
      (await scim(token, 'POST', '/Users', user)).status,
      (await scim(token, 'GET', '/Groups')).status,
      (await scim(token, 'POST', '/Groups', group)).status,
    ]
    expect(await statuses(users.token)).toEqual([200, 201, 403, 403])
    expect(await statuses(groups.token)).toEqual([403, 403, 200, 201])
  })
})

describe('a token that speaks for a person', () => {
  const made = async (userName: string): Promise<{ id: string; personId: string }> => {
    const { token } = await issue()
    const { text } = await scim(token, 'POST', '/Users', { schemas: [USER], userName, active: true })
    const { members } = memberPageSchema.parse(
      JSON.parse((await admin('GET', `/api/teams/acme/members?q=${userName}`)).text),
    )
    return { id: z.object({ id: z.string() }).parse(JSON.parse(text)).id, personId: members[0]?.personId ?? '' }
  }
  it('Z-013 [SHOULD] I-003 [MUST] opens their own resource by /Me, and nothing besides', async () => {
    const { id, personId } = await made('ann')
    const { token, subject } = await issue({ personId })
    expect(subject).toBe(id)
    const me = await scim(token, 'GET', '/Me')
    expect([me.status, JSON.parse(me.text)]).toMatchObject([200, { id, userName: 'ann' }])
    const rename = { op: 'replace', path: 'displayName', value: 'Ann' }
    const patch = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [rename] }
    expect((await scim(token, 'PATCH', '/Me', patch)).status).toBe(200)
    for (const path of ['/Users', `/Users/${id}`, '/Groups'])
      expect([path, (await scim(token, 'GET', path)).status]).toEqual([path, 403])
    expect(JSON.parse((await scim(token, 'GET', '/')).text)).toMatchObject({ totalResults: 0 })
  })
  it('I-001 [SHOULD] /Me is not offered to a token that speaks for nobody', async () => {
    expect((await scim((await issue()).token, 'GET', '/Me')).status).toBe(501)
  })
  it.each(['inactive', 'deleted'])('PR-10 ends with the person: %s', async (how) => {
    const { id, personId } = await made('ann')
    const [{ token }, idp] = [await issue({ personId }), await issue()]
    const setActive = (value: boolean): Promise<Answer> =>
      scim(idp.token, 'PATCH', `/Users/${id}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'active', value }],
      })
    if (how === 'inactive') await setActive(false)
    else await scim(idp.token, 'DELETE', `/Users/${id}`)
    const [after, wrong] = [await scim(token, 'GET', '/Me'), await scim('wrong', 'GET', '/Me')]
    expect([after.status, after.text]).toEqual([401, wrong.text])
    const refused = await admin('POST', TOKENS, { label: 'x', access: 'read', personId })
    expect(refused.status).toBe(409)
    if (how === 'inactive') expect((await setActive(true)).status).toBe(200)
    expect((await scim(token, 'GET', '/Me')).status).toBe(401)
    expect((await list()).filter(({ subject }) => subject === id)).toEqual([])
  })
  it('is made for people of the team only', async () => {
    expect((await admin('POST', TOKENS, { label: 'x', access: 'read', personId: 'nobody' })).status).toBe(404)
  })
})

describe('the API of tokens', () => {
  it('shows a secret in the answer that makes it and in no other', async () => {
    const { token } = await issue()
    const { text } = await admin('GET', TOKENS)
    expect(text).not.toContain(token)
    expect(text).not.toContain(server.teams[0]?.token ?? '')
    expect(Object.keys((await list())[1] ?? {})).not.toContain('token')
  })
  it('says when a token was last used', async () => {
    const { token, id } = await issue()
    const lastUsed = async (): Promise<string | null | undefined> =>
      (await list()).find((each) => each.id === id)?.lastUsedAt
    expect(await lastUsed()).toBeNull()
    clock.forward(5000)
    await scim(token, 'GET', '/Users')
    expect(await lastUsed()).toBe('2027-01-01T00:00:05.000Z')
  })
  it('wants a session or a local process, and the same origin for a change', async () => {
    expect((await server.call('GET', TOKENS)).status).toBe(401)
    expect((await server.call('GET', TOKENS, { headers: bearer((await issue()).token) })).status).toBe(401)
    const cookie = await server.signIn()
    expect((await server.call('GET', TOKENS, { headers: { cookie } })).status).toBe(200)
    const body = { label: 'mine', access: 'read' }
    const from = (site: string): Promise<Answer> =>
      server.call('POST', TOKENS, { headers: { cookie, 'sec-fetch-site': site }, body })
    expect((await from('cross-site')).status).toBe(403)
    expect((await from('same-origin')).status).toBe(201)
  })
  it("N-002 [CHOICE] a team's tokens are out of reach by the address of another", async () => {
    const { id, token } = await issue()
    expect((await admin('DELETE', `/api/teams/globex/tokens/${id}`)).status).toBe(404)
    expect((await scim(token, 'GET', '/Users')).status).toBe(200)
    expect((await server.call('GET', '/teams/globex/scim/v2/Users', { headers: bearer(token) })).status).toBe(401)
    expect((await admin('GET', '/api/teams/nosuch/tokens')).status).toBe(404)
  })
  it.each([
    [{}],
    [{ label: '' }],
    [{ label: '  ' }],
    [{ label: 'x'.repeat(101) }],
    [{ access: 'write' }],
    [{ resourceTypes: [] }],
    [{ resourceTypes: ['user'] }],
    [{ resourceTypes: ['__proto__'] }],
    [{ team: 'globex' }],
  ])('refuses %j', async (flaw) => {
    const body = Object.keys(flaw).length === 0 ? {} : { label: 'CI', access: 'read', ...flaw }
    expect((await admin('POST', TOKENS, body)).status).toBe(400)
    expect(await list()).toHaveLength(1)
  })
  it('a team has a hundred tokens at most', async () => {
    for (let count = 1; count < 100; count += 1) await issue()
    const answer = await admin('POST', TOKENS, { label: 'one more', access: 'read' })
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('tooManyTokens')])
  })
})
