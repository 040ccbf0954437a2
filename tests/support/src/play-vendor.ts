import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SyncReport } from '@scimulator/admin-api'
import {
  generateDirectory,
  selectScenario,
  simulatedClock,
  startRun,
  systemClock,
  type Vendor,
} from '@scimulator/sim-kit'
import { projectRoot } from './programs.ts'

/** A vendor's simulator, without a process of its own. */
export async function loadVendor(id: string): Promise<Vendor> {
  const module: unknown = await import(pathToFileURL(join(projectRoot, 'apps', `${id}-sim`, 'src', 'vendor.ts')).href)
  // A file of this repository: every simulator exports its vendor by this name.
  return (module as { vendor: Vendor }).vendor
}

/** Plays a scenario of a profile within this process, waits that the target demands left out. */
export async function playVendor(
  vendor: Vendor,
  profileId: string,
  order: { scimUrl: string; token: string; scenario: string; users: number; groups: number; seed: string },
): Promise<SyncReport> {
  const profile = vendor.profiles.find(({ id }) => id === profileId)
  if (profile === undefined) throw new Error(`${vendor.id} has no ${profileId}.`)
  const { scenario } = selectScenario(profile, order.scenario)
  const { users, groups, seed, token } = order
  const knobs = Object.fromEntries(profile.knobs.map(({ id, default: value }) => [id, value]))
  const { finished } = await startRun({
    vendor,
    profile,
    scenario: scenario.id,
    play: (context) => scenario.play(context),
    connection: profile.connect({ target: order.scimUrl, token, knobs }),
    token,
    directory: generateDirectory({ users, groups, seed }),
    state: { value: {} },
    knobs,
    seed,
    trigger: 'cli',
    wire: { timeoutMs: 10_000 },
    keep: 'failed',
    dashboard: undefined,
    sinks: [],
    note: () => {},
    maxWaitMs: 0,
    clock: simulatedClock(systemClock),
  })
  return (await finished).report
}
