import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { LineCounter, parseDocument } from 'yaml'
import { settingsOf } from '../control/settings.ts'
import { UsageError } from '../errors.ts'
import type { Profile } from '../profile/profile.ts'
import { offsetInSource } from './source-place.ts'
import { readText } from './read-text.ts'

const LARGEST_MEGABYTES = 1
const PROBLEMS_SHOWN = 100
/** Aliases a file may resolve to: a document that blows itself up is refused. */
const ALIASES = 100

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
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const refuse = (problems: readonly { offset: number; message: string }[]): never => {
    const shown = problems
      .toSorted((a, b) => a.offset - b.offset)
      .slice(0, PROBLEMS_SHOWN)
      .map(({ offset, message }) => {
        const { line, col } = lines.linePos(offset)
        return `${file}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${message}`
      })
    const more = problems.length > PROBLEMS_SHOWN ? [`and ${problems.length - PROBLEMS_SHOWN} more`] : []
    throw new UsageError([...shown, ...more, 'Nothing was sent.'].join('\n'))
  }
  if (document.errors.length > 0) {
    refuse(document.errors.map(({ message, pos }) => ({ offset: pos[0], message: message.split('\n')[0] ?? message })))
  }
  let value: unknown
  try {
    // What JSON cannot say (a date, a number without end) becomes what it would be there.
    value = JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: ALIASES }) ?? null))
  } catch (error) {
    return refuse([{ offset: 0, message: error instanceof Error ? error.message : String(error) }])
  }
  if (!isJsonObject(value)) return refuse([{ offset: 0, message: 'The settings are a mapping of names to values.' }])
  const problems = settings.check(value)
  if (problems.length === 0) return value
  return refuse(
    problems.map(({ path, offset, message }) => ({ offset: offsetInSource(document, text, path, offset), message })),
  )
}
