import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  auditPageSchema,
  invitedSchema,
  oneTimeLinkSchema,
  personSessionSchema,
  sessionInfoSchema,
} from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { metadataOf } from '../saml/forge.ts'
import { type Answer, cookieOf, type PersonBrowser, serve, type TestServer } from '../serve.ts'
import { type StillClock, stillClock } from '../still-clock.ts'

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const MINUTE = 60_000
const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' }

let clock: StillClock
let server: TestServer
beforeEach(async () => {
  clock = stillClock()
  server = await serve({}, clock)
})
afterEach(() => server.close())

async function linkFor(who: string, team = 'acme'): Promise<string> {
  const { personId } = await server.member(team, who)
  const made = await server.ask('POST', `/api/teams/${team}/sign-in-links`, { personId })
  expect(made.status).toBe(201)
  return oneTimeLinkSchema.parse(JSON.parse(made.text)).url.slice(server.url.length)
}

const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  server.call('GET', path, { headers })
const isSignedIn = async (cookie: string): Promise<boolean> => (await get('/api/session', { cookie })).status === 200

async function whoIs(cookie: string): Promise<z.infer<typeof sessionInfoSchema>> {
  return sessionInfoSchema.parse(JSON.parse((await get('/api/session', { cookie })).text))
}

async function setActive(who: string, active: boolean): Promise<void> {
  const { scimId } = await server.member('acme', who)
  const patch = { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { active } }] }
  expect((await server.scim('acme', 'PATCH', `/Users/${scimId}`, patch)).status).toBe(200)
}

