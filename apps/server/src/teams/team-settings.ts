import type { ProfilePolicy } from '@scimulator/admin-api'

/** What a team has bought. */
export type Plan = 'enterprise' | 'free'

/** What a team has settled, beside who is in it. */
export interface TeamSettings {
  /** SCIM belongs to `enterprise` alone. */
  readonly plan: Plan
  /** Active members at most; null: no limit. */
  readonly seats: number | null
  /** Whether profile data of the identity provider is applied, or answered with success and left. */
  readonly profilePolicy: ProfilePolicy
  /** Whether a userName must look like an e-mail address. */
  readonly emailUserNames: boolean
  /** Whether SCIM can be switched on only once people can sign in by SAML. False for the team of `serve --team`. */
  readonly needsSaml: boolean
}

/** What holds for a new team. */
export const NEW_TEAM_SETTINGS: TeamSettings = Object.freeze({
  plan: 'enterprise',
  seats: null,
  profilePolicy: 'apply',
  emailUserNames: false,
  needsSaml: true,
})
