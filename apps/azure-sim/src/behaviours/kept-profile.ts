import type { JsonObject } from '@scimulator/scim-core'
import type { Behaviour } from '@scimulator/sim-kit'
import { reportNotApplied, reportRule } from '../findings/report-finding.ts'
import type { Job, KeptWrite } from '../job/job.ts'

/** What a target that keeps its own profiles still takes: access, and the identity provider's own id. */
const ALWAYS_TAKEN: ReadonlySet<string> = new Set(['active', 'externalId'])
/** Exchanges that show it. */
const SHOWN = 20

/** A write of profile attributes as the target answered it. */
export interface AnsweredWrite extends Omit<KeptWrite, 'paths'> {
  /** Every path written. */
  readonly written: readonly string[]
  /** Paths the answer shows with the value from before the write. */
  readonly unchanged: readonly string[]
  /** The resource in the answer; undefined: it shows nothing. */
  readonly resource: JsonObject | undefined
}

/**
 * Notes whether a write of profile attributes was taken. Where every such write of a run is answered with success and the
 * old values, the target keeps its own profiles, which is a policy; otherwise each is a fault. Gives the paths noted.
 */
export function noteProfileWrite(job: Job, write: AnsweredWrite): readonly string[] {
  const { written, unchanged, resource, ...where } = write
  const profile = written.filter((path) => !ALWAYS_TAKEN.has(path))
  if (profile.length === 0) return []
  const old = new Set(unchanged)
  const paths = resource === undefined ? [] : profile.filter((path) => old.has(path))
  if (paths.length < profile.length) job.profiles.taken = true
  if (paths.length === 0) return []
  job.profiles.kept.push({ ...where, paths })
  job.profiles.refused ||= paths.some(isCore)
  return paths
}

/** An extension or a manager may be left out by a target that knows none: only the others show a policy. */
function isCore(path: string): boolean {
  return path !== 'manager' && !path.startsWith('urn:')
}

/** States what became of the profile writes of a cycle, as soon as it shows what they mean. */
export function* reportKeptProfiles(job: Job): Behaviour<void> {
  const { kept, undecided, taken, refused } = job.profiles
  const all = [...undecided, ...kept]
  if (all.length === 0) return
  undecided.length = 0
  if (taken) yield* reportFaults(job, all)
  else if (refused) {
    job.record.keepsProfiles = true
    yield* reportRule('profile-kept', { exchanges: all.slice(0, SHOWN).map(({ exchange }) => exchange) })
  } else undecided.push(...all)
}

/** States what never showed to be a policy: faults. */
export function* reportUndecided(job: Job): Behaviour<void> {
  yield* reportFaults(job, job.profiles.undecided.splice(0))
}

function* reportFaults(job: Job, writes: readonly KeptWrite[]): Behaviour<void> {
  job.record.keepsProfiles = false
  for (const { shape, exchange, paths } of writes) yield* reportNotApplied(job, shape, paths.join(', '), [exchange])
}

/**
 * The paths among those that differ which the target keeps as its own: after a write it answered so, and after a create
 * where other writes of the run show that it does.
 */
export function keptPaths(
  { profiles }: Job,
  person: string,
  created: boolean,
  different: readonly string[],
): ReadonlySet<string> {
  if (profiles.taken) return new Set()
  if (created && profiles.refused) return new Set(different.filter((path) => !ALWAYS_TAKEN.has(path)))
  return new Set(profiles.kept.flatMap((write) => (write.person === person ? write.paths : [])))
}
