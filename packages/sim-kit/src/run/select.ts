import type { ProfileSummary, Simulator, SimulatorAction } from '@scimulator/admin-api'
import { UsageError } from '../errors.ts'
import { unknownWord } from '../nearest.ts'
import type { AdminAction } from '../profile/admin-action.ts'
import type { AppSettings } from '../profile/app-settings.ts'
import type { Profile, Vendor } from '../profile/profile.ts'
import { type ScenarioSummary, scenariosOf } from '../scenario/shared-scenarios.ts'

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

/** Every knob of the profile with its value: the one given, else the default. @throws UsageError */
export function selectKnobs(profile: Profile, given: Readonly<Record<string, string>>): Record<string, string> {
  const values = new Map(profile.knobs.map((knob) => [knob.id, knob.default]))
  for (const [id, value] of Object.entries(given)) {
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
    scenarios: scenariosOf(profile).map(describeScenario),
    shapes: profile.shapes.length,
    quirks: profile.quirks.map(({ id, summary, evidence: { mark, source } }) => ({ id, summary, mark, source })),
    actions: profile.adminActions.map(describeAction),
    ...(profile.settings === undefined ? {} : { settings: describeSettings(profile.settings) }),
  }
}

function describeScenario({ id, summary, options }: ScenarioSummary): ProfileSummary['scenarios'][number] {
  return { id, summary, ...(Object.keys(options).length === 0 ? {} : { options: { ...options } }) }
}

function describeSettings({
  summary,
  evidence: { mark, source },
}: AppSettings): NonNullable<ProfileSummary['settings']> {
  return { summary, mark, source }
}

/** An action as a person chooses it. */
export function describeAction(action: AdminAction): SimulatorAction {
  const { id, label, summary, needs, options = [], evidence } = action
  return {
    id,
    label,
    summary,
    needs: [...needs],
    options: options.map(({ values, ...option }) => ({ ...option, ...(values ? { values: [...values] } : {}) })),
    mark: evidence.mark,
    source: evidence.source,
  }
}
