import type { Server } from 'node:http'
import type { SamlApp } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import { createControlApp } from '../control/app.ts'
import { createRunner } from '../control/runner.ts'
import { type SavedTarget, type StateStore, targetKey } from '../control/saved-state.ts'
import type { Directory } from '../directory/directory.ts'
import { createRandom } from '../directory/random.ts'
import { openAppStore } from '../idp/apps/app-store.ts'
import type { AppSettings } from '../idp/apps/apps.ts'
import { createIdentityProvider } from '../idp/identity-provider.ts'
import type { Vendor } from '../profile/profile.ts'

/** The service provider that {@link serveSignOn} sets an app up for. */
export const SERVICE_PROVIDER = {
  team: 'acme',
  entityId: 'http://localhost:4000/teams/acme/saml/metadata',
  acsUrl: 'http://localhost:4000/teams/acme/saml/acs',
} as const

/** A simulator's control API and pages on a free port of loopback, with an app for `acme`. */
export interface ServedSignOn extends SamlApp {
  /** Origin of the pages, by the name `localhost`. */
  readonly origin: string
  /** Calls the control API. */
  call(
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ status: number; json: unknown }>
  /** Changes fields of the app. */
  change(settings: AppSettings): Promise<void>
  /** The directory as a run left it; undefined: no run yet. */
  setDirectory(directory: Directory | undefined, state?: JsonObject): void
  close(): Promise<void>
}

/** What a test decides. */
export interface ServeSignOnOptions {
  readonly directory?: Directory
  readonly now?: () => Date
}

const TOKEN = 'control-token-of-a-test'

/** Serves a vendor's sign-on for a test; ids come from a seed. */
export async function serveSignOn(vendor: Vendor, options: ServeSignOnOptions = {}): Promise<ServedSignOn> {
  const states = memoryStates()
  const key = targetKey(vendor.defaultProfile, { team: SERVICE_PROVIDER.team })
  const setDirectory = (directory: Directory | undefined, state: JsonObject = {}): void => {
    states.targets.delete(key)
    if (directory) states.targets.set(key, { size: { users: 1, groups: 0, seed: 's' }, directory, state })
  }
  setDirectory(options.directory)
  const note = (line: string): void => {
    throw new Error(line)
  }
  const identityProvider = createIdentityProvider({
    vendor,
    states,
    apps: await openAppStore(undefined, note),
    random: createRandom('sign-on', 'ids'),
    ...(options.now ? { now: options.now } : {}),
  })
  if (identityProvider === undefined) throw new TypeError(`${vendor.label} signs nobody in.`)
  const runner = createRunner({ vendor, store: states, dashboard: () => Promise.resolve(undefined), note })
  const app = createControlApp({ vendor, token: TOKEN, runner, identityProvider, note })
  const server = await new Promise<Server>((resolve) => {
    const opened = app.listen(0, '127.0.0.1', () => resolve(opened))
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const call = createCaller(`http://127.0.0.1:${port}`)
  const { json } = await call('/_sim/sso', SERVICE_PROVIDER)
  // The control API answers so; what it says is what the tests are about.
  const { metadataUrl, startUrl } = json as SamlApp
  return {
    metadataUrl,
    startUrl,
    origin: `http://localhost:${port}`,
    call,
    async change(settings) {
      const answer = await call('/_sim/sso/settings', { team: SERVICE_PROVIDER.team, ...settings })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.json))
    },
    setDirectory,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function createCaller(origin: string): ServedSignOn['call'] {
  return async (path, body, headers = {}) => {
    const response = await fetch(new URL(path, origin), {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, json: await response.json() }
  }
}

function memoryStates(): StateStore & { readonly targets: Map<string, SavedTarget> } {
  const targets = new Map<string, SavedTarget>()
  return {
    targets,
    get: (key) => targets.get(key),
    latest(keys) {
      const last = [...targets.keys()].findLast((key) => keys.includes(key))
      return last === undefined ? undefined : targets.get(last)
    },
    claim: (key) => ({ saved: targets.get(key), save: (saved) => void targets.set(key, saved), release() {} }),
    close() {},
  }
}
