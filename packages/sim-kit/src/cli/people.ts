import type { Directory } from '../directory/directory.ts'
import { generateDirectory } from '../directory/generate.ts'
import { readPeopleFile } from '../directory/people-file.ts'
import { UsageError } from '../errors.ts'
import type { DirectoryOptions } from './options.ts'
import { readText } from './read-text.ts'

const LARGEST_MEGABYTES = 50
const PROBLEMS_SHOWN = 20

/** Users and groups of a generated directory nobody gave a size. */
export const defaultSize = { users: 20, groups: 4 } as const

/** Seed where none is given. */
export const DEFAULT_SEED = 'scimulator'

/** The directory the options ask for. @throws UsageError naming every bad line of a people file. */
export async function readDirectory(options: DirectoryOptions, cwd: string): Promise<Directory> {
  const { people, users, groups, seed = DEFAULT_SEED, domain, groupPrefix } = options
  if (people === undefined) {
    return generateDirectory({
      users: users ?? defaultSize.users,
      groups: groups ?? defaultSize.groups,
      seed,
      ...(domain === undefined ? {} : { domain }),
      ...(groupPrefix === undefined ? {} : { groupPrefix }),
    })
  }
  if (users !== undefined || groups !== undefined) {
    throw new UsageError('--people names the people and groups: leave out --users and --groups.')
  }
  const { directory, problems } = readPeopleFile(await readText(people, cwd, LARGEST_MEGABYTES))
  if (problems.length === 0) return directory
  const lines = problems.slice(0, PROBLEMS_SHOWN).map(({ line, message }) => `${people}:${line}: ${message}`)
  const more = problems.length > PROBLEMS_SHOWN ? [`and ${problems.length - PROBLEMS_SHOWN} more`] : []
  throw new UsageError([...lines, ...more, 'Nothing was sent.'].join('\n'))
}
