import { auditPageSchema, invitedSchema, memberSchema, teamTermsSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { metadataOf } from '../saml/forge.ts'
import { type Answer, cookieOf, serve, type TestServer } from '../serve.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' }

let server: TestServer
beforeEach(async () => {
  server = await serve()
})
afterEach(() => server.close())

const setTerms = (body: unknown): Promise<Answer> => server.ask('PATCH', '/api/teams/acme', body)
const add = (userName: string): Promise<Answer> =>
  server.scim('acme', 'POST', '/Users', { schemas: [USER], userName, active: true })

describe('plan and seats', () => {
  it('A1 E5 without the plan SCIM is not there, nobody is taken out, and the same token works when it is back', async () => {
    const owner = await server.signInPerson('acme', 'owner')
    const before = await server.ask('GET', '/api/teams/acme/members')
    const free = await setTerms({ plan: 'free' })
    expect(teamTermsSchema.parse(JSON.parse(free.text))).toEqual({
      team: 'acme',
      plan: 'free',
      seats: { used: 4, limit: null },
    })
    expect((await server.scim('acme', 'GET', '/Users')).status).toBe(404)
    expect((await server.call('GET', '/teams/acme/scim/v2/Users')).status).toBe(401)
    expect((await owner.call('GET', 'scim-settings')).status).toBe(404)
    expect((await owner.call('GET', 'spaces')).status).toBe(200)
    expect((await server.ask('GET', '/api/teams/acme/members')).text).toBe(before.text)
    expect((await setTerms({ plan: 'enterprise' })).status).toBe(200)
    expect((await server.scim('acme', 'GET', '/Users')).status).toBe(200)
  })

  it('E13 fewer seats than people take nobody out and let nobody in; the log says who settled what', async () => {
    await setTerms({ seats: 2 })
    expect((await add('eve@acme.example')).status).toBe(403)
    await setTerms({ seats: 2 })
    await setTerms({ seats: null })
    expect((await add('eve@acme.example')).status).toBe(201)
    const owner = await server.signInPerson('acme', 'owner')
    const { rows } = auditPageSchema.parse(JSON.parse((await owner.call('GET', 'audit-log')).text))
    expect(rows.filter(({ action }) => action === 'scim.settingsChanged')).toMatchObject([
      { before: { seats: 2 }, after: { seats: null } },
      { actor: { kind: 'operator', name: 'Command line' }, before: { seats: null }, after: { seats: 2 } },
    ])
  })

  it.each([{}, { plan: 'gold' }, { seats: 0 }, { seats: 1.5 }, { seats: '5' }, { plan: 'free', name: 'x' }, []])(
    'are not settled by %j',
    async (body) => {
      expect((await setTerms(body)).status).toBe(400)
    },
  )

  it('PR-06 are settled by nobody of the team', async () => {
    const owner = await server.signInPerson('acme', 'owner')
    const headers = { cookie: owner.cookie, ...SAME_ORIGIN }
    expect((await server.call('PATCH', '/api/teams/acme', { headers, body: { plan: 'free' } })).status).toBe(403)
    expect((await server.ask('PATCH', '/api/teams/nosuch', { plan: 'free' })).status).toBe(404)
  })

  it('E4 without the plan SAML can be removed, and SCIM with it: there is no page to switch it off', async () => {
    const owner = await server.signInPerson('acme', 'owner')
    await owner.call('PUT', 'sign-on/saml', { metadata: metadataOf() })
    expect((await owner.call('DELETE', 'sign-on/saml')).status).toBe(409)
    await setTerms({ plan: 'free' })
    expect((await owner.call('DELETE', 'sign-on/saml')).status).toBe(204)
    await setTerms({ plan: 'enterprise' })
    expect((await server.scim('acme', 'GET', '/Users')).status).toBe(403)
    expect(JSON.parse((await owner.call('GET', 'scim-settings')).text)).toMatchObject({
      enabled: false,
      blockedBy: 'saml',
    })
  })
})

describe('a team without people, as `serve` makes it', () => {
  beforeEach(async () => {
    await server.close()
    server = await serve({ demoTeams: [], team: 'acme', token: 'an-operators-token' })
  })

  it('gets its first owner by an invitation of whoever runs the server, who then reaches its settings', async () => {
    const asked = await server.ask('POST', '/api/teams/acme/invitations', { email: 'olive@x.example', role: 'owner' })
    const { member, link } = invitedSchema.parse(JSON.parse(asked.text))
    expect(member).toMatchObject({ state: 'invited', role: 'owner' })
    const cookie = cookieOf(await server.call('GET', link.url.slice(server.url.length)))
    const headers = { cookie, ...SAME_ORIGIN }
    const settings = await server.call('GET', '/api/teams/acme/scim-settings', { headers })
    expect(JSON.parse(settings.text)).toMatchObject({ enabled: true, blockedBy: null })
    const log = await server.call('GET', '/api/teams/acme/audit-log', { headers })
    expect(auditPageSchema.parse(JSON.parse(log.text)).rows.at(-1)).toMatchObject({
      actor: { kind: 'operator' },
      action: 'member.invited',
    })
  })

  it('gets an owner of somebody whom SCIM made, too, by the operator in the dashboard', async () => {
    const scim = { authorization: 'Bearer an-operators-token' }
    const body = { schemas: [USER], userName: 'ann@x.example', active: true }
    await server.call('POST', '/teams/acme/scim/v2/Users', { headers: scim, body })
    const { personId } = await server.member('acme', 'ann@x.example')
    const headers = { cookie: await server.signIn(), ...SAME_ORIGIN }
    const path = `/api/teams/acme/members/${personId}`
    const raised = await server.call('PATCH', path, { headers, body: { role: 'owner' } })
    expect(memberSchema.parse(JSON.parse(raised.text))).toMatchObject({ role: 'owner' })
    expect((await server.call('PATCH', path, { headers, body: { role: 'member' } })).status).toBe(409)
  })
})
