import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  auditPageSchema,
  type Document,
  documentSchema,
  memberPageSchema,
  memberSchema,
  type Space,
  spaceSchema,
} from '@scimulator/admin-api'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { metadataOf } from '../saml/forge.ts'
import { type Answer, type PersonBrowser, serve, type TestServer } from '../serve.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'

let server: TestServer
let owner: PersonBrowser
let member: PersonBrowser
beforeEach(async () => {
  server = await serve()
  owner = await server.signInPerson('acme', 'owner')
  member = await server.signInPerson('acme', 'member')
})
afterEach(() => server.close())

const json = ({ text }: Answer): unknown => JSON.parse(text)
const codeOf = (answer: Answer): unknown => (json(answer) as { error?: { code?: unknown } }).error?.code

async function makeSpace(kind: Space['kind'], by = owner): Promise<Space> {
  const answer = await by.call('POST', 'spaces', { name: ' Plans ', kind })
  expect(answer.status).toBe(201)
  return spaceSchema.parse(json(answer))
}

async function makeDocument(spaceId: string, by = owner): Promise<Document> {
  const answer = await by.call('POST', 'documents', { spaceId, title: 'Plan', body: 'To do.' })
  expect(answer.status).toBe(201)
  return documentSchema.parse(json(answer))
}

describe('people of a team', () => {
  it('are listed by state, role and part of a name, and read one by one', async () => {
    const list = async (query: string): Promise<unknown> => json(await member.call('GET', `members${query}`))
    expect(await list('?role=admin')).toMatchObject({ totalResults: 1, members: [{ userName: 'admin@acme.example' }] })
    expect(await list('?state=inactive')).toEqual({ totalResults: 0, members: [] })
    expect(await list('?q=OLIVE&count=1')).toMatchObject({ totalResults: 1, members: [{ displayName: 'Olive Owner' }] })
    expect(await list('?startIndex=4&count=10')).toMatchObject({ totalResults: 4, members: [{}] })
    const one = memberSchema.parse(json(await member.call('GET', `members/${owner.member.personId}`)))
    expect(one).toMatchObject({ role: 'owner', origin: 'founder', state: 'active' })
    for (const query of ['?state=gone', '?role=root', '?count=201', '?startIndex=0', '?q=a&q=b'])
      expect([query, (await member.call('GET', `members${query}`)).status]).toEqual([query, 400])
    for (const id of ['nobody', '__proto__', (await server.member('globex', 'owner')).personId])
      expect([id, (await member.call('GET', `members/${id}`)).status]).toEqual([id, 404])
  })

  it('E8 PR-06 a guest sees themselves and whoever is in a space with them, listed or one by one', async () => {
    await server.scim('acme', 'POST', '/Users', { schemas: [USER], userName: 'guest@acme.example' })
    const { personId } = await server.member('acme', 'guest')
    await owner.call('PATCH', `members/${personId}`, { role: 'guest' })
    const guest = await server.signInPerson('acme', 'guest')
    const seen = async (query = ''): Promise<string[]> =>
      memberPageSchema.parse(json(await guest.call('GET', `members${query}`))).members.map(({ role }) => role)
    expect(await seen()).toEqual(['guest'])
    const space = await makeSpace('open', member)
    expect(await seen()).toEqual(['guest'])
    await owner.call('PUT', `spaces/${space.id}/people/${personId}`)
    expect((await seen()).toSorted()).toEqual(['guest', 'member'])
    expect(json(await guest.call('GET', 'members?count=0'))).toMatchObject({ totalResults: 2 })
    expect(await seen('?q=olive')).toEqual([])
    const statusOf = async ({ personId: id }: { personId: string }): Promise<number> =>
      (await guest.call('GET', `members/${id}`)).status
    expect([await statusOf(member.member), await statusOf({ personId })]).toEqual([200, 200])
    expect(await statusOf(owner.member)).toBe(404)
    const { length } = memberPageSchema.parse(json(await member.call('GET', 'members'))).members
    expect(length).toBe(5)
  })

  it('PR-05 are changed as far as one’s role reaches; the last owner stays', async () => {
    const change = (by: PersonBrowser, who: PersonBrowser, body: object): Promise<Answer> =>
      by.call('PATCH', `members/${who.member.personId}`, body)
    const admin = await server.signInPerson('acme', 'admin')
    expect(codeOf(await change(member, admin, { role: 'guest' }))).toBe('forbidden')
    expect(codeOf(await change(admin, owner, { state: 'inactive' }))).toBe('forbidden')
    expect(codeOf(await change(admin, member, { role: 'owner' }))).toBe('forbidden')
    for (const body of [{ role: 'member' }, { state: 'inactive' }]) {
      const last = await change(owner, owner, body)
      expect([last.status, codeOf(last)]).toEqual([409, 'lastOwner'])
    }
    expect(json(await change(admin, member, { role: 'manager' }))).toMatchObject({ role: 'manager' })
    expect(json(await change(admin, member, { state: 'inactive' }))).toMatchObject({ state: 'inactive' })
    const { scimId } = await server.member('acme', 'member')
    expect(json(await server.scim('acme', 'GET', `/Users/${scimId}`))).toMatchObject({ active: false })
    for (const body of [{ role: 'root' }, { state: 'invited' }, { personId: 'x' }])
      expect([body, (await change(owner, admin, body)).status]).toEqual([body, 400])
  })

  it('A14 are erased by support alone, from this team alone, and the log forgets their name', async () => {
    const { personId, scimId } = await server.member('acme', 'ann@acme.example')
    const purge = (by: (path: string) => Promise<Answer>): Promise<Answer> => by('support/purge')
    expect((await purge((path) => owner.call('POST', path, { personId }))).status).toBe(403)
    const cookie = await server.signIn()
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    const byOperator = await server.call('POST', '/api/teams/acme/support/purge', { headers, body: { personId } })
    expect(byOperator.status).toBe(403)
    expect((await server.ask('POST', '/api/teams/globex/support/purge', { personId })).status).toBe(404)
    expect((await server.ask('POST', '/api/teams/acme/support/purge', { personId })).status).toBe(204)
    expect((await server.scim('acme', 'GET', `/Users/${scimId}`)).status).toBe(404)
    const { text } = await owner.call('GET', 'audit-log')
    expect(auditPageSchema.parse(JSON.parse(text)).rows[0]).toMatchObject({
      action: 'member.purged',
      actor: { kind: 'support' },
    })
    expect(text).not.toContain('ann@acme.example')
  })
})

