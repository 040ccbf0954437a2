import type { ProfilePolicy, TeamPlan } from '@scimulator/admin-api'

/** What a team has settled, beside who is in it. */
export interface TeamSettings {
  /** SCIM belongs to `enterprise` alone. */
  readonly plan: TeamPlan
  /** Active members at most; null: no limit. */
  readonly seats: number | null
  /** Whether profile data of the identity provider is applied, or answered with success and left. */
  readonly profilePolicy: ProfilePolicy
  /** Whether a userName must look like an e-mail address. */
  readonly emailUserNames: boolean
  /** Whether SCIM can be switched on only once people can sign in by SAML. False for the team of `serve --team`. */
  readonly needsSaml: boolean
}

/** Which of these settings differ, as they were and as they are; undefined when none does. */
export function settingsChange<Name extends keyof TeamSettings>(
  before: TeamSettings,
  after: TeamSettings,
  names: readonly Name[],
): Record<'before' | 'after', Record<string, TeamSettings[Name]>> | undefined {
  const changed = names.filter((name) => before[name] !== after[name])
  const pick = (of: TeamSettings): Record<string, TeamSettings[Name]> =>
    Object.fromEntries(changed.map((name) => [name, of[name]]))
  return changed.length === 0 ? undefined : { before: pick(before), after: pick(after) }
}

/** What holds for a new team. */
export const NEW_TEAM_SETTINGS: TeamSettings = Object.freeze({
  plan: 'enterprise',
  seats: null,
  profilePolicy: 'apply',
  emailUserNames: false,
  needsSaml: true,
})
