import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { SyncReport } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import { type AppState, type Profile, type ScimRequest, startRun } from '@scimulator/sim-kit'
import { vendor } from '../vendor.ts'
import { createResponder } from './responder.ts'
import { fortyPeople } from './world.ts'

/** What a lifecycle over HTTP came to. */
export interface Lifecycle {
  readonly report: SyncReport
  readonly state: AppState
}

/**
 * Plays the lifecycle of forty people over HTTP against a correct target of its own. `turns` makes an answer wait, by the
 * number of its request.
 */
export async function lifecycleOverHttp(
  profile: Profile,
  knobs: Readonly<Record<string, string>> = {},
  turns: (request: number) => number = () => 0,
): Promise<Lifecycle> {
  const scenario = profile.scenarios.find(({ id }) => id === 'lifecycle')
  if (scenario === undefined) throw new TypeError('no lifecycle')
  const server = createTarget(turns)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  try {
    // A server on a port has an address of this form.
    const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const state: AppState = { value: {} }
    const { finished } = await startRun({
      vendor,
      profile,
      scenario: scenario.id,
      play: scenario.play,
      connection: profile.connect({ target, token: 'a-token' }),
      token: 'a-token',
      directory: fortyPeople(),
      state,
      knobs: { ...Object.fromEntries(profile.knobs.map(({ id, default: value }) => [id, value])), ...knobs },
      seed: 'seed',
      trigger: 'cli',
      wire: { timeoutMs: 5000 },
      keep: 'all',
      dashboard: undefined,
      sinks: [],
      note: () => {},
    })
    const { report } = await finished
    if (report.stopped !== null) throw new Error(report.stopped)
    return { report, state }
  } finally {
    server.close()
  }
}

function createTarget(turns: (request: number) => number): Server {
  const { answer } = createResponder()
  let requests = 0
  return createServer((request, response) => {
    const respond = async (): Promise<void> => {
      const sent = await text(request)
      for (let turn = turns(requests++); turn > 0; turn--) await new Promise((resolve) => void setImmediate(resolve))
      const body = sent === '' ? {} : { body: JSON.parse(sent) as JsonObject }
      const method = request.method as ScimRequest['method']
      const canned = answer({ shape: '', method, path: request.url ?? '', ...body })
      if ('silence' in canned) response.destroy()
      else response.writeHead(canned.status, canned.headers).end(JSON.stringify(canned.body))
    }
    void respond()
  })
}
