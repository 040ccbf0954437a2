import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { UsageError } from '../errors.ts'
import type { SettingsProblem } from '../profile/app-settings.ts'
import type { Profile } from '../profile/profile.ts'

const PROBLEMS_SHOWN = 20

/** A document of settings that came with an order, checked. @throws UsageError naming what is wrong with it. */
export function checkedSettings(profile: Profile, document: unknown): JsonObject | undefined {
  if (document === undefined) return undefined
  const settings = settingsOf(profile)
  if (!isJsonObject(document)) throw new UsageError('The settings are no document: give an object.')
  const problems = settings.check(document)
  if (problems.length === 0) return document
  const lines = problems.slice(0, PROBLEMS_SHOWN).map((problem) => `${placeOf(problem)}: ${problem.message}`)
  const more = problems.length > PROBLEMS_SHOWN ? [`and ${problems.length - PROBLEMS_SHOWN} more`] : []
  throw new UsageError(['The settings have problems.', ...lines, ...more].join('\n'))
}

/** What the profile says of its settings. @throws UsageError when it takes none. */
export function settingsOf(profile: Profile): NonNullable<Profile['settings']> {
  if (profile.settings === undefined) throw new UsageError(`The profile ${profile.id} takes no document of settings.`)
  return profile.settings
}

function placeOf({ path, offset }: SettingsProblem): string {
  const keys = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')
  const place = keys === '' ? 'document' : keys.replace(/^\./, '')
  return offset === undefined ? place : `${place} (character ${offset + 1})`
}
