import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { syncReportSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contentServer, type httpTarget, sendJson } from '../testing/http-target.ts'
import { closeFolder, folder, openFolder, run, syncArgs, target } from '../testing/run-cli.ts'

beforeEach(openFolder)
afterEach(closeFolder)

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
    [['--json', '--report', 'terminal'], /^--json prints one document only/],
    [['--report', 'junit', '--report', 'har'], /^Only one report goes to standard output: give the har report a file/],
    [['--report', 'json=r', '--report', 'har=./r'], /^Two reports go to .*r: give each a file/],
    [['--tokn=canary-token'], /^error: unknown option '--tokn' See --help\.\n$|^error: unknown option '--tokn' \(Did/],
    [['--auth-header', 'Bearer', 'canary-token'], /^error: too many arguments .* but got 1\. See --help\.\n$/],
    [['--target', 'ftp://h/?key=canary-token'], /^Plain takes a complete URL, not ftp:\/\/h\/\?key=\*\*\*\.\n$/],
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
    await writeFile(join(folder(), 'p.csv'), 'userName,givenName,familyName\n,A,B\nx,A,B\n')
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
      err: 'Plain takes a complete URL, not acme.\n',
    })
    expect((await run(['sync', '--target', 'http://h'])).err).toMatch(/^The target needs a token/)
    expect((await run(['sync', '--target', 'http://h'], { env: { SCIM_TOKEN: '' } })).err).toMatch(/needs a token/)
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
    expect(await readFile(join(folder(), 'r.html'), 'utf8')).toContain('Stopped: ')
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
    expect(err).toMatch(/^The json report \/dev\/full cannot be written/)
  })
})
