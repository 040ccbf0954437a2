import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SyncReport, syncReportSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { projectRoot } from './workspace.ts'

const main = join(projectRoot, 'apps', 'cli', 'src', 'main.ts')
const ann = ['--person', 'ann@example.com']

interface Failure {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body?: string
}

let folder: string
let server: http.Server
/** What the target answers to everything; undefined: it works. */
let failure: Failure | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scimulator-'))
  await writeFile(join(folder, 'people.csv'), 'userName,givenName,familyName\nann@example.com,Ann,Lee\n')
  failure = undefined
  server = http.createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

/** Holds nobody, and takes everybody. */
function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { status, headers = {}, body = '' } = failure ?? working(request, Buffer.concat(chunks).toString())
    response.writeHead(status, { 'Content-Type': 'application/scim+json', ...headers }).end(body)
  })
}

function working({ method, url = '' }: http.IncomingMessage, body: string): Failure {
  if (method === 'POST') return { status: 201, body: JSON.stringify({ ...JSON.parse(body), id: 'u1' }) }
  if (/\/u1$/.test(url)) return { status: 404 }
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:ListResponse']
  return { status: 200, body: JSON.stringify({ schemas, totalResults: 0, Resources: [] }) }
}

function url(): string {
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

/** Orders an action of the vendor's admin, as the user of the command line does. */
function act(vendor: string, ...order: string[]): Promise<{ code: number; report: SyncReport; err: string }> {
  const target = vendor === 'onelogin' ? ['--target', 'acme', '--app-url', `${url()}/{subdomain}`] : ['--target', url()]
  const args = ['--conditions=source', main, 'act', vendor, ...order, ...target, '--no-dashboard', '--json']
  const env = { ...process.env, DATA_DIR: folder, SCIM_TOKEN: 'canary-token' }
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, args, { env, cwd: folder }, (_error, out, err) => {
      try {
        expect(out).not.toContain('canary')
        const report = syncReportSchema.parse(JSON.parse(out))
        resolve({ code: child.exitCode ?? -1, report, err })
      } catch (error) {
        reject(new Error(`${out}${err}`, { cause: error }))
      }
    })
  })
}

const failedSteps = ({ steps }: SyncReport): (string | null)[] =>
  steps.filter(({ outcome }) => outcome === 'failed').map(({ reason }) => reason)

const failures: readonly Failure[] = [
  { status: 401, body: '{"detail":"The token has ended."}' },
  { status: 403 },
  { status: 302, headers: { Location: 'https://elsewhere.example/' } },
  { status: 200, body: '<!doctype html>', headers: { 'Content-Type': 'text/html' } },
  { status: 200, body: '[]' },
]

test('a target that refuses the token of a new app integration stops the run, and the next: exit 2', async () => {
  failure = { status: 401 }
  for (const more of [['--people', 'people.csv'], []]) {
    const { code, report, err } = await act('okta', 'connect', ...more)
    expect([code, report.stopped]).toEqual([2, 'The target refuses the token (status 401).'])
    expect(err).toBe('The target refuses the token (status 401).\n')
  }
})

test.each(['okta', 'onelogin', 'entra'])('%s: so it is after an order that sent nothing', async (vendor) => {
  const early = await act(vendor, 'assign', ...ann, '--people', 'people.csv')
  expect([early.code, early.report.counters.exchanges]).toEqual([0, 0])
  failure = { status: 401 }
  expect((await act(vendor, 'connect')).code).toBe(2)
})

describe('an app integration that was set up before plays the vendor’s own handling of every failure', () => {
  test('okta: a task with its message, which waits for Retry', async () => {
    await act('okta', 'connect', '--people', 'people.csv')
    const message =
      /^Automatic provisioning of user ann@example\.com to app .* failed: Error while verifying if user ann@example\.com exists: /
    let order = ['assign', ...ann]
    for (failure of failures) {
      const { code, report } = await act('okta', ...order)
      expect([code, report.stopped]).toEqual([1, null])
      expect(failedSteps(report)).toEqual([expect.stringMatching(message)])
      order = ['retry']
    }
    failure = undefined
    const { report } = await act('okta', ...order)
    expect(failedSteps(report)).toEqual([])
    expect(report.counters.created).toBe(1)
  })

  test('onelogin: a failed task with event 65', async () => {
    await act('onelogin', 'connect', '--people', 'people.csv')
    await act('onelogin', 'enableProvisioning')
    await act('onelogin', 'assign', ...ann)
    let order = ['edit', ...ann, '--set', 'title=Chief']
    for (failure of failures) {
      const { code, report } = await act('onelogin', ...order)
      expect([code, report.stopped]).toEqual([1, null])
      expect(failedSteps(report)).toEqual([expect.stringMatching(/^Failed \(event 65, update failed\): /)])
      order = ['retry', ...ann]
    }
  })

  test('entra: a job in quarantine', async () => {
    await act('entra', 'connect', '--people', 'people.csv')
    await act('entra', 'start')
    for (failure of failures) {
      const { code, report } = await act('entra', 'nextCycle')
      expect([code, report.stopped]).toEqual([1, null])
      expect(report.steps).toMatchObject([
        { action: 'testConnection', outcome: 'failed' },
        { action: 'import', outcome: 'skipped' },
      ])
      expect(report.steps[1]?.reason).toMatch(/quarantine/)
    }
  })
})