describe('the one-time link into a team', () => {
  it('AT-14 WB-02 works once, leads to the team without the key, and sets a cookie only the browser can read', async () => {
    const path = await linkFor('member')
    const entered = await get(path)
    expect([entered.status, entered.headers.location]).toEqual([303, '/teams/acme/people'])
    expect(String(entered.headers['set-cookie'])).toMatch(
      new RegExp(`^scimulator_person_acme_${server.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax$`),
    )
    expect([entered.headers['referrer-policy'], entered.headers['cache-control']]).toEqual(['no-referrer', 'no-store'])
    const again = await get(path)
    expect([again.status, again.headers['set-cookie']]).toEqual([401, undefined])
    expect(again.text).toContain('opens nothing any more')
    expect((await get('/metrics')).text).not.toContain(path.split('=')[1])
    expect(await whoIs(cookieOf(entered))).toMatchObject({
      operator: false,
      people: [{ team: 'acme', userName: 'member@acme.example', role: 'member', by: 'link' }],
    })
  })

  it('AT-14 a HEAD and a prefetch do not spend it', async () => {
    const path = await linkFor('member')
    expect((await server.call('HEAD', path)).headers).not.toHaveProperty('set-cookie')
    for (const [name, value] of [
      ['sec-purpose', 'prefetch;prerender'],
      ['purpose', 'prefetch'],
      ['x-purpose', 'preview'],
      ['x-moz', 'prefetch'],
    ] as const)
      expect((await get(path, { [name]: value })).headers).not.toHaveProperty('set-cookie')
    expect((await get(path)).status).toBe(303)
  })

  it('AT-14 ends after ten minutes, and is nothing in another team', async () => {
    const path = await linkFor('member')
    expect((await get(path.replace('acme', 'globex'))).status).toBe(401)
    clock.forward(10 * MINUTE)
    expect((await get(path)).status).toBe(401)
  })

  it.each(['', '?key=', '?key=wrong', '?key=a&key=b', '?key=__proto__'])('enter%s opens nothing', async (query) => {
    const answer = await get(`/teams/acme/enter${query}`)
    expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined])
    expect((await get(`/teams/nosuch/enter${query}`)).status).toBe(404)
  })

  it('A12 E18 is refused to somebody inactive, whether made before or asked for afterwards', async () => {
    const path = await linkFor('member')
    await setActive('member', false)
    const answer = await get(path)
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined])
    expect(answer.text).toContain('You are not active in this team')
    const { personId } = await server.member('acme', 'member')
    const made = await server.ask('POST', '/api/teams/acme/sign-in-links', { personId })
    expect([made.status, made.text]).toEqual([409, expect.stringContaining('inactive')])
  })

  it('lets nobody in where the team wants its identity provider only, and is not spent by that', async () => {
    const path = await linkFor('member')
    const owner = await server.signInPerson('acme', 'owner')
    await owner.call('PUT', 'sign-on/saml', { metadata: metadataOf() })
    expect((await owner.call('PATCH', 'sign-on', { requireSso: true })).status).toBe(200)
    const refused = await get(path)
    expect([refused.status, refused.headers['set-cookie']]).toEqual([403, undefined])
    expect(refused.text).toContain('href="/teams/acme/sign-in"')
    const { personId } = await server.member('acme', 'member')
    expect((await server.ask('POST', '/api/teams/acme/sign-in-links', { personId })).status).toBe(409)
    await owner.call('PATCH', 'sign-on', { requireSso: false })
    expect((await get(path)).status).toBe(303)
  })

  it('once the team wants its identity provider only, whoever came by a link is out, save owners and whom the operator plays', async () => {
    const [owner, admin, member] = [
      await server.signInPerson('acme', 'owner'),
      await server.signInPerson('acme', 'admin'),
      await server.signInPerson('acme', 'member'),
    ]
    const elsewhere = await server.signInPerson('globex', 'admin')
    const operator = await server.signIn()
    const played = await server.call('POST', '/api/act-as', {
      headers: { cookie: operator, ...SAME_ORIGIN },
      body: { team: 'acme', personId: admin.member.personId },
    })
    await owner.call('PUT', 'sign-on/saml', { metadata: metadataOf() })
    expect((await owner.call('PATCH', 'sign-on', { jit: true })).status).toBe(200)
    expect(await isSignedIn(member.cookie)).toBe(true)
    expect((await owner.call('PATCH', 'sign-on', { requireSso: true })).status).toBe(200)
    const alive = [owner.cookie, admin.cookie, member.cookie, elsewhere.cookie, cookieOf(played)].map(isSignedIn)
    expect(await Promise.all(alive)).toEqual([true, false, false, true, true])
    const { rows } = auditPageSchema.parse(JSON.parse((await owner.call('GET', 'audit-log?count=1')).text))
    expect(rows).toMatchObject([{ action: 'session.ended', before: { sessions: 2, by: 'link' } }])
    await owner.call('PATCH', 'sign-on', { requireSso: false })
    expect(await isSignedIn(member.cookie)).toBe(false)
  })

  it('an owner who came by a link is out with the role, where the team wants its identity provider only', async () => {
    const [owner, admin] = [await server.signInPerson('acme', 'owner'), await server.signInPerson('acme', 'admin')]
    await owner.call('PATCH', `members/${admin.member.personId}`, { role: 'owner' })
    await owner.call('PUT', 'sign-on/saml', { metadata: metadataOf() })
    await owner.call('PATCH', 'sign-on', { requireSso: true })
    expect(await isSignedIn(admin.cookie)).toBe(true)
    await owner.call('PATCH', `members/${admin.member.personId}`, { role: 'admin' })
    expect(await Promise.all([owner.cookie, admin.cookie].map(isSignedIn))).toEqual([true, false])
  })

  it('who comes by a used link goes on as whoever they are', async () => {
    const path = await linkFor('member')
    const cookie = cookieOf(await get(path))
    const again = await get(path, { cookie })
    expect([again.status, again.headers.location, again.headers['set-cookie']]).toEqual([
      303,
      '/teams/acme/people',
      undefined,
    ])
  })

  it('WB-06 a link on somebody else’s page makes nobody another person, and is not spent by that', async () => {
    const { cookie } = await server.signInPerson('acme', 'owner')
    const path = await linkFor('member')
    for (const site of ['cross-site', 'same-site']) {
      const answer = await get(path, { cookie, 'sec-fetch-site': site })
      expect([answer.status, answer.headers['set-cookie']]).toEqual([303, undefined])
    }
    expect(await whoIs(cookie)).toMatchObject({ people: [{ role: 'owner' }] })
    expect((await get(path, { 'sec-fetch-site': 'cross-site' })).headers['set-cookie']).toBeDefined()
  })

  it('an invitation is shown to whoever invites, is withdrawn, or makes a member of whoever comes by it', async () => {
    const owner = await server.signInPerson('acme', 'owner')
    const invite = async (email: string): Promise<z.infer<typeof invitedSchema>> =>
      invitedSchema.parse(JSON.parse((await owner.call('POST', 'invitations', { email, role: 'manager' })).text))
    const { member, link } = await invite('eve@acme.example')
    expect(member).toMatchObject({ state: 'invited', role: 'manager', scimId: null })
    const cookie = cookieOf(await get(link.url.slice(server.url.length)))
    expect(await whoIs(cookie)).toMatchObject({ people: [{ userName: 'eve@acme.example', role: 'manager' }] })
    expect((await owner.call('POST', 'invitations', { email: 'eve@acme.example' })).status).toBe(409)
    const other = await invite('fay@acme.example')
    expect((await owner.call('DELETE', `invitations/${other.member.personId}`)).status).toBe(204)
    expect((await get(other.link.url.slice(server.url.length))).status).toBe(401)
    for (const body of [{}, { email: 'nobody' }, { email: 'x@y.example', role: 'root' }])
      expect([body, (await owner.call('POST', 'invitations', body)).status]).toEqual([body, 400])
  })
})

