import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { syncReportSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fakeVendor } from '../testing/fake-vendor.ts'
import { contentServer, type HttpTarget, httpTarget, sendJson } from '../testing/http-target.ts'
import type { CliIo } from './io.ts'
import { runSimulator } from './run-simulator.ts'

let folder: string
const open: HttpTarget[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sim-kit-'))
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((target) => target.close()))
  await rm(folder, { recursive: true, force: true })
})

async function target(answer: Parameters<typeof httpTarget>[0] = contentServer): Promise<HttpTarget> {
  const made = await httpTarget(answer)
  open.push(made)
  return made
}

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function run(
  args: readonly string[],
  more: { env?: Record<string, string>; interrupt?: (callback: () => void) => void } = {},
): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const io: CliIo = {
    out: (text) => void out.push(text),
    err: { write: (text: string) => err.push(text) },
    env: { DATA_DIR: folder, ...more.env },
    cwd: folder,
    onInterrupt(callback) {
      more.interrupt?.(callback)
      return () => {}
    },
  }
  const code = await runSimulator(fakeVendor(), args, io)
  return { code, out: out.join(''), err: err.join('') }
}

const syncArgs = ({ url }: HttpTarget, ...more: string[]) => [
  'sync',
  '--target',
  `${url}/scim/v2`,
  '--token',
  'canary-token',
  ...more,
]

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
    await writeFile(join(folder, 'people.csv'), 'userName,givenName,familyName\nann@example.com,Ann,Lee\n')
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
    await writeFile(join(folder, 'dashboard.json'), JSON.stringify(dashboard))
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
      expect((await readFile(join(folder, `r.${format}`), 'utf8')).length).toBeGreaterThan(100)
  })
})

describe('bad usage: one clear line, exit code 2, nothing sent', () => {
  test.each<[string[], RegExp]>([
    [['--profile', 'plane'], /^Profile "plane" is unknown\. Did you mean plain\? There are: plain\.\n$/],
    [
      ['--scenario', 'lifecycel'],
      /^Scenario "lifecycel" is unknown\. Did you mean lifecycle\? There are: lifecycle, broken\.\n$/,
    ],
    [['--scenario', '__proto__'], /^Scenario "__proto__" is unknown\. There are: lifecycle, broken\.\n$/],
    [['--knob', 'mode=three'], /^Value of knob mode "three" is unknown\./],
    [['--knob', 'mod=one'], /^Knob "mod" is unknown\. Did you mean mode\?/],
    [['--usres', '3'], /^error: unknown option '--usres' \(Did you mean --users\?\) See --help\.\n$/],
    [['--users', '0'], /whole number from 1 to/],
    [['--timeout', 'soon'], /time such as/],
    [['--report', 'htlm'], /^Report format "htlm" is unknown\. Did you mean html\?/],
    [['--report', 'html=nowhere/r.html'], /^The folder of the report .*nowhere\/r\.html does not exist\.\n$/],
    [['--json', '--report', 'html'], /^--json prints one document only/],
    [['--people', 'none.csv'], /^none\.csv cannot be read/],
    [['--people', '.'], /^\. is no file\.|^\. cannot be read/],
    [['--people', 'x.csv', '--users', '3'], /^--people names the people/],
    [['--ca', 'none.pem'], /^none\.pem cannot be read/],
    [['--dashboard', 'nonsense'], /^The dashboard address "nonsense" is no/],
    [['--dashboard', 'http://127.0.0.1:9'], /^The dashboard at http:\/\/127\.0\.0\.1:9 needs its token/],
    [['--token', 'a\nb'], /^The token is empty or has a character/],
  ])('%j', async (args, line) => {
    const made = await target()
    const { code, out, err } = await run(syncArgs(made, ...args))
    expect(err).toMatch(line)
    expect({ code, out, lines: err.split('\n').length, requests: made.requests }).toEqual({
      code: 2,
      out: '',
      lines: 2,
      requests: [],
    })
  })

  test('bad rows of a people file are all named', async () => {
    await writeFile(join(folder, 'p.csv'), 'userName,givenName,familyName\n,A,B\nx,A,B\n')
    const made = await target()
    const { code, err } = await run(syncArgs(made, '--people', 'p.csv'))
    expect(code).toBe(2)
    expect(err).toBe(
      'p.csv:2: userName is missing.\np.csv:3: email is missing, and userName is no mail address to take instead.\nNothing was sent.\n',
    )
    expect(made.requests).toEqual([])
  })

  test('a target the vendor does not take, no token, no target, no command', async () => {
    expect(await run(['sync', '--target', 'acme', '--token', 't'])).toMatchObject({
      code: 2,
      err: 'Plain takes a complete URL.\n',
    })
    expect((await run(['sync', '--target', 'http://h'])).err).toMatch(/^The target needs a token/)
    expect((await run(['sync', '--target', 'http://u:p@h/', '--token', 't'])).err).toMatch(
      /^The target URL carries credentials/,
    )
    expect((await run(['sync'])).err).toMatch(/^There is no running demo team for Fake IdP/)
    expect(await run(['synk'])).toMatchObject({
      code: 2,
      err: "error: unknown command 'synk' (Did you mean sync?) See --help.\n",
    })
    expect((await run([])).code).toBe(2)
  })

  test('--help shows three examples and exits 0', async () => {
    const { code, out } = await run(['sync', '--help'])
    expect(code).toBe(0)
    expect(out.match(/^ {2}\$ /gm)).toHaveLength(3)
  })
})

