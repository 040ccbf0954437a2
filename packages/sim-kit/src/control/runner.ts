import { randomUUID } from 'node:crypto'
import type { OpenedRun, RunRequest } from '@scimulator/admin-api'
import type { JsonObject } from '@scimulator/scim-core'
import { DEFAULT_SEED, defaultSize } from '../cli/people.ts'
import type { Dashboard } from '../dashboard/locate.ts'
import { generateDirectory } from '../directory/generate.ts'
import { UsageError } from '../errors.ts'
import { isMetadataAddress } from '../http/resolve.ts'
import type { ConnectionInput, Profile, Vendor } from '../profile/profile.ts'
import { selectKnobs, selectProfile, selectScenario } from '../run/select.ts'
import { type RunPlan, startRun } from '../run/start-run.ts'
import { prepareAction } from './actions.ts'
import type { ActionName, ActionRequest } from './requests.ts'
import { type SavedTarget, type StateStore, targetKey } from './saved-state.ts'

/** Another run against the same app integration is still going on. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
}

/** Plays what the control API orders, on the saved directories. */
export interface Runner {
  run(request: RunRequest): Promise<OpenedRun>
  act(name: ActionName, request: ActionRequest): Promise<OpenedRun>
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

type Order = Pick<RunRequest, 'profile' | 'team' | 'target' | 'token' | 'trigger'>

/** Makes a runner. @throws UsageError from its methods for orders that make no sense, BusyError for a second run at once. */
export function createRunner({ vendor, store, dashboard, note }: RunnerOptions): Runner {
  const abort = new AbortController()
  const running = new Map<string, Promise<void>>()

  async function start(
    order: Order,
    prepare: (profile: Profile, saved: SavedTarget | undefined) => Prepared,
  ): Promise<OpenedRun> {
    const profile = selectProfile(vendor, order.profile)
    const board = await dashboard()
    const input = connectionInput(vendor, order, board)
    const knobs = selectKnobs(profile, [])
    const connection = profile.connect({ ...input, knobs })
    // A team of the server keeps its state wherever the server listens this time.
    const team = teamOf(vendor, order, board)
    const key = targetKey(profile.id, team === undefined ? connection : { team })
    if (running.has(key)) throw new BusyError('A run against this target is still going on.')
    const { saved, scenario, play } = prepare(profile, store.get(key))
    const state = { value: structuredClone(saved.state) }
    const { promise, resolve } = Promise.withResolvers<void>()
    running.set(key, promise)
    const end = (): void => {
      running.delete(key)
      resolve()
    }
    try {
      const started = await startRun({
        vendor,
        profile,
        scenario,
        play,
        connection,
        token: input.token,
        directory: saved.directory,
        state,
        knobs,
        seed: saved.size.seed,
        trigger: order.trigger ?? 'control',
        wire: { timeoutMs: profile.timeoutMs, refuseAddress: isMetadataAddress },
        keep: 'failed',
        dashboard: board,
        sinks: [],
        note,
        signal: abort.signal,
      })
      void started.finished
        .then(() => {
          if (holds(state.value, input.token)) throw new Error('the target gave the token back as data')
          return store.set(key, { ...saved, state: state.value })
        })
        .catch((error: unknown) =>
          note(`The state cannot be saved: ${error instanceof Error ? error.message : String(error)}`),
        )
        .finally(end)
      return started.opened ?? { id: `local-${randomUUID()}`, url: '' }
    } catch (error) {
      end()
      throw error
    }
  }

  return {
    run: (request) =>
      start(request, (profile, saved) => {
        const scenario = selectScenario(profile, request.scenario ?? 'lifecycle')
        return { saved: savedFor(request, saved), scenario: scenario.id, play: (context) => scenario.play(context) }
      }),
    act: (name, request) =>
      start(request, (profile, before) => {
        const saved = savedFor({}, before)
        const { directory, play } = prepareAction(name, request, profile, saved.directory)
        return { saved: { ...saved, directory }, scenario: name, play }
      }),
    async close() {
      abort.abort()
      await Promise.all(running.values())
    },
  }
}

/** Whether the token, if it is one that can be told from other words, stands in what was learnt from the target. */
function holds(state: JsonObject, token: string): boolean {
  return token.length >= 16 && JSON.stringify(state).includes(JSON.stringify(token).slice(1, -1))
}

interface Prepared {
  readonly saved: SavedTarget
  readonly scenario: string
  readonly play: RunPlan['play']
}

/** The saved directory, or a generated one where none is saved or another one is asked for; the state stays. */
function savedFor(request: Pick<RunRequest, 'users' | 'groups' | 'seed'>, saved: SavedTarget | undefined): SavedTarget {
  const size = {
    users: request.users ?? saved?.size.users ?? defaultSize.users,
    groups: request.groups ?? saved?.size.groups ?? defaultSize.groups,
    seed: request.seed ?? saved?.size.seed ?? DEFAULT_SEED,
  }
  const same = saved !== undefined && JSON.stringify(size) === JSON.stringify(saved.size)
  if (same) return saved
  return { size, directory: generateDirectory(size), state: saved?.state ?? {} }
}

/** The team of the server an order goes to: named, or the demo team of the vendor where no target is given. */
function teamOf(vendor: Vendor, order: Order, dashboard: Dashboard | undefined): string | undefined {
  if (order.team !== undefined || order.target !== undefined) return order.team
  return demoTeam(vendor, dashboard)?.team
}

function demoTeam(vendor: Vendor, dashboard: Dashboard | undefined): Dashboard['demoTeams'][string] | undefined {
  const teams = dashboard?.demoTeams ?? {}
  return Object.hasOwn(teams, vendor.id) ? teams[vendor.id] : undefined
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
