import type { SavedPlan } from '../control/saved-run.ts'
import type { SavedTarget } from '../control/saved-state.ts'
import type { Directory } from '../directory/directory.ts'
import { watchKnobs } from '../evidence/watch-knobs.ts'
import { parseFault } from '../faults/fault.ts'
import type { Profile, Vendor } from '../profile/profile.ts'
import { selectKnobs } from '../run/select.ts'
import type { LiveParts } from './conduct.ts'
import type { CliIo } from './io.ts'
import { type DirectoryOptions, pairs, type TargetOptions } from './options.ts'
import { DEFAULT_SEED, readDirectory } from './people.ts'
import { resolveDashboard, resolveTarget, wireOptions } from './target.ts'

/** What a run needs, whatever it plays, but for what the command line around it gives and for what is kept. */
export type CommandPlan = Omit<SavedPlan, 'keep' | keyof LiveParts>

/** The part of a run's plan that the options about the target decide. @throws UsageError */
export async function planTarget(
  vendor: Vendor,
  profile: Profile,
  options: TargetOptions,
  io: CliIo,
): Promise<CommandPlan> {
  // Watched from here on: the connection depends on some of them.
  const { knobs, used: usedKnobs } = watchKnobs(selectKnobs(profile, pairs('--knob', options.knob)))
  const { connection, token } = await resolveTarget(vendor, profile, knobs, options, io)
  return {
    vendor,
    profile,
    connection,
    token,
    knobs,
    usedKnobs,
    trigger: 'cli',
    wire: await wireOptions(profile, options, io),
    ...(options.fast === true ? { maxWaitMs: options.maxWait } : {}),
    ...(options.fault.length === 0 ? {} : { faults: options.fault.map(parseFault) }),
    dashboard: await resolveDashboard(options, io),
  }
}

/**
 * How an app integration is begun or gone on with: a people file is the directory from now on; figures that are the saved
 * ones leave the saved directory as it was edited; without either the saved one stays. @throws UsageError
 */
export async function prepareDirectory(
  options: DirectoryOptions,
  cwd: string,
): Promise<(saved: SavedTarget | undefined) => SavedTarget> {
  const directory = await readDirectory(options, cwd)
  const size = sizeOf(directory, options.seed ?? DEFAULT_SEED)
  const { people, users, groups, seed, domain, groupPrefix } = options
  const isAsked = [people, users, groups, seed, domain, groupPrefix].some((value) => value !== undefined)
  return (saved) => {
    if (saved !== undefined && !isAsked) return saved
    const isSame = saved !== undefined && JSON.stringify(saved.size) === JSON.stringify(size)
    if (isSame && options.people === undefined) return saved
    return { state: {}, ...saved, size, directory }
  }
}

function sizeOf({ people, groups }: Directory, seed: string): SavedTarget['size'] {
  return { users: people.length, groups: groups.length, seed }
}
