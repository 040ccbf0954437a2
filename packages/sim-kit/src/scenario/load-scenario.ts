import type { Directory } from '../directory/directory.ts'
import { UsageError } from '../errors.ts'
import { unknownWord } from '../nearest.ts'
import type { Profile, Scenario } from '../profile/profile.ts'
import { ownDirectory } from './own-directory.ts'
import { planScenario } from './plan.ts'
import { playPlanned } from './play.ts'
import { type ReadScenario, readScenario, type ScenarioProblem } from './read-scenario.ts'
import type { ScenarioFile } from './scenario-file.ts'

/** A scenario ready to play, with the directory it brings along. */
export interface LoadedScenario {
  readonly scenario: Scenario
  /** Absent: it plays with the run's directory. */
  readonly directory?: Directory
}

/** A scenario's text with the name it is shown under. */
export interface ScenarioText {
  readonly name: string
  readonly text: string
}

const PROBLEMS_SHOWN = 20

/**
 * Makes a scenario out of its file.
 *
 * @throws UsageError with a line `FILE:LINE:COLUMN: message` for each problem, also from `play`, before any request
 */
export function loadScenario(
  { name, text }: ScenarioText,
  profile: Profile,
  given: Readonly<Record<string, string>> = {},
): LoadedScenario {
  const read = readScenario(text)
  const { file } = read
  if (file === undefined) throw new UsageError(describeProblems(name, read.problems))
  const own = ownDirectory(file)
  if (own.problems.length > 0)
    throw new UsageError(
      describeProblems(
        name,
        own.problems.map(({ path, message }) => ({ ...read.place(path), message })),
      ),
    )
  const options = optionValues(file, given)
  const { directory } = own
  return {
    scenario: toScenario(file, { name, read, profile, options, directory }),
    ...(directory === undefined ? {} : { directory }),
  }
}

interface Loaded {
  readonly name: string
  readonly read: ReadScenario
  readonly profile: Profile
  readonly options: ReadonlyMap<string, number | string>
  readonly directory: Directory | undefined
}

function toScenario(file: ScenarioFile, { name, read, profile, options, directory }: Loaded): Scenario {
  return {
    id: file.id,
    summary: file.summary,
    *play(given) {
      const { follow } = profile
      if (follow === undefined) throw new UsageError(`Profile ${profile.id} plays its own scenarios only.`)
      const context = directory === undefined ? given : { ...given, directory }
      const steps = planScenario(file, { profile, options, context }, (path, message) =>
        describeProblems(name, [{ ...read.place(path), message }]),
      )
      return yield* playPlanned(steps, { follow, knobs: profile.knobs }, context)
    },
  }
}

function describeProblems(name: string, problems: readonly ScenarioProblem[]): string {
  const lines = problems
    .slice(0, PROBLEMS_SHOWN)
    .map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`)
  const more = problems.length > PROBLEMS_SHOWN ? [`and ${problems.length - PROBLEMS_SHOWN} more`] : []
  return [...lines, ...more, 'Nothing was sent.'].join('\n')
}

/** Every option with its value: what is given, else the file's default. */
function optionValues(file: ScenarioFile, given: Readonly<Record<string, string>>): Map<string, number | string> {
  const values = new Map(Object.entries(file.options ?? {}))
  for (const [id, text] of Object.entries(given)) {
    const usual = values.get(id)
    if (usual === undefined) {
      if (values.size === 0) throw new UsageError(`Scenario ${file.id} has no options.`)
      throw new UsageError(unknownWord(`Option of scenario ${file.id}`, id, [...values.keys()]))
    }
    values.set(id, typeof usual === 'number' ? wholeNumber(id, text) : share(id, text))
  }
  return values
}

function wholeNumber(id: string, text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new UsageError(`Option ${id} is a whole number, not ${JSON.stringify(text.slice(0, 100))}.`)
}

function share(id: string, text: string): string {
  if (/^\d{1,3}%$/.test(text) && Number(text.slice(0, -1)) <= 100) return text
  throw new UsageError(`Option ${id} is a share such as 20%, not ${JSON.stringify(text.slice(0, 100))}.`)
}