describe('spaces and documents', () => {
  it('are made, changed, shared and given away', async () => {
    const space = await makeSpace('invite-only')
    expect(space).toMatchObject({ name: 'Plans', kind: 'invite-only' })
    const document = await makeDocument(space.id)
    const at = `documents/${document.id}`
    const memberId = member.member.personId
    expect((await member.call('GET', at)).status).toBe(404)
    expect(json(await owner.call('PUT', `${at}/shares/${memberId}`))).toMatchObject({
      sharedWith: [{ personId: memberId }],
    })
    expect(json(await member.call('PATCH', at, { body: 'Done.' }))).toMatchObject({ body: 'Done.' })
    expect(codeOf(await member.call('PATCH', at, { ownerId: memberId }))).toBe('forbidden')
    expect(json(await owner.call('DELETE', `${at}/shares/${memberId}`))).toMatchObject({ sharedWith: [] })
    expect((await member.call('GET', at)).status).toBe(404)
    const people = `spaces/${space.id}/people/${memberId}`
    expect((await owner.call('PUT', people)).status).toBe(200)
    expect(z.array(documentSchema).parse(json(await member.call('GET', `documents?space=${space.id}`)))).toHaveLength(1)
    expect((await owner.call('DELETE', people)).status).toBe(200)
    expect(json(await member.call('GET', 'spaces'))).toEqual([])
    expect(json(await owner.call('PATCH', `spaces/${space.id}`, { kind: 'open', name: 'All' }))).toMatchObject({
      kind: 'open',
      name: 'All',
    })
    expect(z.array(spaceSchema).parse(json(await member.call('GET', 'spaces')))).toHaveLength(1)
    expect(json(await owner.call('PATCH', at, { ownerId: memberId }))).toMatchObject({ owner: { personId: memberId } })
  })

  it('PR-14 those of another team, or out of one’s sight, are not there', async () => {
    const space = await makeSpace('invite-only')
    const document = await makeDocument(space.id)
    const foreign = await server.signInPerson('globex', 'owner')
    for (const person of [member, foreign]) {
      for (const path of [`spaces/${space.id}`, `documents/${document.id}`, `documents?space=${space.id}`])
        expect([path, (await person.call('GET', path)).status]).toEqual([path, 404])
      const body = { spaceId: space.id, title: 'x', body: '' }
      expect((await person.call('POST', 'documents', body)).status).toBe(404)
    }
  })

  it.each([
    ['POST', 'spaces', { name: '  ', kind: 'open' }],
    ['POST', 'spaces', { name: 'x', kind: 'secret' }],
    ['POST', 'spaces', { name: 'x', kind: 'open', owner: 'me' }],
    ['POST', 'documents', { spaceId: 'x', title: '', body: '' }],
    ['POST', 'documents', { spaceId: 'x', title: 'x', body: 'x'.repeat(100_001) }],
  ])('%s %s refuses what is no such thing', async (method, path, body) => {
    expect((await owner.call(method, path, body)).status).toBe(400)
  })
})

