import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { createSqliteTeamStore } from '../../src/teams/sqlite-team-store.ts'
import type { Answer } from '../serve.ts'
import {
  auditOf,
  change,
  codeOf,
  folder,
  owner,
  read,
  restart,
  SETTINGS,
  scim,
  serveInstead,
  server,
  setSaml,
  states,
  TICK,
  tokenNow,
  USER,
  useSettings,
} from './settings-desk.ts'

useSettings()

/** Gives a team of a server that is down another name. */
function rename(from: string, to: string): void {
  const db = new Database(join(folder, 'teams.db'))
  db.prepare('update teams set name = ? where name = ?').run(to, from)
  db.close()
}

describe('who gets at the settings of SCIM', () => {
  it('A1 E5 a plan without SCIM: no page, 404 to the right token, 401 to a wrong one, and nobody is removed', async () => {
    const before = await states()
    const setPlan = (plan: 'free' | 'enterprise'): Promise<Answer> => server.ask('PATCH', '/api/teams/acme', { plan })
    await setPlan('free')
    await restart()
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
    await serveInstead({ demoTeams: [], team: 'solo', token: 's0l0' })
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
    const kept = { dataDir: folder, runtimeDir: folder }
    await serveInstead({ ...kept, demoTeams: [], team: 'other' }, () => rename('acme', 'umbrella'))
    const { origin } = new URL(server.url)
    expect((await scim(token)).status).toBe(401)
    const renamed = await scim(token, '/Users', 'umbrella')
    expect(renamed.status).toBe(200)
    expect(renamed.text.replaceAll(/http:[^"]+umbrella/g, '')).toBe(text.replaceAll(/http:[^"]+acme(?=\/scim)/g, ''))
    expect(renamed.text).toContain(`${origin}/teams/umbrella/scim/v2/Users/`)
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
    await server.ask('PATCH', '/api/teams/acme', { seats: 4 })
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
