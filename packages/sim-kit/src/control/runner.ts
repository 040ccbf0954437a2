import { randomUUID } from 'node:crypto'
import type { OpenedRun, RunRequest, SimulatorActionOrder } from '@scimulator/admin-api'
import type { Dashboard } from '../dashboard/locate.ts'
import { UsageError } from '../errors.ts'
import { isMetadataAddress } from '../http/resolve.ts'
import type { ConnectionInput, Profile, Vendor } from '../profile/profile.ts'
import { selectKnobs, selectProfile } from '../run/select.ts'
import { selectScenario } from '../scenario/select-scenario.ts'
import { prepareOrder, selectAction } from './actions.ts'
import { generateSaved } from './saved-directory.ts'
import { demoTeam, integrationKey, type PreparedRun, startSavedRun } from './saved-run.ts'
import type { SavedTarget, StateStore } from './saved-state.ts'
import { checkedSettings } from './settings.ts'

/** Plays what the control API orders, on the saved directories. */
export interface Runner {
  run(request: RunRequest): Promise<OpenedRun>
  /** Plays one action of the vendor's admin. */
  act(action: string, order: SimulatorActionOrder): Promise<OpenedRun>
  /** Breaks off what is running and waits for its end. */
  close(): Promise<void>
}

/** What a runner is made of. */
export interface RunnerOptions {
  readonly vendor: Vendor
  readonly store: StateStore
  readonly dashboard: () => Promise<Dashboard | undefined>
  readonly note: (line: string) => void
}

type Order = Pick<RunRequest, 'profile' | 'team' | 'target' | 'token' | 'trigger' | 'settings'>

/** Makes a runner. @throws UsageError from its methods for orders that make no sense, BusyError for a second run at once. */
export function createRunner({ vendor, store, dashboard, note }: RunnerOptions): Runner {
  const abort = new AbortController()
  const running = new Set<Promise<void>>()

  async function start(
    order: Order,
    profile: Profile,
    prepare: (saved: SavedTarget | undefined) => PreparedRun,
  ): Promise<OpenedRun> {
    const settings = checkedSettings(profile, order.settings)
    const board = await dashboard()
    const input = connectionInput(vendor, order, board)
    const knobs = selectKnobs(profile, [])
    const connection = profile.connect({ ...input, knobs })
    const key = integrationKey(vendor, profile, order, connection.baseUrl, board)
    const withSettings = (saved: SavedTarget | undefined): PreparedRun => {
      const prepared = prepare(saved)
      return settings === undefined ? prepared : { ...prepared, saved: { ...prepared.saved, settings } }
    }
    const { opened, settled } = await startSavedRun(store, key, withSettings, {
      vendor,
      profile,
      connection,
      token: input.token,
      knobs,
      trigger: order.trigger ?? 'control',
      wire: { timeoutMs: profile.timeoutMs, refuseAddress: isMetadataAddress },
      keep: 'failed',
      dashboard: board,
      sinks: [],
      note,
      signal: abort.signal,
    })
    running.add(settled)
    void settled.finally(() => running.delete(settled))
    return opened ?? { id: `local-${randomUUID()}`, url: '' }
  }

  return {
    async run(request) {
      const profile = selectProfile(vendor, request.profile)
      const { scenario } = selectScenario(profile, request.scenario ?? 'lifecycle')
      return await start(request, profile, (saved) => ({
        saved: generateSaved(request, saved),
        scenario: scenario.id,
        play: (context) => scenario.play(context),
      }))
    },
    async act(id, order) {
      const profile = selectProfile(vendor, order.profile)
      const action = selectAction(profile, id)
      return await start(order, profile, (before) => {
        const saved = generateSaved({}, before)
        const { directory, play } = prepareOrder(action, order, saved.directory)
        return { saved: { ...saved, directory }, scenario: action.id, play }
      })
    },
    async close() {
      abort.abort()
      await Promise.all(running)
    },
  }
}

function connectionInput(vendor: Vendor, order: Order, dashboard: Dashboard | undefined): ConnectionInput {
  if (order.target !== undefined) {
    if (!order.token) throw new UsageError('The target needs a token.')
    return { target: order.target, token: order.token }
  }
  const team = demoTeam(vendor, dashboard)
  if (team === undefined)
    throw new UsageError(`There is no demo team for ${vendor.label}: name a target and its token.`)
  return { target: team.scimUrl, token: team.token }
}