describe('the audit log', () => {
  it('E29 names person, request, before and after, page by page', async () => {
    const { headers } = await owner.call('PATCH', `members/${member.member.personId}`, { role: 'guest' })
    await owner.call('PATCH', `members/${member.member.personId}`, { role: 'admin' })
    const page = async (query: string) => auditPageSchema.parse(json(await owner.call('GET', `audit-log${query}`)))
    const { rows, next } = await page('?count=1')
    expect(rows).toMatchObject([{ action: 'member.roleChanged', before: { role: 'guest' }, after: { role: 'admin' } }])
    expect((await page(`?count=1&before=${next}`)).rows).toMatchObject([
      {
        action: 'member.roleChanged',
        actor: { kind: 'person', id: owner.member.personId, name: 'Olive Owner' },
        subject: { kind: 'person', id: member.member.personId },
        before: { role: 'member' },
        requestId: headers['scimulator-request'],
      },
    ])
    for (const query of ['?before=x', '?before=-1', '?count=0', '?count=201'])
      expect([query, (await owner.call('GET', `audit-log${query}`)).status]).toEqual([query, 400])
  })

  it('is taken along whole as JSON and as CSV, in which no cell is a formula', async () => {
    const names = ['=1+1', '+1', '-1', '@x', '\tx', 'a,"b"\nc']
    for (const [index, displayName] of names.entries()) {
      const body = { schemas: [USER], userName: `p${index}@acme.example`, displayName }
      expect((await server.scim('acme', 'POST', '/Users', body)).status).toBe(201)
    }
    const asJson = await owner.call('GET', 'audit-log.json')
    expect(asJson.headers['content-disposition']).toBe('attachment; filename=acme-audit-log.json')
    const rows = auditPageSchema.shape.rows.parse(json(asJson))
    expect(rows.slice(-6).map(({ subject }) => subject.name)).toEqual(names)
    const asCsv = await owner.call('GET', 'audit-log.csv')
    expect(asCsv.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename=acme-audit-log.csv',
      'x-content-type-options': 'nosniff',
    })
    const records = z.array(z.record(z.string(), z.string())).parse(parse(asCsv.text, { columns: true }))
    expect(records.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
    for (const cell of records.flatMap((record) => Object.values(record))) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    expect(records.at(-6)?.subjectName).toBe("'=1+1")
    expect(records.at(-1)?.subjectName).toBe('a,"b"\nc')
  })

  it('PR-07 is kept from members, and that they tried to take it along is in it', async () => {
    for (const path of ['audit-log', 'audit-log.csv', 'audit-log.json'])
      expect([path, (await member.call('GET', path)).status]).toEqual([path, 403])
    const { rows } = auditPageSchema.parse(json(await owner.call('GET', 'audit-log')))
    const refused = rows.filter(({ action }) => action === 'member.refused')
    expect(refused.map(({ after }) => after?.attempt)).toEqual(['GET /audit-log.json', 'GET /audit-log.csv'])
  })

  it('has what the operator did with tokens', async () => {
    const made = await server.ask('POST', '/api/teams/acme/tokens', { label: 'CI', access: 'read' })
    const { id, token } = z.object({ id: z.string(), token: z.string() }).parse(json(made))
    await server.ask('DELETE', `/api/teams/acme/tokens/${id}`)
    const { text } = await owner.call('GET', 'audit-log?count=2')
    expect(auditPageSchema.parse(JSON.parse(text)).rows).toMatchObject([
      { action: 'scim.tokenEnded', actor: { kind: 'operator', name: 'Command line' }, before: { token: id } },
      { action: 'scim.tokenCreated', after: { token: id, label: 'CI' } },
    ])
    expect(text).not.toContain(token)
  })
})

