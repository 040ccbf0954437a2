import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from '../errors.ts'
import type { Profile } from '../profile/profile.ts'
import { type LoadedScenario, loadScenario } from '../scenario/load-scenario.ts'
import { selectScenario } from '../scenario/select-scenario.ts'
import { type DirectoryOptions, pairs, type SyncOptions } from './options.ts'

const LARGEST_FILE = 1024 * 1024

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
  const loaded = loadScenario({ name, text: await readText(resolve(cwd, name), name) }, profile, given)
  const { people, users, groups } = options
  if (loaded.directory && (people !== undefined || users !== undefined || groups !== undefined))
    throw new UsageError(`${name} has people of its own: leave out --people, --users and --groups.`)
  return loaded
}

async function readText(path: string, shown: string): Promise<string> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new UsageError(`${shown} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  try {
    const stats = await file.stat()
    if (!stats.isFile()) throw new UsageError(`${shown} is no file.`)
    if (stats.size > LARGEST_FILE) throw new UsageError(`${shown} is larger than 1 MB.`)
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile())
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${shown} is no UTF-8 text file.`, { cause: error })
  } finally {
    await file.close()
  }
}
