import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { syncReportSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Profile } from '../profile/profile.ts'
import { contentServer, sendJson } from '../testing/http-target.ts'
import { closeFolder, folder, openFolder, run, syncArgs, target } from '../testing/run-cli.ts'

beforeEach(openFolder)
afterEach(closeFolder)

/** A vendor that offers everything, its form in this order. */
const profile: Partial<Profile> = {
  authorizations: ['basic', 'oauth'],
  connect({ target: baseUrl, token, basic, oauth }) {
    if (basic) return { baseUrl, authorization: `Basic ${btoa(`${basic.user}:${basic.password}`)}` }
    if (oauth === undefined) return { baseUrl, authorization: `Bearer ${token}` }
    const { tokenUrl, clientId, clientSecret, refreshToken = '' } = oauth
    const form = [
      ['grant_type', 'refresh_token'],
      ['refresh_token', refreshToken],
      ['client_id', clientId],
      ['client_secret', clientSecret],
    ] as const
    return { baseUrl, authorization: '', oauth: { tokenUrl, form } }
  },
}
const env = { SCIM_CLIENT_SECRET: 'canary-secret', SCIM_REFRESH_TOKEN: 'canary-refresh', SCIM_PASSWORD: 'canary-pass' }

describe('OAuth 2.0', () => {
  test('the access token comes from the token URL, and no secret is in the report', async () => {
    const seen: (string | undefined)[] = []
    const made = await target((request, response, body) => {
      if (request.url !== '/token') {
        seen.push(request.headers.authorization)
        return body === ''
          ? contentServer(request, response)
          : sendJson(response, 201, { id: '1', echo: 'canary-access' })
      }
      sendJson(response, 200, { access_token: 'canary-access', refresh_token: 'canary-second', expires_in: 3600 })
    })
    const { code, out, err } = await run(
      [
        'sync',
        '--target',
        `${made.url}/scim`,
        '--oauth-token-url',
        `${made.url}/token`,
        '--client-id',
        'app',
        '--json',
      ],
      { profile, env },
    )
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(made.requests.filter((line) => line === 'POST /token')).toHaveLength(1)
    expect(made.bodies[0]).toBe(
      'grant_type=refresh_token&refresh_token=canary-refresh&client_id=app&client_secret=canary-secret',
    )
    expect(new Set(seen)).toEqual(new Set(['Bearer canary-access']))
    expect(syncReportSchema.parse(JSON.parse(out)).verdict).toBe('pass')
    expect(out).not.toContain('canary')
  })

  test('an access token that the target gives back as data is not kept in the saved state', async () => {
    const made = await target((request, response) => {
      if (request.url === '/token') return sendJson(response, 200, { access_token: 'canary-access-token' })
      response.setHeader('X-Note', 'your canary-access-token')
      contentServer(request, response)
    })
    const at = ['--target', `${made.url}/scim`, '--oauth-token-url', `${made.url}/token`, '--client-id', 'app']
    const { err } = await run(['sync', ...at, '--users', '1', '--state'], { profile, env })
    expect(err).toBe('The state cannot be saved: the target gave the token back as data\n')
  })

  test('no report shows a secret that the target or the endpoint gives back', async () => {
    const leaked = 'canary-access canary-second canary-secret canary-refresh'
    const made = await target((request, response) => {
      const { length } = made.requests.filter((line) => line === 'POST /token')
      if (request.url !== '/token') {
        response.setHeader('X-Note', leaked)
        sendJson(response, request.method === 'GET' ? 200 : 400, { Resources: [], totalResults: 0, detail: leaked })
      } else if (length > 1) sendJson(response, 400, { error: 'invalid_grant', error_description: leaked })
      else sendJson(response, 200, { access_token: 'canary-access', refresh_token: 'canary-second', expires_in: 1e-9 })
    })
    const files = ['html', 'har', 'junit', 'json'].map((format) => `--report=${format}=out.${format}`)
    const at = ['--target', `${made.url}/scim`, '--oauth-token-url', `${made.url}/token`, '--client-id', 'app']
    const { code, out, err } = await run(['sync', ...at, '--users', '2', '--exchanges', 'all', ...files], {
      profile,
      env,
    })
    const written = await Promise.all(
      ['html', 'har', 'junit', 'json'].map((format) => readFile(join(folder(), `out.${format}`), 'utf8')),
    )
    expect(code).toBe(2)
    expect(err).toContain('invalid_grant')
    for (const text of [out, err, ...written]) expect(text).not.toContain('canary')
  })

  test('an endpoint that grants nothing ends the run with its own words, and nothing is sent to the target', async () => {
    const made = await target((_request, response) => sendJson(response, 400, { error: 'invalid_grant' }))
    const { code, err } = await run(
      ['sync', '--target', `${made.url}/scim`, '--oauth-token-url', `${made.url}/token`, '--client-id', 'app'],
      { profile, env },
    )
    expect({ code, err }).toEqual({
      code: 2,
      err: 'No access token: the token endpoint answers 400 (invalid_grant).\n',
    })
    expect(made.requests).toEqual(['POST /token'])
  })
})

