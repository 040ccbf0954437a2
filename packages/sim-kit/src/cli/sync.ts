import type { Vendor } from '../profile/profile.ts'
import { selectProfile } from '../run/select.ts'
import { startRun } from '../run/start-run.ts'
import { chooseScenario } from './choose-scenario.ts'
import { type Conducted, conduct, type LiveParts } from './conduct.ts'
import type { CliIo } from './io.ts'
import { onSaved } from './on-saved.ts'
import type { SyncOptions } from './options.ts'
import { DEFAULT_SEED, readDirectory } from './people.ts'
import { planTarget, prepareDirectory } from './prepare.ts'
import { readSettings } from './settings-file.ts'

/** People up to whom a report keeps every exchange. */
const ALL_EXCHANGES_UP_TO = 1000

/** Plays one scenario and writes its reports. Gives the exit code: 0 pass, 1 findings, 2 stopped. @throws UsageError */
export async function sync(vendor: Vendor, options: SyncOptions, io: CliIo): Promise<number> {
  const begin = options.state === true ? beginSaved : beginFresh
  return await conduct(options, io, (live) => begin(vendor, options, io, live))
}

/** The vendor knows nothing of the target yet. */
async function beginFresh(vendor: Vendor, options: SyncOptions, io: CliIo, live: LiveParts): Promise<Conducted> {
  const profile = selectProfile(vendor, options.profile)
  const { scenario, directory: own } = await chooseScenario(profile, options, io.cwd)
  const settings = await readSettings(profile, options.settings, io.cwd)
  const directory = own ?? (await readDirectory(options, io.cwd))
  return await startRun({
    ...(await planTarget(vendor, profile, options, io)),
    ...live,
    scenario: scenario.id,
    play: (context) => scenario.play(context),
    directory,
    state: { value: {} },
    seed: options.seed ?? DEFAULT_SEED,
    keep: options.exchanges ?? kept(directory.people.length),
    ...(settings === undefined ? {} : { settings }),
  })
}

/** The vendor goes on from what the last run left. */
async function beginSaved(vendor: Vendor, options: SyncOptions, io: CliIo, live: LiveParts): Promise<Conducted> {
  const profile = selectProfile(vendor, options.profile)
  const { scenario, directory: own } = await chooseScenario(profile, options, io.cwd)
  const settings = await readSettings(profile, options.settings, io.cwd)
  const prepare = await prepareDirectory(options, io.cwd)
  const plan = await planTarget(vendor, profile, options, io)
  return await onSaved({ options, io, live, plan }, (saved) => ({
    saved: { ...prepare(saved), ...(own ? { directory: own } : {}), ...(settings === undefined ? {} : { settings }) },
    scenario: scenario.id,
    play: (context) => scenario.play(context),
  }))
}

function kept(people: number): 'all' | 'failed' {
  return people <= ALL_EXCHANGES_UP_TO ? 'all' : 'failed'
}
