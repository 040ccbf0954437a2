import { randomUUID } from 'node:crypto'
import type { OpenedRun, RunRequest, SimulatorActionOrder } from '@scimulator/admin-api'
import type { Dashboard } from '../dashboard/locate.ts'
import { UsageError } from '../errors.ts'
import { watchKnobs } from '../evidence/watch-knobs.ts'
import { parseFault } from '../faults/fault.ts'
import { isMetadataAddress } from '../http/resolve.ts'
import type { ConnectionInput, Profile, Vendor } from '../profile/profile.ts'
import { selectAction } from '../profile/select-action.ts'
import type { EventSink } from '../recorder/recorder.ts'
import { selectKnobs, selectProfile } from '../run/select.ts'
import { selectScenario } from '../scenario/select-scenario.ts'
import { prepareOrder } from './actions.ts'
import { generateSaved } from './saved-directory.ts'
import { demoTeam, integrationKey, type PreparedRun, type SavedRun, startSavedRun } from './saved-run.ts'
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

type Order = Pick<RunRequest, 'profile' | 'team' | 'target' | 'token' | 'trigger' | 'settings' | 'knobs' | 'faults'>

/** Makes a runner. @throws UsageError from its methods for orders that make no sense, BusyError for a second run at once. */
export function createRunner({ vendor, store, dashboard, note }: RunnerOptions): Runner {
  const abort = new AbortController()
  const running = new Set<Promise<SavedRun>>()
  /** Runs whose end is told, a little before the next one may begin, by app integration. */
  const ending = new Map<string, Promise<SavedRun>>()

  async function start(
    order: Order,
    profile: Profile,
    prepare: (saved: SavedTarget | undefined) => PreparedRun,
  ): Promise<OpenedRun> {
    const settings = checkedSettings(profile, order.settings)
    const { knobs, used: usedKnobs } = watchKnobs(selectKnobs(profile, order.knobs ?? {}))
    const faults = (order.faults ?? []).map(parseFault)
    const board = await dashboard()
    const input = connectionInput(vendor, order, board)
    const connection = profile.connect({ ...input, knobs })
    const key = integrationKey(vendor, profile, order, connection.baseUrl, board)
    const withSettings = (saved: SavedTarget | undefined): PreparedRun => {
      const prepared = prepare(saved)
      return settings === undefined ? prepared : { ...prepared, saved: { ...prepared.saved, settings } }
    }
    await (await ending.get(key))?.settled
    const onEvent: EventSink = ({ type }) => {
      if (type === 'finished') ending.set(key, starting)
    }
    const starting = startSavedRun(store, key, withSettings, {
      vendor,
      profile,
      connection,
      token: input.token,
      knobs,
      usedKnobs,
      faults,
      trigger: order.trigger ?? 'control',
      wire: { timeoutMs: profile.timeoutMs, refuseAddress: isMetadataAddress },
      keep: 'failed',
      dashboard: board,
      sinks: [onEvent],
      note,
      signal: abort.signal,
    })
    running.add(starting)
    const forget = (): void => {
      running.delete(starting)
      if (ending.get(key) === starting) ending.delete(key)
    }
    const { opened } = await starting.then(
      (run) => {
        void run.settled.finally(forget)
        return run
      },
      (error: unknown) => {
        forget()
        throw error
      },
    )
    return opened ?? { id: `local-${randomUUID()}`, url: '' }
  }

  return {
    async run(request) {
      const profile = selectProfile(vendor, request.profile)
      const { scenario } = selectScenario(profile, request.scenario ?? 'lifecycle', request.options ?? {})
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
        return { saved: { ...saved, directory }, scenario: action.id, isAction: true, play }
      })
    },
    async close() {
      abort.abort()
      for (const run of await Promise.allSettled(running)) if (run.status === 'fulfilled') await run.value.settled
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