test('Basic: user by option, password by environment', async () => {
  const seen: (string | undefined)[] = []
  const made = await target((request, response) => {
    seen.push(request.headers.authorization)
    contentServer(request, response)
  })
  const args = ['sync', '--target', made.url, '--basic-user', 'ann', '--users', '1', '--json']
  const { code, out } = await run(args, { profile, env })
  expect(code).toBe(0)
  expect(new Set(seen)).toEqual(new Set(['Basic YW5uOmNhbmFyeS1wYXNz']))
  expect(out).not.toContain('canary')
})

test.each<[string[], Record<string, string>, RegExp]>([
  [['--basic-user', 'ann'], {}, /^--basic-user needs the password in SCIM_PASSWORD\.\n$/],
  [['--basic-user', 'a:b'], env, /no colon/],
  [['--basic-user', 'a', '--oauth-token-url', 'http://h/t'], env, /not both/],
  [['--oauth-token-url', 'http://h/t'], env, /needs --client-id/],
  [['--oauth-token-url', 'nonsense', '--client-id', 'x'], env, /no http\(s\) address/],
])('%j is refused, and nothing is sent', async (args, given, message) => {
  const made = await target()
  const { code, err } = await run(['sync', '--target', made.url, ...args], { profile, env: given })
  expect(code).toBe(2)
  expect(err).toMatch(message)
  expect(made.requests).toEqual([])
})

test('a vendor that offers a token alone says so', async () => {
  const made = await target()
  const { code, err } = await run(['sync', '--target', made.url, '--basic-user', 'ann'], { env })
  expect({ code, err }).toEqual({ code: 2, err: 'Plain app does not offer HTTP Basic.\n' })
  expect(made.requests).toEqual([])
})

describe('--fault', () => {
  test('a request sent twice reaches the target twice', async () => {
    const made = await target()
    const { code, out } = await run(syncArgs(made, '--users', '1', '--fault', 'duplicate:method=POST,count=1'))
    expect(code).toBe(0)
    expect(out).toMatch(/Faults injected on purpose: 1\n {2}duplicate on POST, 1 time: met by 1 request \(x\d+\)\n/)
    expect(made.requests.filter((line) => line.startsWith('POST'))).toHaveLength(2)
  })

  test('the report says which were switched on, and which requests met them', async () => {
    const made = await target()
    const faults = ['--fault', 'status:method=POST,status=503,count=1', '--fault', 'reset:resource=Nowhere']
    const { out } = await run(syncArgs(made, '--users', '1', '--json', ...faults))
    const report = syncReportSchema.parse(JSON.parse(out))
    const met = report.steps.flatMap(({ exchanges }) => exchanges).filter(({ fault }) => fault !== undefined)
    expect(met.map(({ fault, response }) => [fault, response?.status])).toEqual([['status 503 on POST, 1 time', 503]])
    expect(report.faults).toEqual([
      { fault: 'status 503 on POST, 1 time', by: 'way', hits: 1, exchanges: met.map(({ id }) => id) },
      { fault: 'reset on Nowhere', by: 'way', hits: 0, exchanges: [] },
    ])
  })

  test('a wait that only a fault demands takes no time', async () => {
    const made = await target()
    const retry: Profile['retry'] = (answer, attempt, previousMs) =>
      answer.kind === 'response' && answer.status === 429 && attempt < 4
        ? { retry: true, afterMs: (previousMs ?? 300_000) * 2, why: '429' }
        : { retry: false }
    const { code, out } = await run(
      syncArgs(made, '--users', '1', '--json', '--fault', 'status:method=POST,retryAfter=600,count=3'),
      { profile: { retry } },
    )
    expect(code).toBe(0)
    const { simulatedMs } = JSON.parse(out) as { simulatedMs: number }
    expect(simulatedMs).toBe((600 + 1200 + 2400) * 1000)
  })
})
