import { UsageError } from '../errors.ts'
import type { Profile } from '../profile/profile.ts'
import { type LoadedScenario, loadScenario } from '../scenario/load-scenario.ts'
import { selectScenario } from '../scenario/select-scenario.ts'
import { type DirectoryOptions, pairs, type SyncOptions } from './options.ts'
import { readText } from './read-text.ts'

const LARGEST_MEGABYTES = 1

/** The scenario `--scenario` names: one of the profile's, a shared one, or a YAML file. @throws UsageError */
export async function chooseScenario(
  profile: Profile,
  options: Pick<SyncOptions, 'scenario' | 'option'> & DirectoryOptions,
  cwd: string,
): Promise<LoadedScenario> {
  const { scenario: name } = options
  const given = pairs('--option', options.option)
  if (!/\.ya?ml$/i.test(name)) return selectScenario(profile, name, given)
  if (profile.follow === undefined) throw new UsageError(`Profile ${profile.id} plays no scenario files.`)
  const loaded = loadScenario({ name, text: await readText(name, cwd, LARGEST_MEGABYTES) }, profile, given)
  const { people, users, groups } = options
  if (loaded.directory && (people !== undefined || users !== undefined || groups !== undefined))
    throw new UsageError(`${name} has people of its own: leave out --people, --users and --groups.`)
  return loaded
}
