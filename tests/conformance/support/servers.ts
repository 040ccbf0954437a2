import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '@scimulator/tests-support'
import { afterAll, beforeAll } from 'vitest'
import { ScimClient } from './client.ts'

// Every file starts its servers anew: compiled code that is kept halves the time each takes to be ready.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'scimulator-compile-cache')

/** Starts a server that keeps to the RFC's letter for the tests of a file. */
export function useStrictServer(): ScimClient {
  const [client] = useServers(true)
  return client
}

/** Starts a strict server and one with every tolerance on for the tests of a file. */
export function useBothServers(): { strict: ScimClient; tolerant: ScimClient } {
  const [strict, tolerant] = useServers(true, false)
  return { strict, tolerant }
}

function useServers<Strict extends readonly boolean[]>(...strict: Strict): { [At in keyof Strict]: ScimClient } {
  const clients = strict.map(() => new ScimClient())
  beforeAll(async () => {
    await Promise.all(
      clients.map(async (client, at) => client.connect(await startServer({ strict: strict[at] === true }))),
    )
  }, 30_000)
  afterAll(() => Promise.all(clients.map((client) => client.server.stop())))
  // One client for each flag: `map` does not keep the length of a tuple.
  return clients as { [At in keyof Strict]: ScimClient }
}
