import type { ProfilePolicy } from '@scimulator/admin-api'

/** What a team has settled about its people. */
export interface TeamPolicy {
  /** Active members at most; null: no limit. */
  readonly seats: number | null
  /** Whether profile data of the identity provider is applied, or answered with success and left. */
  readonly profilePolicy: ProfilePolicy
  /** Whether a userName must look like an e-mail address. */
  readonly emailUserNames: boolean
}

/** What holds for a team that has settled nothing. */
export const DEFAULT_TEAM_POLICY: TeamPolicy = Object.freeze({
  seats: null,
  profilePolicy: 'apply',
  emailUserNames: false,
})
