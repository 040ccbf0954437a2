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

/** Keeps teams and the digests of their bearer tokens. */
export interface TeamStore {
  /** Makes a team. @throws when the name is taken. */
  create(team: NewTeam): Team
  byName(name: string): Team | undefined
  byId(id: string): Team | undefined
  /** All teams in the order they were made. */
  list(): readonly Team[]
  setScimEnabled(teamId: string, enabled: boolean): void
  setStrict(teamId: string, strict: boolean): void
  /** Lets a token open the team. Only its digest is kept; naming a known token again changes nothing. */
  addToken(teamId: string, token: string): void
  /** Takes every token from the team. */
  revokeTokens(teamId: string): void
  /** The team a token opens. One indexed look-up by digest. */
  byToken(token: string): Team | undefined
  close(): void
}
