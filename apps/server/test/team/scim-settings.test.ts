import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newTokenSchema, type ScimSettings, scimSettingsSchema } from '@scimulator/admin-api'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import { createSqliteTeamStore } from '../../src/teams/sqlite-team-store.ts'
import { metadataOf } from '../saml/forge.ts'
import { type Answer, type PersonBrowser, serve, type TestServer } from '../serve.ts'
import { type StillClock, stillClock } from '../still-clock.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const SETTINGS = 'scim-settings'
const TICK = { endsOldToken: true }

let clock: StillClock
let server: TestServer
let owner: PersonBrowser
let folder: string
beforeEach(async () => {
  clock = stillClock()
  folder = mkdtempSync(join(tmpdir(), 'scim-settings-'))
  await start()
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

async function start(overrides: Partial<Config> = {}): Promise<void> {
  server = await serve({ dataDir: folder, runtimeDir: folder, ...overrides }, clock)
  owner = await server.signInPerson('acme', 'owner')
}

/** Gives a team of a server that is down another name. */
function rename(from: string, to: string): void {
  const db = new Database(join(folder, 'teams.db'))
  db.prepare('update teams set name = ? where name = ?').run(to, from)
  db.close()
}

async function restart(between: () => void = () => {}): Promise<void> {
  await server.close()
  between()
  await start()
}

const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` })
const scim = (token: string, path = '/Users', host = 'acme'): Promise<Answer> =>
  server.call('GET', `/teams/${host}/scim/v2${path}`, { headers: bearer(token) })
const read = async (person = owner): Promise<ScimSettings> =>
  scimSettingsSchema.parse(JSON.parse((await person.call('GET', SETTINGS)).text))
const change = (body: object, person = owner): Promise<Answer> => person.call('PATCH', SETTINGS, body)
const tokenNow = (): string => server.teams[0]?.token ?? ''
const codeOf = ({ text }: Answer): unknown => (JSON.parse(text) as { error?: { code?: unknown } }).error?.code
const setSaml = (): Promise<Answer> => owner.call('PUT', 'sign-on/saml', { metadata: metadataOf() })

async function rotate(person = owner): Promise<string> {
  const answer = await person.call('POST', `${SETTINGS}/token`, TICK)
  expect(answer.status).toBe(201)
  return newTokenSchema.parse(JSON.parse(answer.text)).token
}

async function states(): Promise<unknown> {
  const { text } = await server.ask('GET', '/api/teams/acme/members?count=200')
  return JSON.parse(text)
}

async function auditOf(action: string): Promise<Record<string, unknown>[]> {
  const { text } = await owner.call('GET', 'audit-log?count=200')
  const { rows } = JSON.parse(text) as { rows: Record<string, unknown>[] }
  return rows.filter((row) => row.action === action)
}

describe('who gets at the settings of SCIM', () => {
  it('A1 E5 a plan without SCIM: no page, 404 to the right token, 401 to a wrong one, and nobody is removed', async () => {
    const before = await states()
    const setPlan = (plan: 'free' | 'enterprise'): Promise<void> =>
      restart(() => {
        const teams = createSqliteTeamStore(join(folder, 'teams.db'))
        teams.changeSettings(teams.byName('acme')?.id ?? '', { plan })
        teams.close()
      })
    await setPlan('free')
    for (const [method, path, body] of [
      ['GET', SETTINGS, undefined],
      ['PATCH', SETTINGS, { enabled: false }],
      ['POST', `${SETTINGS}/token`, TICK],
    ] as const)
      expect([method, (await owner.call(method, path, body)).status]).toEqual([method, 404])
    const right = await scim(tokenNow())
    expect(right.status).toBe(404)
    expect(JSON.parse(right.text)).toMatchObject({ status: '404', detail: expect.stringMatching(/\.$/) as string })
    expect((await scim('wrong')).status).toBe(401)
    const without = (text: unknown): string => JSON.stringify(text).replace(/"lastSignInAt":[^,}]+/g, '')
    expect(without(await states())).toBe(without(before))
    await setPlan('enterprise')
    expect((await scim(tokenNow())).status).toBe(200)
  })

  it('A2 PR-07 manager, member and guest are refused by the server, the refused change is in the log; an admin gets in', async () => {
    for (const role of ['manager', 'guest']) {
      const userName = `${role}@acme.example`
      await server.scim('acme', 'POST', '/Users', { schemas: [USER], userName })
      const { personId } = await server.member('acme', userName)
      expect((await owner.call('PATCH', `members/${personId}`, { role })).status).toBe(200)
    }
    const before = await read()
    for (const role of ['manager', 'member', 'guest']) {
      const person = await server.signInPerson('acme', role)
      for (const [method, path, body] of [
        ['GET', SETTINGS, undefined],
        ['PATCH', SETTINGS, { enabled: false }],
        ['POST', `${SETTINGS}/token`, TICK],
      ] as const) {
        const answer = await person.call(method, path, body)
        expect([role, method, answer.status, codeOf(answer)]).toEqual([role, method, 403, 'forbidden'])
      }
    }
    expect(await read()).toEqual(before)
    expect(await auditOf('member.refused')).toHaveLength(6)
    const admin = await server.signInPerson('acme', 'admin')
    expect((await read(admin)).enabled).toBe(true)
    expect((await change({ enabled: false }, admin)).status).toBe(200)
  })

  it('A3 A4 SCIM can be switched on once SAML is set up, and the page says why it cannot before', async () => {
    expect((await change({ enabled: false })).status).toBe(200)
    expect(await read()).toMatchObject({ enabled: false, blockedBy: 'saml' })
    const refused = await change({ enabled: true })
    expect([refused.status, codeOf(refused)]).toEqual([409, 'samlMissing'])
    expect((await scim(tokenNow())).status).toBe(403)
    expect((await setSaml()).status).toBe(200)
    expect(await read()).toMatchObject({ enabled: false, blockedBy: null })
    expect((await change({ enabled: true })).status).toBe(200)
    expect((await scim(tokenNow())).status).toBe(200)
  })

  it('A3 the team of `serve --team` needs no SAML, has SCIM on and people by SCIM alone', async () => {
    await server.close()
    server = await serve({ demoTeams: [], team: 'solo', token: 's0l0' }, clock)
    const made = await server.scim('solo', 'POST', '/Users', { schemas: [USER], userName: 'ann@x.example' })
    expect(made.status).toBe(201)
    expect(await server.member('solo', 'ann@x.example')).toMatchObject({
      role: 'member',
      state: 'active',
      origin: 'scim',
    })
    await server.close()
    await restart(() => {
      const teams = createSqliteTeamStore(join(folder, 'teams.db'))
      teams.changeSettings(teams.byName('acme')?.id ?? '', { needsSaml: false })
      teams.close()
    })
    expect((await change({ enabled: false })).status).toBe(200)
    expect(await read()).toMatchObject({ enabled: false, blockedBy: null })
    expect((await change({ enabled: true })).status).toBe(200)
  })

  it('E4 SAML stays while SCIM is on', async () => {
    await setSaml()
    const refused = await owner.call('DELETE', 'sign-on/saml')
    expect([refused.status, codeOf(refused)]).toEqual([409, 'scimIsOn'])
    expect(await read()).toMatchObject({ enabled: true, blockedBy: null })
    await change({ enabled: false })
    expect((await owner.call('DELETE', 'sign-on/saml')).status).toBe(204)
    expect(await auditOf('saml.removed')).toHaveLength(1)
  })

  it('A5 shows the address in the three forms, and as a host where that means this machine', async () => {
    const { port, url } = server
    expect((await read()).urls).toEqual({
      subdomain: 'acme',
      origin: `${url}/teams/acme`,
      complete: `${url}/teams/acme/scim/v2`,
      host: `http://acme.localhost:${port}/scim/v2`,
    })
  })

  it('E6 a team that goes by another name keeps people and token: all forms change, the old address opens nothing', async () => {
    const token = tokenNow()
    const { text } = await scim(token)
    await server.close()
    rename('acme', 'umbrella')
    server = await serve({ dataDir: folder, runtimeDir: folder, demoTeams: [], team: 'other' }, clock)
    const { origin } = new URL(server.url)
    expect((await scim(token)).status).toBe(401)
    const renamed = await scim(token, '/Users', 'umbrella')
    expect(renamed.status).toBe(200)
    expect(renamed.text.replaceAll(/http:[^"]+umbrella/g, '')).toBe(text.replaceAll(/http:[^"]+acme(?=\/scim)/g, ''))
    expect(renamed.text).toContain(`${origin}/teams/umbrella/scim/v2/Users/`)
  })
})

