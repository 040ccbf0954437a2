import { UsageError } from '../errors.ts'
import { unknownWord } from '../nearest.ts'
import type { Profile } from '../profile/profile.ts'
import { type LoadedScenario, loadScenario } from './load-scenario.ts'
import { scenariosOf, sharedScenarios } from './shared-scenarios.ts'

/** The profile's scenario of that id, its own or a shared one. @throws UsageError with the nearest and the list. */
export function selectScenario(
  profile: Profile,
  id: string,
  options: Readonly<Record<string, string>> = {},
): LoadedScenario {
  const own = profile.scenarios.find((scenario) => scenario.id === id)
  if (own !== undefined) {
    if (Object.keys(options).length > 0) throw new UsageError(`Scenario ${id} has no options.`)
    return { scenario: own }
  }
  const known = scenariosOf(profile)
  const shared = sharedScenarios().find((scenario) => scenario.id === id)
  if (shared === undefined || !known.some((scenario) => scenario.id === id))
    throw new UsageError(
      unknownWord(
        'Scenario',
        id,
        known.map((scenario) => scenario.id),
      ),
    )
  return loadScenario(shared.source, profile, options)
}
