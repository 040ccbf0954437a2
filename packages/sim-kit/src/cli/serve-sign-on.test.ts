import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SimulatorRegistration, samlAppSchema, simulatorRegistrationSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fakeSignOnVendor } from '../testing/fake-sign-on.ts'
import { contentServer, type HttpTarget, httpTarget, sendJson } from '../testing/http-target.ts'
import { accept, open, pick, readMetadata, SERVICE_PROVIDER, serviceProvider } from '../testing/saml.ts'
import { runSimulator } from './run-simulator.ts'

let folder: string
let server: HttpTarget
let registered: PromiseWithResolvers<SimulatorRegistration>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sim-kit-'))
  registered = Promise.withResolvers()
  server = await httpTarget((request, response, body) => {
    if (request.url === '/api/simulators') {
      registered.resolve(simulatorRegistrationSchema.parse(JSON.parse(body)))
      response.writeHead(204).end()
    } else if (request.url === '/api/runs') sendJson(response, 201, { id: 'run-1', url: 'http://d/runs' })
    else if (request.url?.startsWith('/api/')) response.writeHead(204).end()
    else contentServer(request, response)
  })
  const file = { url: server.url, ingestToken: 'i'.repeat(16), demoTeams: {} }
  await writeFile(join(folder, 'dashboard.json'), JSON.stringify(file))
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

interface Served {
  order(path: string, body: unknown): Promise<unknown>
  stop(): Promise<void>
}

async function serve(): Promise<Served> {
  registered = Promise.withResolvers()
  let stop = (): void => {}
  const served = runSimulator(fakeSignOnVendor(), ['serve'], {
    out: () => {},
    err: { write: () => true },
    env: { DATA_DIR: folder },
    cwd: folder,
    onInterrupt(callback) {
      stop = callback
      return () => {}
    },
  })
  const { controlUrl, controlToken } = await registered.promise
  return {
    async order(path, body) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${controlToken}` }
      const request = { method: 'POST', headers, body: JSON.stringify(body) }
      const answer: unknown = await (await fetch(new URL(path, controlUrl), request)).json()
      return answer
    },
    async stop() {
      stop()
      expect(await served).toBe(0)
    },
  }
}

test('after a run people sign in; the key stays over a restart', async () => {
  const first = await serve()
  const app = samlAppSchema.parse(await first.order('/_sim/sso', SERVICE_PROVIDER))
  const metadata = await readMetadata(app.metadataUrl)
  expect((await open(app.startUrl)).html).toContain('Run a sync first')

  const target = { target: `${server.url}/scim/v2`, token: 'tttttt', team: 'acme', users: 3, groups: 0 }
  await first.order('/_sim/run', target)
  await expect.poll(async () => (await open(app.startUrl)).status, { interval: 5, timeout: 30_000 }).toBe(200)
  const sp = serviceProvider(metadata)
  const page = await open(await sp.getAuthorizeUrlAsync('', undefined, {}))
  const person = /<span>([^<]+@[^<]+)<\/span>/.exec(page.html)?.[1] ?? ''
  expect(await accept(sp, await pick(page, person))).toMatchObject({ nameID: person })
  await first.stop()
  expect((await stat(join(folder, 'simulators', 'fake-sign-on.json'))).mode & 0o777).toBe(0o600)

  const second = await serve()
  const again = samlAppSchema.parse(await second.order('/_sim/sso', SERVICE_PROVIDER))
  expect((await readMetadata(again.metadataUrl)).certificate).toBe(metadata.certificate)
  expect((await open(again.startUrl)).html).toContain(person)
  await second.stop()
})
