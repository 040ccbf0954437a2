import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCli, startServer } from '@scimulator/tests-support'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

const vendors = ['okta', 'onelogin', 'azure'] as const
let folder: string
let open: Server[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scimulator-bad-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(async () => {
  for (const server of open) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  open = []
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}/scim/v2`
}

const sync = (vendor: string, ...args: string[]) =>
  runCli(['sync', vendor, '--no-dashboard', '--users', '3', '--groups', '1', ...args])

const expectOneLine = (stderr: string): void => {
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(stderr.trim()).not.toBe('')
}

describe('usage', () => {
  it.each([
    ['an unknown vendor', ['sync', 'oktaa'], /okta/],
    ['an unknown command', ['synk'], /sync/],
    [
      'an unknown profile',
      ['sync', 'okta', '--profile', 'aiv', '--target', 'http://127.0.0.1:1', '--token', 't'],
      /aiw/,
    ],
    [
      'an unknown scenario',
      ['sync', 'azure', '--scenario', 'lifecycel', '--target', 'http://127.0.0.1:1', '--token', 't'],
      /lifecycle/,
    ],
    ['an unknown option', ['sync', 'onelogin', '--tokn', 't'], /--token/],
    [
      'a missing people file',
      ['sync', 'okta', '--target', 'http://127.0.0.1:1', '--token', 't', '--people', 'nowhere.csv'],
      /nowhere\.csv/,
    ],
    [
      'an unreachable target',
      ['sync', 'okta', '--target', 'http://127.0.0.1:1/scim/v2', '--token', 't'],
      /127\.0\.0\.1:1/,
    ],
    ['a bare subdomain without --app-url', ['sync', 'onelogin', '--target', 'acme', '--token', 't'], /--app-url/],
  ])('%s ends with code 2 and says what to do', async (_case, args, hint) => {
    const { code, stderr } = await runCli(args)
    expectOneLine(stderr)
    expect(stderr).toMatch(hint)
    expect(code).toBe(2)
  })

  it('bad rows of a people file are named by line and nothing is sent', async () => {
    let requests = 0
    const target = await serve((_request, response) => {
      requests += 1
      response.end()
    })
    const file = join(folder, 'people.csv')
    await writeFile(file, 'userName,givenName,familyName\na@example.com,Ann,A\n,Bob,B\na@example.com,Again,C\n')
    const { code, stderr } = await runCli([
      'sync',
      'okta',
      '--no-dashboard',
      '--target',
      target,
      '--token',
      't',
      '--people',
      file,
    ])
    expect(stderr).toMatch(/people\.csv:3: /)
    expect(stderr).toMatch(/people\.csv:4: /)
    expect(code).toBe(2)
    expect(requests).toBe(0)
  })
})

describe.each(vendors)('%s against a target that is no good', (vendor) => {
  const answers: [string, RequestListener][] = [
    [
      'HTML',
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>'),
    ],
    ['an empty body', (_request, response) => response.writeHead(200).end()],
    [
      'a body without end',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/scim+json' })
        const more = (): boolean => response.write('{"a":'.repeat(4096)) && !response.destroyed
        const pump = (): void => {
          while (more());
        }
        response.on('drain', pump)
        pump()
      },
    ],
    ...['{"hello":1}', '[]', 'null'].map((body): [string, RequestListener] => [
      `JSON that is no list (${body})`,
      (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
    ]),
    ['silence', () => undefined],
    ['401', (_request, response) => response.writeHead(401, { 'content-type': 'application/scim+json' }).end('{}')],
  ]
  it.each(answers)('%s: one clear line, code 2, the partial report is written', async (_name, listener) => {
    const target = await serve(listener)
    const file = join(folder, `${vendor}-${_name.replaceAll(' ', '-')}.json`)
    const { code, stderr } = await sync(
      vendor,
      '--target',
      target,
      '--token',
      'sEcReT-t0k',
      '--timeout',
      '300ms',
      '--report',
      `json=${file}`,
    )
    expectOneLine(stderr)
    expect(code).toBe(2)
    const report = await readFile(file, 'utf8')
    expect(JSON.parse(report)).toMatchObject({ vendor, verdict: 'fail' })
    expect(report + stderr).not.toContain('sEcReT-t0k')
  })

  it('a wrong token of our own server ends with code 2', async () => {
    const server = await startServer()
    try {
      const { code, stderr } = await sync(vendor, '--target', server.scimUrl, '--token', 'wrong')
      expectOneLine(stderr)
      expect(stderr).toMatch(/token/i)
      expect(code).toBe(2)
    } finally {
      await server.stop()
    }
  })
})
