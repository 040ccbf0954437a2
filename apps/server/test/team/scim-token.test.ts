import { readdirSync, readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  auditOf,
  bearer,
  change,
  clock,
  folder,
  owner,
  read,
  restart,
  rotate,
  SETTINGS,
  scim,
  server,
  setSaml,
  start,
  tokenNow,
  USER,
  useSettings,
} from './settings-desk.ts'

useSettings()

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