describe('the token of the page', () => {
  it('A6 S1 SC-01 is shown once, kept as a digest, and opens this team alone', async () => {
    const token = await rotate()
    expect(token).toMatch(/^scimulator_[\w-]{43}$/)
    const { text } = await owner.call('GET', SETTINGS)
    expect(text).not.toContain(token)
    expect((await read()).token).toMatchObject({
      mask: 'scimulator_****…****',
      createdAt: '2027-01-01T00:00:00.000Z',
      expiresAt: '2028-01-01T00:00:00.000Z',
      lastUsedAt: null,
    })
    expect((await scim(token)).status).toBe(200)
    expect((await scim(token, '/Users', 'globex')).status).toBe(401)
    await server.close()
    const plain = readdirSync(folder).filter((name) => {
      const isFile = /\.(db|db-wal|json)$/.test(name)
      return isFile && readFileSync(join(folder, name), 'latin1').includes(token)
    })
    // The demo's own file, for its owner only: what the next start prints must work.
    expect(plain).toEqual(['demo-tokens.json'])
    await start()
    expect(tokenNow()).toBe(token)
  })

  it('S2 AT-06 a new one needs the tick, and the one before ends with it, on a socket kept open too', async () => {
    const old = tokenNow()
    for (const body of [{}, { endsOldToken: false }, { endsOldToken: 'true' }])
      expect((await owner.call('POST', `${SETTINGS}/token`, body)).status).toBe(400)
    expect((await scim(old)).status).toBe(200)
    const token = await rotate()
    const [ended, wrong] = [await scim(old), await scim('wrong')]
    expect([ended.status, ended.text]).toEqual([401, wrong.text])
    expect((await scim(token)).status).toBe(200)
    expect(await auditOf('scim.tokenEnded')).toHaveLength(1)
    expect(await auditOf('scim.tokenCreated')).toMatchObject([
      { actor: { kind: 'person', id: owner.member.personId }, subject: { kind: 'team' } },
    ])
    expect(JSON.stringify(await auditOf('scim.tokenCreated'))).not.toContain(token)
    await restart()
    expect((await scim(old)).status).toBe(401)
    expect((await scim(token)).status).toBe(200)
  })

  it('AT-06 of many rotations at once, while SCIM is switched off and on, exactly one token works in the end', async () => {
    await setSaml()
    const old = tokenNow()
    const [tokens] = await Promise.all([
      Promise.all(Array.from({ length: 8 }, () => rotate())),
      change({ enabled: false }).then(() => change({ enabled: true })),
    ])
    const statuses = await Promise.all([old, ...tokens].map(async (token) => (await scim(token)).status))
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 401)).toHaveLength(8)
    expect((await scim(tokenNow())).status).toBe(200)
    const [ended, created] = [await auditOf('scim.tokenEnded'), await auditOf('scim.tokenCreated')]
    expect([ended.length, created.length]).toEqual([8, 8])
  })

  it('E1 missing, wrong, rotated out, of another team: the same 401, which tells nothing of the team', async () => {
    const old = tokenNow()
    await rotate()
    const foreign = server.teams[1]?.token ?? ''
    const answers = [
      await scim('wrong'),
      await scim(old),
      await scim(foreign),
      await scim('wrong', '/Users', 'nosuch'),
      await scim(foreign, '/Users/whoever'),
    ]
    for (const { status, text } of answers) {
      expect(status).toBe(401)
      expect(text).toBe(answers[0]?.text)
      expect(text).not.toMatch(/acme|globex/)
    }
    const missing = await server.call('GET', '/teams/acme/scim/v2/Users')
    expect([missing.status, missing.headers['content-type']]).toEqual([401, 'application/scim+json; charset=utf-8'])
  })

  it('E3 AT-06 what was let in before a rotation is finished, and the next request with the old token is refused', async () => {
    const old = tokenNow()
    const body = JSON.stringify({ schemas: [USER], userName: 'late@acme.example' })
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest({
        host: '127.0.0.1',
        port: server.port,
        method: 'POST',
        path: '/teams/acme/scim/v2/Users',
        headers: {
          host: `localhost:${server.port}`,
          ...bearer(old),
          'content-type': 'application/scim+json',
          'content-length': Buffer.byteLength(body),
          expect: '100-continue',
        },
        agent: false,
      })
      sent.on('error', reject)
      sent.on('response', (response) => resolve(response.resume().statusCode))
      // The server asks for the body once it knows the token.
      sent.on('continue', () => void rotate().then(() => sent.end(body), reject))
      sent.flushHeaders()
    })
    expect(status).toBe(201)
    expect(await server.member('acme', 'late@acme.example')).toMatchObject({ state: 'active' })
    expect((await scim(old)).status).toBe(401)
  })

  it('says when and by which client it was used last', async () => {
    const uses: [Record<string, string>, string | null][] = [
      [{ 'user-agent': 'Okta SCIM Client 1.0.0' }, 'Okta SCIM Client 1.0.0 (most likely Okta)'],
      [{ adscimversion: '5.0' }, 'No User-Agent (most likely Microsoft Entra ID)'],
      [{ 'user-agent': 'curl/8' }, 'curl/8'],
      [{ 'user-agent': 'x'.repeat(500) }, 'x'.repeat(200)],
      [{}, null],
    ]
    for (const [headers, lastClient] of uses) {
      clock.forward(1000)
      await server.call('GET', '/teams/acme/scim/v2/Users', { headers: { ...bearer(tokenNow()), ...headers } })
      const lastUsedAt = new Date(clock.now()).toISOString()
      expect((await read()).token).toMatchObject({ lastUsedAt, lastClient })
    }
  })

  it('a simulator that plays into the team is told the new one', async () => {
    const token = await rotate()
    const file = JSON.parse(readFileSync(join(folder, 'dashboard.json'), 'utf8')) as { demoTeams: unknown }
    expect(file.demoTeams).toMatchObject({ alpha: { team: 'acme', token } })
  })
})

