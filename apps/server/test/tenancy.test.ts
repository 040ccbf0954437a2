import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, serve, type TestServer } from './serve.ts'

let server: TestServer
const tokens: Record<string, string> = {}
const ids: Record<string, string> = {}
beforeAll(async () => {
  server = await serve()
  for (const { team, token } of server.teams) {
    tokens[team.name] = token
    const { text } = await server.call('GET', `/teams/${team.name}/scim/v2/Users`, { headers: bearer(token) })
    ids[team.name] = /"id":"([^"]+)"/.exec(text)?.[1] ?? ''
  }
})
afterAll(() => server.close())

const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` })
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'

/** Everything of an answer that may not tell one refusal from another. */
function shape({ status, headers, text }: Answer): unknown {
  const { date: _date, 'scimulator-exchange': _exchange, ...rest } = headers
  return { status, headers: rest, text }
}

describe('teams', () => {
  it('TI-01 N-002 [CHOICE] a token works only where host, path and token name one team', async () => {
    const hosts = { plain: undefined, acme: 'acme.localhost', globex: 'globex.localhost', ACME: 'ACME.localhost.' }
    const paths = {
      acme: '/teams/acme/scim/v2',
      globex: '/teams/globex/scim/v2',
      none: '/scim/v2',
      unknown: '/teams/nosuch/scim/v2',
    }
    const refusals: Answer[] = []
    for (const [hostTeam, host] of Object.entries(hosts)) {
      for (const [pathTeam, path] of Object.entries(paths)) {
        for (const [owner, token] of Object.entries({ ...tokens, nobody: 'wrong' })) {
          const named = [hostTeam, pathTeam]
            .filter((name) => name !== 'plain' && name !== 'none')
            .map((name) => name.toLowerCase())
          const agrees = named.length > 0 && named.every((name) => name === owner)
          const headers = { ...bearer(token), ...(host === undefined ? {} : { host: `${host}:${server.port}` }) }
          const answer = await server.call('GET', `${path}/Users`, { headers })
          expect([hostTeam, pathTeam, owner, answer.status]).toEqual([hostTeam, pathTeam, owner, agrees ? 200 : 401])
          if (!agrees) refusals.push(answer)
        }
      }
    }
    expect(new Set(refusals.map((answer) => JSON.stringify(shape(answer)))).size).toBe(1)
  })
  it('AT-01 [MUST] an unknown team and a team one may not touch answer alike, without credentials too', async () => {
    const paths = [
      '/teams/acme/scim/v2/Users',
      '/teams/nosuch/scim/v2/Users',
      '/teams/__proto__/scim/v2/x',
      '/teams/%ff/scim/v2/Users',
      '/scim/v2/Users',
      '/teams/a%2Fb/scim/v2',
    ]
    const answers = await Promise.all(paths.map((path) => server.call('GET', path)))
    expect(new Set(answers.map((answer) => JSON.stringify(shape(answer)))).size).toBe(1)
    expect(answers[0]?.headers['content-type']).toMatch(/^application\/scim\+json/)
  })
  it('AT-02 AT-03 AT-05 [MUST] no malformed, altered or misplaced token opens anything', async () => {
    const token = tokens.acme ?? ''
    const values = [
      '',
      'Bearer',
      'Bearer ',
      'Bearer null',
      'Bearer undefined',
      `Bearer ${token}x`,
      `Bearer ${token.slice(0, -1)}`,
      `Bearer ${token.toUpperCase()}`,
      `Bearer\t${token}`,
      `Bearer ${token},${token}`,
      `Basic ${Buffer.from(`x:${token}`).toString('base64')}`,
      token,
      `Bearer ${encodeURIComponent(`${token} `)}`,
      `Bearer ${'a'.repeat(8000)}`,
    ]
    for (const authorization of values) {
      const answer = await server.call('GET', '/teams/acme/scim/v2/Users', { headers: { authorization } })
      expect([authorization.slice(0, 20), answer.status]).toEqual([authorization.slice(0, 20), 401])
    }
    for (const query of [`access_token=${token}`, `token=${token}`]) {
      expect((await server.call('GET', `/teams/acme/scim/v2/Users?${query}`)).status).toBe(401)
    }
    const name: string = 'authorization'
    const headers = { [name]: [`Bearer ${token}`, `Bearer ${token}`] }
    const twice = await server.call('GET', '/teams/acme/scim/v2/Users', { headers })
    expect(twice.status).toBe(401)
    const cookie = { cookie: `${await server.signIn()}; token=${token}` }
    expect((await server.call('GET', '/teams/acme/scim/v2/Users', { headers: cookie })).status).toBe(401)
    expect((await server.call('GET', '/api/teams', { headers: bearer(token) })).status).toBe(401)
    expect(
      (await server.call('GET', '/teams/acme/scim/v2/Users', { headers: bearer(server.ingestToken) })).status,
    ).toBe(401)
    expect(
      (await server.call('GET', '/teams/acme/scim/v2/Users', { headers: { authorization: `bearer ${token}` } })).status,
    ).toBe(200)
  })
  it('TI-02 N-003 [CHOICE] the ids of another team are unknown, by every verb', async () => {
    const headers = bearer(tokens.globex ?? '')
    const theirs = ids.acme ?? ''
    const body = { schemas: [USER], userName: 'x' }
    const patch = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'remove', path: 'title' }],
    }
    for (const [method, sent] of [
      ['GET', {}],
      ['PUT', { body }],
      ['PATCH', { body: patch }],
      ['DELETE', {}],
    ] as const) {
      const known = await server.call(method, `/teams/globex/scim/v2/Users/${theirs}`, { headers, ...sent })
      const unknown = await server.call(method, '/teams/globex/scim/v2/Users/nosuch', { headers, ...sent })
      expect(known.status).toBe(404)
      expect(known.text.replace(theirs, 'nosuch')).toBe(unknown.text)
    }
    const group = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'G',
      members: [{ value: theirs }],
    }
    expect((await server.call('POST', '/teams/globex/scim/v2/Groups', { headers, body: group })).status).toBe(400)
  })
  it('TI-04 TI-05 N-004 N-010 [CHOICE] filters and totals see one team, and the same names may exist in both', async () => {
    const headers = bearer(tokens.globex ?? '')
    const filter = encodeURIComponent('userName co "acme" or id pr or userName eq "x\' or 1=1 --"')
    const list = await server.call('GET', `/teams/globex/scim/v2/Users?filter=${filter}`, { headers })
    expect(list.status).toBe(200)
    expect(list.text).not.toContain('acme.example')
    const created = await server.call('POST', '/teams/globex/scim/v2/Users', {
      headers,
      body: { schemas: [USER], userName: 'ann@acme.example' },
    })
    expect(created.status).toBe(201)
  })
  it('TI-09 TI-10 TI-11 [MUST] addresses in answers follow the form that was used, never a forwarded host', async () => {
    const forwarded = { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https', forwarded: 'host=evil.test' }
    const headers = { ...bearer(tokens.acme ?? ''), ...forwarded }
    const path = `/Users/${ids.acme}`
    const byPath = await server.call('GET', `/teams/acme/scim/v2${path}`, { headers })
    expect(byPath.headers.location).toBe(`http://localhost:${server.port}/teams/acme/scim/v2${path}`)
    const host = `acme.localhost:${server.port}`
    const byHost = await server.call('GET', `/scim/v2${path}`, { headers: { ...headers, host } })
    expect(byHost.headers.location).toBe(`http://${host}/scim/v2${path}`)
    expect(byHost.text).not.toContain('evil')
  })
  it('D-004 Z-022 [SHOULD] the anonymous configuration is the same for every team, there or not', async () => {
    const read = async (team: string): Promise<string> =>
      (await server.call('GET', `/teams/${team}/scim/v2/ServiceProviderConfig`)).text.replaceAll(team, 'TEAM')
    expect(await read('acme')).toBe(await read('nosuch'))
  })
  it('notes the tolerances each exchange needed, unless the team is strict', async () => {
    const body = { schemas: [USER], userName: 'tolerated', active: 'True' }
    const tolerant = await server.call('POST', '/teams/acme/scim/v2/Users', {
      headers: bearer(tokens.acme ?? ''),
      body,
    })
    expect(tolerant.headers['scimulator-exchange']).toMatch(/^[0-9a-f-]{36}; tolerances=string-booleans$/)
    const strict = await serve({ demoTeams: [], team: 'law', token: 't0k', strict: true })
    const answer = await strict.call('POST', '/teams/law/scim/v2/Users', { headers: bearer('t0k'), body })
    expect(answer.status).toBe(400)
    expect(answer.headers).not.toHaveProperty('scimulator-exchange')
    await strict.close()
  })
})
