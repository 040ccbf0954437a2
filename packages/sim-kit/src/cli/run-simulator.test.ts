import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { syncReportSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Profile } from '../profile/profile.ts'
import { contentServer, type httpTarget, sendJson } from '../testing/http-target.ts'
import { closeFolder, folder, openFolder, run, syncArgs, target } from '../testing/run-cli.ts'

beforeEach(openFolder)
afterEach(closeFolder)

describe('sync', () => {
  test('a run without findings exits 0 and prints a report a person can read', async () => {
    const { code, out, err } = await run(syncArgs(await target()))
    expect(code).toBe(0)
    expect(err).toBe('')
    expect(out).toMatch(/^Fake IdP \(Plain app\), lifecycle -> http:/)
    expect(out).toMatch(/PASS in .*: 20 people, 4 groups, 21 requests/)
    expect(out).toMatch(/create +20\n/)
    expect(out).toContain('Coverage: 2 of 3 request shapes exercised, 2 survived\n  not exercised: never')
    expect(out).toContain('createGroup: groups stay at home')
  })

  test('--json prints one valid document and nothing else', async () => {
    const { code, out } = await run(syncArgs(await target(), '--json', '--users', '3', '--groups', '1', '--seed', 'x'))
    expect(code).toBe(0)
    const report = syncReportSchema.parse(JSON.parse(out))
    expect(report).toMatchObject({
      vendor: 'fake',
      profile: 'plain',
      scenario: 'lifecycle',
      seed: 'x',
      verdict: 'pass',
      stopped: null,
      runUrl: null,
      counters: { people: 3, groups: 1, created: 3, exchanges: 4 },
    })
    expect(report.inferred).toEqual([
      { kind: 'profile', id: 'plain', summary: 'Plain app: For tests.' },
      { kind: 'request', id: 'test', summary: 'connection test' },
      { kind: 'request', id: 'create', summary: 'create' },
      { kind: 'quirk', id: 'odd', summary: 'odd' },
      { kind: 'knob', id: 'mode', summary: 'mode' },
    ])
    expect(report.steps[1]?.exchanges[0]).toMatchObject({ quirks: ['odd'], tolerances: null })
    expect(out).not.toContain('canary')
    expect(out).not.toContain('hunter2')
  })

  test('the same seed sends the same bytes', async () => {
    const [first, second] = [await target(), await target()]
    await run(syncArgs(first, '--seed', 's'))
    await run(syncArgs(second, '--seed', 's'))
    expect(second.bodies.toSorted()).toEqual(first.bodies.toSorted())
  })

  test('SC-01 a token the target gives back, in whatever form, is in no output', async () => {
    const basic = `Basic ${Buffer.from('admin:canary-token').toString('base64')}`
    const echo: Parameters<typeof httpTarget>[0] = (request, response) => {
      const given = request.headers.authorization ?? ''
      const forms = [given, 'admin:canary-token', Buffer.from('canary-token').toString('base64')]
      response.setHeader('X-Echo', given)
      response.setHeader('Location', `http://h/?x=${encodeURIComponent(given)}`)
      sendJson(response, request.method === 'GET' ? 200 : 500, { detail: forms, Resources: [] })
    }
    const formats = ['terminal', 'json', 'junit', 'har', 'html']
    const reports = formats.flatMap((format) => ['--report', `${format}=r.${format}`])
    const { code, out, err } = await run(syncArgs(await target(echo), '--auth-header', basic, ...reports))
    expect(code).toBe(1)
    const files = await Promise.all(formats.map((format) => readFile(join(folder(), `r.${format}`), 'utf8')))
    for (const text of [out, err, ...files]) {
      expect(text).not.toMatch(/canary/)
      expect(text).not.toContain(basic.slice(6))
      expect(text).not.toContain(Buffer.from('canary-token').toString('base64'))
    }
  })

  test('the profile is told the knobs before it connects', async () => {
    const seen: unknown[] = []
    const connect: Profile['connect'] = ({ knobs, target: baseUrl }) => {
      seen.push(knobs)
      return { baseUrl, authorization: 'x' }
    }
    await run(syncArgs(await target(), '--knob', 'mode=two'), { profile: { connect } })
    expect(seen).toEqual([{ mode: 'two' }])
  })

  test('what the vendor’s cloud would not do is noted in the report', async () => {
    const evidence = { mark: 'vendor-docs', source: 'a page', date: '2026' } as const
    const profile = { transport: [{ rule: 'https', evidence }] } as const
    const { code, out } = await run(syncArgs(await target()), { profile })
    expect(code).toBe(0)
    expect(out).toContain('\nNote: Fake IdP itself calls https addresses only (vendor-docs: a page).\n')
  })

  test('a failed step exits 1', async () => {
    const { code, out } = await run(
      syncArgs(
        await target((request, response) =>
          request.method === 'GET' ? contentServer(request, response) : sendJson(response, 500, {}),
        ),
      ),
    )
    expect(code).toBe(1)
    expect(out).toContain('FAIL in')
    expect(out).toContain('broken: create')
  })

  test('the token may come from SCIM_TOKEN, and --auth-header goes out verbatim', async () => {
    const seen: (string | undefined)[] = []
    const { url } = await target((request, response) => {
      seen.push(request.headers.authorization)
      contentServer(request, response)
    })
    await run(['sync', '--target', url, '--users', '1'], { env: { SCIM_TOKEN: 'from-env' } })
    await run(['sync', '--target', url, '--users', '1', '--auth-header', 'Raw x'])
    expect(new Set(seen)).toEqual(new Set(['Bearer from-env', 'Raw x']))
  })

  test('people come from a file, whose path counts from where the user called', async () => {
    await writeFile(join(folder(), 'people.csv'), 'userName,givenName,familyName\nann@example.com,Ann,Lee\n')
    const made = await target()
    expect((await run(syncArgs(made, '--people', 'people.csv'))).code).toBe(0)
    expect(made.bodies).toEqual(['', '{"userName":"ann@example.com","password":"hunter2"}'])
  })

  test('--exchanges failed keeps the exchanges of failed steps only', async () => {
    const made = await target((request, response, body) => {
      if (request.method === 'GET') contentServer(request, response)
      else sendJson(response, body.includes('maria') ? 500 : 201, {})
    })
    const { out } = await run(syncArgs(made, '--json', '--exchanges', 'failed'))
    const { steps } = syncReportSchema.parse(JSON.parse(out))
    for (const { outcome, exchanges } of steps) expect(exchanges.length).toBe(outcome === 'failed' ? 1 : 0)
    expect(steps.filter(({ outcome }) => outcome === 'failed').length).toBeGreaterThan(0)
  })

  test('without a target the demo team of the vendor is taken', async () => {
    const made = await target()
    const dashboard = {
      url: made.url,
      ingestToken: 'x'.repeat(16),
      demoTeams: { fake: { team: 'acme', scimUrl: `${made.url}/teams/acme/scim/v2`, token: 'demo' } },
    }
    await writeFile(join(folder(), 'dashboard.json'), JSON.stringify(dashboard))
    const { code } = await run(['sync', '--no-dashboard', '--users', '1'])
    expect(code).toBe(0)
    expect(made.requests).toEqual(['GET /teams/acme/scim/v2/Users?count=1&', 'POST /teams/acme/scim/v2/Users'])
  })

  test('every report format can go to a file of its own', async () => {
    const formats = ['terminal', 'json', 'junit', 'har', 'html']
    const { code, out } = await run(
      syncArgs(await target(), ...formats.flatMap((format) => ['--report', `${format}=r.${format}`])),
    )
    expect(code).toBe(0)
    expect(out).toMatch(/^Fake IdP/)
    for (const format of formats)
      expect((await readFile(join(folder(), `r.${format}`), 'utf8')).length).toBeGreaterThan(100)
  })
})