describe('SCIM switched off', () => {
  it('E2 AT-10 every call is 403 with a clear detail to the right token and 401 to a wrong one, nobody changes, the token works again', async () => {
    await setSaml()
    const token = tokenNow()
    const before = await states()
    expect((await change({ enabled: false })).status).toBe(200)
    for (const path of ['/Users', '/Users/whoever', '/Schemas', '/ServiceProviderConfig']) {
      const off = await scim(token, path)
      expect([path, off.status]).toEqual([path, 403])
      expect(JSON.parse(off.text)).toMatchObject({
        status: '403',
        detail: expect.stringContaining('switched off') as string,
      })
      if (path !== '/ServiceProviderConfig') expect((await scim('wrong', path)).status).toBe(401)
    }
    const post = await server.scim('acme', 'POST', '/Users', { schemas: [USER], userName: 'x@acme.example' })
    expect(post.status).toBe(403)
    expect(await states()).toEqual(before)
    expect((await change({ enabled: true })).status).toBe(200)
    expect((await scim(token)).status).toBe(200)
    expect([(await auditOf('scim.disabled')).length, (await auditOf('scim.enabled')).length]).toEqual([1, 1])
    await change({ enabled: true })
    expect(await auditOf('scim.enabled')).toHaveLength(1)
  })
})