describe('a target that is none: one clear line, exit code 2, the partial report written', () => {
  const endless: Parameters<typeof httpTarget>[0] = (_request, response) => {
    const pour = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    }
    response.on('drain', pour)
    pour()
  }
  test.each<[string, Parameters<typeof httpTarget>[0], RegExp]>([
    [
      'HTML',
      (_request, response) => response.writeHead(200).end('<html>'),
      /^The target does not speak SCIM: it answers 200 with HTML\.\n$/,
    ],
    [
      'empty bodies',
      (_request, response) => response.writeHead(200).end(),
      /^The target does not speak SCIM: it answers 200 with an empty body\.\n$/,
    ],
    ['an endless body', endless, /^The target cannot be reached: endless answer/],
    ['no answer', () => {}, /^The target cannot be reached: no complete answer within 50 ms\.\n$/],
    ['401', (_request, response) => sendJson(response, 401, {}), /^The target refuses the token \(status 401\)\.\n$/],
    [
      'a redirect',
      (_request, response) => response.writeHead(302, { Location: '/x' }).end(),
      /^The target redirects \(status 302\) to \/x\.\n$/,
    ],
  ])('%s', async (what, answer, line) => {
    const made = await target(answer)
    const timeout = what === 'no answer' ? ['--timeout', '50ms'] : []
    const { code, out, err } = await run(syncArgs(made, '--json', '--report', 'html=r.html', ...timeout))
    expect(err).toMatch(line)
    expect(code).toBe(2)
    const report = syncReportSchema.parse(JSON.parse(out))
    expect(report).toMatchObject({
      verdict: 'fail',
      stopped: err.trim(),
      findings: [{ whose: 'configuration', exchanges: ['x1'] }],
    })
    expect(report.steps).toHaveLength(1)
    expect(await readFile(join(folder, 'r.html'), 'utf8')).toContain('Stopped: ')
    expect(made.requests).toHaveLength(1)
  })

  test('nothing listens there', async () => {
    const made = await target()
    await made.close()
    const { code, out, err } = await run(syncArgs(made))
    expect(code).toBe(2)
    expect(err).toMatch(
      /^The target cannot be reached: nothing listens on 127\.0\.0\.1:\d+ \(connection refused\)\.\n$/,
    )
    expect(out).toContain('Stopped: The target cannot be reached')
  })

  test('an interrupt breaks the run off and still reports', async () => {
    let interrupt = (): void => {}
    const made = await target((request, response) => {
      if (request.method === 'POST') interrupt()
      else contentServer(request, response)
    })
    const { code, err, out } = await run(syncArgs(made), {
      interrupt: (callback) => {
        interrupt = callback
      },
    })
    expect({ code, err }).toEqual({ code: 2, err: 'interrupted\n' })
    expect(out).toContain('Stopped: interrupted')
  })

  test('an error of the scenario itself is one line, its stack only for those who debug', async () => {
    const made = await target()
    const { code, err } = await run(syncArgs(made, '--scenario', 'broken'))
    expect({ code, err }).toEqual({ code: 2, err: 'Unexpected error: a bug at 1\n' })
  })

  test.skipIf(!existsSync('/dev/full'))('a report that cannot be written is said, and exits 2', async () => {
    const { code, err } = await run(syncArgs(await target(), '--users', '1', '--report', 'json=/dev/full'))
    expect(code).toBe(2)
    expect(err).toMatch(/^The report \/dev\/full cannot be written/)
  })
})
