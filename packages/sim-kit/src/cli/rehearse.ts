import type { Expected } from '@scimulator/admin-api'
import type { Behaviour } from '../behaviour/behaviour.ts'
import { UsageError } from '../errors.ts'
import { unknownWord } from '../nearest.ts'
import type { Vendor } from '../profile/profile.ts'
import type { Rehearsal } from '../profile/rehearsal.ts'
import { chooseProfile } from '../rehearsal/choose-profile.ts'
import { startRun } from '../run/start-run.ts'
import { type Conducted, conduct, type LiveParts } from './conduct.ts'
import type { CliIo } from './io.ts'
import { pairs, type RehearseOptions } from './options.ts'
import { DEFAULT_SEED } from './people.ts'
import { planTarget } from './prepare.ts'
import { readSettings } from './settings-file.ts'

/** Plays an acceptance suite. Gives the exit code: 0 pass, 1 a case the vendor demands failed, 2 stopped. @throws UsageError */
export async function rehearse(vendor: Vendor, url: string, options: RehearseOptions, io: CliIo): Promise<number> {
  return await conduct(options, io, (live) => begin(vendor, url, options, io, live))
}

async function begin(
  vendor: Vendor,
  url: string,
  options: RehearseOptions,
  io: CliIo,
  live: LiveParts,
): Promise<Conducted> {
  const suite = selectSuite(vendor, options.suite)
  const { profile, options: choices } = chooseProfile(vendor, suite, {
    profile: options.profile,
    options: pairs('--option', options.option),
  })
  const settings = await readSettings(profile, options.settings, io.cwd)
  const plan = await planTarget(vendor, profile, { ...options, target: url }, io)
  function* play(context: Parameters<Rehearsal['play']>[0]): Behaviour<Expected> {
    yield* suite.play(context, choices)
    return { users: [], groups: [] }
  }
  return await startRun({
    ...plan,
    ...live,
    suite,
    scenario: `rehearse:${suite.id}`,
    play,
    directory: { people: [], groups: [] },
    state: { value: {} },
    seed: options.seed ?? DEFAULT_SEED,
    keep: options.exchanges ?? 'all',
    ...(settings === undefined ? {} : { settings }),
  })
}

function selectSuite(vendor: Vendor, id: string | undefined): Rehearsal {
  const suites = vendor.rehearsals ?? []
  const found = id === undefined ? suites[0] : suites.find((suite) => suite.id === id)
  if (found !== undefined) return found
  if (id === undefined || suites.length === 0) throw new UsageError(`No acceptance suite of ${vendor.label} is known.`)
  throw new UsageError(
    unknownWord(
      'Suite',
      id,
      suites.map((suite) => suite.id),
    ),
  )
}