describe('how a team signs in', () => {
  it('is told to whoever asks, without anything about anybody', async () => {
    const options = async (team: string): Promise<Answer> => server.call('GET', `/api/teams/${team}/sign-in-options`)
    const startUrl = '/teams/acme/saml/sign-in'
    const bare = { team: 'acme', displayName: 'Acme', saml: false, requireSso: false, startUrl }
    expect(json(await options('acme'))).toEqual(bare)
    await owner.call('PUT', 'sign-on/saml', { metadata: metadataOf() })
    await owner.call('PATCH', 'sign-on', { requireSso: true })
    expect(json(await options('acme'))).toEqual({ ...bare, saml: true, requireSso: true })
    expect((await options('nosuch')).status).toBe(404)
  })

  it('a simulator sets itself up for it: asked with the team’s addresses, and its metadata taken', async () => {
    const asked: unknown[] = []
    const simulator = createServer((request, response) => {
      if (request.method === 'GET') return void response.end(metadataOf())
      let body = ''
      request.on('data', (chunk) => {
        body += String(chunk)
      })
      request.on('end', () => {
        asked.push({ at: request.url, by: request.headers.authorization, body: JSON.parse(body) as unknown })
        response.end(JSON.stringify({ metadataUrl: `${base}/idp/metadata`, startUrl: `${base}/idp/start` }))
      })
    })
    await new Promise<void>((resolve) => simulator.listen(0, '127.0.0.1', resolve))
    // A server that listens on a port has such an address.
    const base = `http://127.0.0.1:${(simulator.address() as AddressInfo).port}`
    const secrets = { controlUrl: base, controlToken: 'c0ntr0l-t0ken-0123' }
    const known = { vendor: 'alpha', label: 'Alpha', defaultProfile: 'p', profiles: [] }
    await server.ask('POST', '/api/simulators', { ...known, ...secrets })
    const set = (vendor: string, team: string): Promise<Answer> =>
      server.ask('POST', `/api/simulators/${vendor}/sso`, { team })
    expect(json(await set('alpha', 'acme'))).toMatchObject({
      identityProvider: { metadataUrl: `${base}/idp/metadata` },
    })
    const { url } = server
    const body = { team: 'acme', entityId: `${url}/teams/acme/saml/metadata`, acsUrl: `${url}/teams/acme/saml/acs` }
    expect(asked).toEqual([{ at: '/_sim/sso', by: 'Bearer c0ntr0l-t0ken-0123', body }])
    expect([(await set('beta', 'acme')).status, (await set('alpha', 'nosuch')).status]).toEqual([404, 404])
    expect((await owner.call('GET', 'sign-on')).text).toContain(`${base}/idp/metadata`)
    await new Promise((resolve) => simulator.close(resolve))
    expect((await set('alpha', 'acme')).status).toBe(502)
  })
})
