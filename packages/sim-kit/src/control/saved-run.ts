import type { Dashboard } from '../dashboard/locate.ts'
import type { Directory } from '../directory/directory.ts'
import { simulatedClock, systemClock } from '../driver/clock.ts'
import type { Profile, Vendor } from '../profile/profile.ts'
import { type RunPlan, type StartedRun, startRun } from '../run/start-run.ts'
import { type SavedTarget, type StateStore, targetKey } from './saved-state.ts'

/** What a run on a saved app integration plays, and with what. */
export interface PreparedRun {
  /** The app integration the run leaves behind, but for its state. */
  readonly saved: SavedTarget
  readonly scenario: string
  readonly isAction?: boolean
  readonly play: RunPlan['play']
}

/** What else a run on a saved app integration needs. */
export type SavedPlan = Omit<
  RunPlan,
  'directory' | 'state' | 'meeting' | 'settings' | 'seed' | 'scenario' | 'isAction' | 'play' | 'clock' | 'keepDirectory'
>

/** A run on a saved app integration. */
export interface SavedRun extends StartedRun {
  /** Resolves when the state is on disk, or it was said why not, and the next run may begin. Never rejects. */
  readonly settled: Promise<void>
}

/**
 * Plays a run that goes on from what was saved under `key`, and saves what it leaves, also when it was broken off.
 * @throws BusyError while another run has the app integration. @throws UsageError as `prepare` does.
 */
export async function startSavedRun(
  store: StateStore,
  key: string,
  prepare: (saved: SavedTarget | undefined) => PreparedRun,
  plan: SavedPlan,
): Promise<SavedRun> {
  const claim = store.claim(key)
  try {
    const { saved, scenario, play, isAction = false } = prepare(claim.saved)
    const { settings, size } = saved
    let { directory } = saved
    const keepDirectory = (changed: Directory): void => {
      directory = changed
    }
    const state = { value: structuredClone(saved.state) }
    const meeting = { met: saved.met ?? false }
    const clock = simulatedClock(systemClock, saved.passedMs)
    const parts = { directory, state, meeting, scenario, isAction, play, clock, keepDirectory, seed: size.seed }
    const started = await startRun({ ...plan, ...parts, ...(settings ? { settings } : {}) })
    const settle = async (): Promise<void> => {
      try {
        await started.finished
        if (started.holdsSecret(JSON.stringify(state.value))) throw new Error('the target gave the token back as data')
        claim.save({ ...saved, directory, state: state.value, passedMs: clock.passedMs, met: meeting.met })
      } finally {
        claim.release()
      }
    }
    const settled = settle().catch((error: unknown) =>
      plan.note(`The state cannot be saved: ${error instanceof Error ? error.message : String(error)}`),
    )
    return { ...started, settled }
  } catch (error) {
    claim.release()
    throw error
  }
}

/** The app integration an order is about: a team of the server keeps its own wherever the server listens this time. */
export function integrationKey(
  vendor: Vendor,
  profile: Profile,
  order: { readonly team?: string | undefined; readonly target?: string | undefined },
  baseUrl: string,
  dashboard: Pick<Dashboard, 'demoTeams'> | undefined,
): string {
  const team = order.team ?? teamAt(demoTeam(vendor, dashboard), order.target)
  return targetKey(profile.id, team === undefined ? { baseUrl } : { team })
}

function teamAt(demo: ReturnType<typeof demoTeam>, target: string | undefined): string | undefined {
  return demo !== undefined && (target === undefined || target === demo.scimUrl) ? demo.team : undefined
}

/** The demo team of the vendor at the running server. */
export function demoTeam(
  { id }: Vendor,
  dashboard: Pick<Dashboard, 'demoTeams'> | undefined,
): Dashboard['demoTeams'][string] | undefined {
  const teams = dashboard?.demoTeams ?? {}
  return Object.hasOwn(teams, id) ? teams[id] : undefined
}