describe('sessions of people', () => {
  it('WB-01 a secret that was there before is never taken up, and signing in again ends the one before', async () => {
    const name = `scimulator_person_acme_${server.port}`
    const planted = `${name}=${'a'.repeat(43)}`
    const entered = await server.call('GET', await linkFor('member'), { headers: { cookie: planted } })
    const first = cookieOf(entered)
    expect(first).not.toBe(planted)
    expect(await isSignedIn(planted)).toBe(false)
    const second = cookieOf(await server.call('GET', await linkFor('owner'), { headers: { cookie: first } }))
    expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([false, true])
  })

  it('WB-02 behind https the cookie is for this host alone', async () => {
    await server.close()
    server = await serve({ publicUrl: 'https://scim.example.com' }, clock)
    const { personId } = await server.member('acme', 'owner')
    const { text } = await server.ask('POST', '/api/teams/acme/sign-in-links', { personId })
    const path = oneTimeLinkSchema.parse(JSON.parse(text)).url.slice('https://scim.example.com'.length)
    const entered = await get(path, { host: 'scim.example.com' })
    expect(String(entered.headers['set-cookie'])).toMatch(
      /^__Host-scimulator_person_acme_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    )
  })

  it('WB-04 are listed, ended one by one or all but this one, and end by themselves', async () => {
    const [here, there, elsewhere] = [
      await server.signInPerson('acme', 'member'),
      await server.signInPerson('acme', 'member'),
      await server.signInPerson('acme', 'member'),
    ]
    const list = async (person: PersonBrowser) =>
      z.array(personSessionSchema).parse(JSON.parse((await person.call('GET', 'sessions')).text))
    const sessions = await list(here)
    expect(sessions).toHaveLength(3)
    expect(sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1)
    const other = (await list(there)).find(({ isCurrent }) => isCurrent)
    expect((await here.call('DELETE', `sessions/${other?.id}`)).status).toBe(204)
    expect((await here.call('DELETE', `sessions/${other?.id}`)).status).toBe(404)
    expect([await isSignedIn(there.cookie), await isSignedIn(elsewhere.cookie)]).toEqual([false, true])
    expect((await here.call('DELETE', 'sessions')).status).toBe(204)
    expect([await isSignedIn(here.cookie), await isSignedIn(elsewhere.cookie)]).toEqual([true, false])
    const owner = await server.signInPerson('acme', 'owner')
    const foreign = (await list(owner))[0]
    expect((await here.call('DELETE', `sessions/${foreign?.id}`)).status).toBe(404)
    clock.forward(8 * 60 * MINUTE)
    expect(await isSignedIn(here.cookie)).toBe(false)
  })

  it('WB-04 signing out of a team, and of everything, ends them for good', async () => {
    const person = await server.signInPerson('acme', 'member')
    const out = await person.call('DELETE', 'session')
    expect([out.status, String(out.headers['set-cookie'])]).toEqual([204, expect.stringContaining('Max-Age=0')])
    expect(await isSignedIn(person.cookie)).toBe(false)
    const [acme, globex] = [await server.signInPerson('acme', 'owner'), await server.signInPerson('globex', 'owner')]
    const operator = await server.signIn()
    const cookie = `${operator}; ${acme.cookie}; ${globex.cookie}`
    expect(await whoIs(cookie)).toMatchObject({ operator: true, people: [{ team: 'acme' }, { team: 'globex' }] })
    expect((await server.call('DELETE', '/api/session', { headers: { cookie, ...SAME_ORIGIN } })).status).toBe(204)
    for (const each of [operator, acme.cookie, globex.cookie]) expect(await isSignedIn(each)).toBe(false)
  })

  it('WB-04 outlive a restart of the server, and ended ones stay ended', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sessions-'))
    const kept = { dataDir: folder, runtimeDir: folder }
    await server.close()
    server = await serve(kept, clock)
    const port = String(server.port)
    const [alive, ended] = [await server.signInPerson('acme', 'member'), await server.signInPerson('acme', 'owner')]
    await ended.call('DELETE', 'session')
    await server.close()
    server = await serve(kept, clock)
    const now = (cookie: string): string => cookie.replace(port, String(server.port))
    expect([await isSignedIn(now(alive.cookie)), await isSignedIn(now(ended.cookie))]).toEqual([true, false])
    await server.close()
    rmSync(folder, { recursive: true })
    server = await serve({}, clock)
  })

  it('E18 WB-04 an open page hears that its session is over, and by asking keeps none alive', async () => {
    const person = await server.signInPerson('acme', 'member')
    const present = async (cookie: string, team = 'acme'): Promise<unknown> =>
      JSON.parse((await get(`/api/teams/${team}/presence`, { cookie })).text)
    expect(await present(person.cookie)).toEqual({ signedIn: true })
    expect(await present(person.cookie, 'globex')).toEqual({ signedIn: false })
    expect(await present('')).toEqual({ signedIn: false })
    expect((await get('/api/teams/nosuch/presence')).status).toBe(404)
    for (let minute = 0; minute < 8 * 60; minute += 60) {
      expect(await present(person.cookie)).toEqual({ signedIn: true })
      clock.forward(60 * MINUTE)
    }
    expect(await present(person.cookie)).toEqual({ signedIn: false })
    const other = await server.signInPerson('acme', 'member')
    await setActive('member', false)
    expect(await present(other.cookie)).toEqual({ signedIn: false })
  })

  it('E18 PR-10 end with the request that deactivates the person', async () => {
    const person = await server.signInPerson('acme', 'member')
    expect((await person.call('GET', 'spaces')).status).toBe(200)
    await setActive('member', false)
    expect((await person.call('GET', 'spaces')).status).toBe(401)
    expect((await person.call('POST', 'spaces', { name: 'x', kind: 'open' })).status).toBe(401)
    await setActive('member', true)
    expect(await isSignedIn(person.cookie)).toBe(false)
  })

  it('WB-05 only its own pages may change something', async () => {
    const person = await server.signInPerson('acme', 'owner')
    const body = { name: 'Plans', kind: 'open' }
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'null' },
      { origin: 'http://acme.localhost' },
      { origin: 'http://localhost:9999' },
    ]) {
      const sent = { headers: { cookie: person.cookie, ...headers }, body }
      const answer = await server.call('POST', '/api/teams/acme/spaces', sent)
      expect([headers, answer.status]).toEqual([headers, 403])
    }
    expect((await person.call('GET', 'spaces')).text).toBe('[]')
    const form = { cookie: person.cookie, ...SAME_ORIGIN, 'content-type': 'text/plain' }
    const plain = await server.call('POST', '/api/teams/acme/spaces', { headers: form, body: JSON.stringify(body) })
    expect(plain.status).toBe(415)
  })

  it('open the pages of the dashboard, and nothing of the lab', async () => {
    expect((await get('/teams/acme/sign-in')).status).toBe(200)
    expect((await get('/teams/acme/people')).status).toBe(401)
    const { cookie } = await server.signInPerson('acme', 'owner')
    expect((await get('/teams/acme/people', { cookie })).status).toBe(200)
    for (const path of ['/api/teams', '/api/runs', '/api/events', '/api/teams/acme/tokens', '/api/nope']) {
      const answer = await get(path, { cookie })
      expect([path, answer.status]).toEqual([path, 403])
      expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'operatorOnly' } })
    }
  })
})
