import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { createControlApp } from '../control/app.ts'
import { watchParent } from '../control/parent-watch.ts'
import { keepRegistered } from '../control/registration.ts'
import { createRunner } from '../control/runner.ts'
import { openStateStore } from '../control/state-store.ts'
import { type Dashboard, locateDashboard } from '../dashboard/locate.ts'
import { UsageError } from '../errors.ts'
import { openAppStore } from '../idp/apps/app-store.ts'
import { createIdentityProvider } from '../idp/identity-provider.ts'
import type { Vendor } from '../profile/profile.ts'
import { plainLine } from '../report/text.ts'
import { describeVendor } from '../run/select.ts'
import { dataFolder, stateFile } from './data-folder.ts'
import type { CliIo } from './io.ts'

/** Options of `serve` as commander gives them. */
export interface ServeOptions {
  readonly port: number
  readonly data?: string
}

/** Serves the control API, and the sign-on pages, until the process is asked to end or its parent is gone. */
export async function serve(vendor: Vendor, options: ServeOptions, io: CliIo): Promise<number> {
  const note = (line: string): void =>
    void io.err.write(`${vendor.id}-sim: ${line.split('\n').map(plainLine).join('\n')}\n`)
  const dataDir = dataFolder(options.data, io)
  const locate = (): Promise<Dashboard | undefined> => locateDashboard({ dataDir, ...environment(io) })
  const store = await openStateStore(stateFile(vendor, dataDir), note)
  const runner = createRunner({ vendor, store, dashboard: locate, note })
  const apps = await openAppStore(join(dataDir, 'simulators', `${vendor.id}-sign-on.json`), note)
  const identityProvider = createIdentityProvider({ vendor, states: store, apps })
  const controlToken = randomBytes(24).toString('base64url')
  const parts = { vendor, token: controlToken, runner, note, ...(identityProvider ? { identityProvider } : {}) }
  const { server, url } = await listen(createControlApp(parts), options.port)
  const registration = keepRegistered({ ...describeVendor(vendor), controlUrl: url, controlToken }, { locate, note })
  io.out(`${vendor.id}-sim: control API at ${url}/_sim\n`)
  await untilAsked(io)
  await Promise.all([registration.end(), runner.close()])
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  store.close()
  return 0
}

function environment(io: CliIo): { url?: string; ingestToken?: string } {
  const { SCIMULATOR_DASHBOARD_URL: url, SCIMULATOR_INGEST_TOKEN: ingestToken } = io.env
  return { ...(url ? { url } : {}), ...(ingestToken ? { ingestToken } : {}) }
}

async function listen(
  app: ReturnType<typeof createControlApp>,
  port: number,
): Promise<{ server: Server; url: string }> {
  const server = await new Promise<Server>((resolve, reject) => {
    const opened = app.listen(port, '127.0.0.1', (error?: Error) => {
      if (error) reject(new UsageError(`Port ${port} cannot be opened: ${error.message}`))
      else resolve(opened)
    })
  })
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  return { server, url: `http://127.0.0.1:${bound}` }
}

/** Resolves on a signal, or when the process that started this one is gone. */
async function untilAsked(io: CliIo): Promise<void> {
  const parent = Number(io.env.SCIMULATOR_PARENT_PID)
  await new Promise<void>((resolve) => {
    const stops: (() => void)[] = []
    const end = (): void => {
      for (const stop of stops) stop()
      resolve()
    }
    stops.push(io.onInterrupt(end))
    if (Number.isInteger(parent) && parent > 0) stops.push(watchParent(parent, end))
  })
}