describe('what SCIM may change', () => {
  it('is settled on the page, is in the log before and after, and holds for the next request', async () => {
    expect((await change({ profilePolicy: 'keep', emailUserNames: true })).status).toBe(200)
    expect(await read()).toMatchObject({ profilePolicy: 'keep', emailUserNames: true, seats: { used: 4, limit: null } })
    expect(await auditOf('scim.settingsChanged')).toMatchObject([
      {
        before: { profilePolicy: 'apply', emailUserNames: false },
        after: { profilePolicy: 'keep', emailUserNames: true },
      },
    ])
    const refused = await server.scim('acme', 'POST', '/Users', { schemas: [USER], userName: 'no-address' })
    expect(refused.status).toBe(400)
    await restart()
    expect(await read()).toMatchObject({ profilePolicy: 'keep', emailUserNames: true })
    for (const body of [{ profilePolicy: 'drop' }, { seats: 5 }, { plan: 'free' }, { enabled: 'yes' }])
      expect([body, (await change(body)).status]).toEqual([body, 400])
  })

  it('E13 E30 a team without a free seat refuses with a sentence an identity provider’s admin can act on', async () => {
    await restart(() => {
      const teams = createSqliteTeamStore(join(folder, 'teams.db'))
      teams.changeSettings(teams.byName('acme')?.id ?? '', { seats: 4 })
      teams.close()
    })
    expect((await read()).seats).toEqual({ used: 4, limit: 4 })
    const full = await server.scim('acme', 'POST', '/Users', { schemas: [USER], userName: 'x@acme.example' })
    expect(full.status).toBe(403)
    expect(JSON.parse(full.text)).toMatchObject({ detail: expect.stringMatching(/seats.+add seats/) as string })
    const invited = await owner.call('POST', 'invitations', { email: 'y@acme.example' })
    expect(invited.status).toBe(201)
  })
})

describe('what SCIM did', () => {
  it('E29 each change is in the log with the token and the exchange, and failed authentications are counted', async () => {
    const made = await server.scim('acme', 'POST', '/Users', { schemas: [USER], userName: 'new@acme.example' })
    const exchange = String(made.headers['scimulator-exchange']).split(';', 1)[0]
    const token = (await read()).token?.id
    expect(token).toBeDefined()
    const [row] = await auditOf('member.added')
    expect(row).toMatchObject({ actor: { kind: 'scim', id: token }, requestId: exchange })
    await scim('wrong')
    expect((await server.call('GET', '/metrics')).text).toContain('scimulator_scim_wrong_credentials_total 1')
  })
})
