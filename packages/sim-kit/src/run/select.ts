import type { ProfileSummary, Simulator } from '@scimulator/admin-api'
import { UsageError } from '../errors.ts'
import { unknownWord } from '../nearest.ts'
import type { Profile, Scenario, Vendor } from '../profile/profile.ts'

/** The vendor's profile of that id, or its default. @throws UsageError with the nearest and the list. */
export function selectProfile(vendor: Vendor, id: string | undefined): Profile {
  const wanted = id ?? vendor.defaultProfile
  const found = vendor.profiles.find((profile) => profile.id === wanted)
  if (found === undefined)
    throw new UsageError(
      unknownWord(
        'Profile',
        wanted,
        vendor.profiles.map((profile) => profile.id),
      ),
    )
  return found
}

/** The profile's scenario of that id. @throws UsageError with the nearest and the list. */
export function selectScenario(profile: Profile, id: string): Scenario {
  const found = profile.scenarios.find((scenario) => scenario.id === id)
  if (found === undefined)
    throw new UsageError(
      unknownWord(
        'Scenario',
        id,
        profile.scenarios.map((scenario) => scenario.id),
      ),
    )
  return found
}

/** Every knob of the profile with its value: the default unless `id=value` says otherwise. @throws UsageError */
export function selectKnobs(profile: Profile, settings: readonly string[]): Record<string, string> {
  const values = new Map(profile.knobs.map((knob) => [knob.id, knob.default]))
  for (const setting of settings) {
    const equals = setting.indexOf('=')
    if (equals < 0) throw new UsageError(`--knob takes id=value, not ${JSON.stringify(setting.slice(0, 100))}.`)
    const [id, value] = [setting.slice(0, equals), setting.slice(equals + 1)]
    const knob = profile.knobs.find((known) => known.id === id)
    if (knob === undefined)
      throw new UsageError(
        unknownWord(
          'Knob',
          id,
          profile.knobs.map((known) => known.id),
        ),
      )
    if (!knob.values.includes(value)) throw new UsageError(unknownWord(`Value of knob ${id}`, value, knob.values))
    values.set(id, value)
  }
  return Object.fromEntries(values)
}

/** The vendor as it registers with a server. */
export function describeVendor(vendor: Vendor): Simulator {
  const { id, label, defaultProfile, profiles } = vendor
  return { vendor: id, label, defaultProfile, profiles: profiles.map(describeProfile) }
}

function describeProfile(profile: Profile): ProfileSummary {
  return {
    id: profile.id,
    label: profile.label,
    summary: profile.summary,
    mark: profile.evidence.mark,
    scenarios: profile.scenarios.map(({ id, summary }) => ({ id, summary })),
    shapes: profile.shapes.length,
    quirks: profile.quirks.map(({ id, summary, evidence: { mark, source } }) => ({ id, summary, mark, source })),
  }
}
