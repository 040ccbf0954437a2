import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { settingsOf } from '../control/settings.ts'
import { UsageError } from '../errors.ts'
import type { Profile } from '../profile/profile.ts'
import { readText } from './read-text.ts'
import { readYaml, type YamlProblem } from './read-yaml.ts'
import { offsetInSource } from './source-place.ts'

const LARGEST_MEGABYTES = 1
const PROBLEMS_SHOWN = 100

/**
 * The document of settings in a YAML or JSON file, checked by the profile; undefined without a file.
 * @throws UsageError with one `FILE:LINE:COLUMN: message` for every problem.
 */
export async function readSettings(
  profile: Profile,
  file: string | undefined,
  cwd: string,
): Promise<JsonObject | undefined> {
  if (file === undefined) return undefined
  const settings = settingsOf(profile)
  const text = await readText(file, cwd, LARGEST_MEGABYTES)
  const { document, value, problems: unreadable, place } = readYaml(text)
  const refuse = (problems: readonly YamlProblem[]): never => {
    const shown = problems
      .toSorted((one, other) => one.offset - other.offset)
      .slice(0, PROBLEMS_SHOWN)
      .map(({ offset, message }) => `${file}:${place(offset)}: ${message}`)
    const more = problems.length > PROBLEMS_SHOWN ? [`and ${problems.length - PROBLEMS_SHOWN} more`] : []
    throw new UsageError([...shown, ...more, 'Nothing was sent.'].join('\n'))
  }
  if (unreadable.length > 0) return refuse(unreadable)
  if (!isJsonObject(value)) return refuse([{ offset: 0, message: 'The settings are a mapping of names to values.' }])
  const problems = settings.check(value)
  if (problems.length === 0) return value
  return refuse(
    problems.map(({ path, offset, message }) => ({ offset: offsetInSource(document, text, path, offset), message })),
  )
}
