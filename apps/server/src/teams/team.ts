import type { Access } from '@scimulator/scim-express'
import type { TeamSettings } from './team-settings.ts'
import type { TokenStore } from './token-store.ts'

/** A team: a tenant of the server. */
export interface Team {
  /** Never reused; what the resource store knows the team by. */
  readonly id: string
  /** Host label and path segment. */
  readonly name: string
  readonly displayName: string
  /** Machine id of the identity provider the team is set up with. */
  readonly vendor: string | null
  readonly scimEnabled: boolean
  /** Speaks the RFC and nothing else: no tolerances, no headers of ours. */
  readonly strict: boolean
}

/** What a team is made of. */
export type NewTeam = Omit<Team, 'id' | 'scimEnabled'>

/** What a token opens. */
export interface TokenGrant {
  readonly team: Team
  readonly tokenId: string
  readonly access: Access
  /** SCIM id of the User it speaks for; null: it speaks for the identity provider. */
  readonly subject: string | null
}

/** Keeps teams and the digests of their bearer tokens. */
export interface TeamStore extends TokenStore {
  /** Makes a team. @throws when the name is taken. */
  create(team: NewTeam, settings?: Partial<TeamSettings>): Team
  byName(name: string): Team | undefined
  byId(id: string): Team | undefined
  /** All teams in the order they were made. */
  list(): readonly Team[]
  setScimEnabled(teamId: string, enabled: boolean): void
  setStrict(teamId: string, strict: boolean): void
  /** What the team has settled, from memory. @throws Error when there is no such team. */
  settings(teamId: string): TeamSettings
  changeSettings(teamId: string, change: Partial<TeamSettings>): void
  /**
   * What a token opens, unless it has expired. One indexed look-up by digest, and no write.
   *
   * @param client who shows it, as far as the request says.
   */
  byToken(token: string, client?: string | null): TokenGrant | undefined
  close(): void
}
