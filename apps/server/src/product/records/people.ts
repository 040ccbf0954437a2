import type { MembershipState, Origin, Role } from '@scimulator/admin-api'

/** One person's membership in one team. Instants are milliseconds since the epoch. */
export interface Membership {
  readonly teamId: string
  readonly personId: string
  /** Id of the SCIM User; null while invited, and once SCIM has deleted the User. */
  readonly scimId: string | null
  readonly userName: string
  readonly displayName: string
  readonly email: string | null
  /** Of somebody inactive: the role they left with. */
  readonly role: Role
  readonly state: MembershipState
  readonly origin: Origin
  readonly joinedAt: number
  readonly changedAt: number
  readonly deactivatedAt: number | null
  readonly lastSignInAt: number | null
}

/** A membership with what the person has in the team. */
export interface MembershipWithHoldings extends Membership {
  /** Spaces the person is in. */
  readonly spacesIn: number
  /** Those of them that are invite-only. */
  readonly closedSpacesIn: number
  /** Documents the person owns. */
  readonly documents: number
}

/** Which memberships to read. */
export interface MembershipQuery {
  readonly state?: MembershipState | undefined
  readonly role?: Role | undefined
  /** Part of the folded userName, display name or address. */
  readonly q?: string | undefined
  /** Only this person, and whoever is in a space with them. */
  readonly knownTo?: string | undefined
  /** 1-based. */
  readonly startIndex: number
  readonly count: number
}

/** How much there is of a team. */
export interface TeamCounts {
  /** Active memberships. */
  readonly active: number
  /** Memberships that have a SCIM User. */
  readonly withUser: number
  readonly spaces: number
  readonly openSpaces: number
}

/** Reads persons and memberships. A `key` is a text folded by `compareKey`. */
export interface PeopleReader {
  membership(teamId: string, personId: string): Promise<Membership | undefined>
  membershipOfUser(teamId: string, scimId: string): Promise<Membership | undefined>
  /** Those with this userName: with a User first, then the last changed first. */
  membershipsNamed(teamId: string, key: string): Promise<readonly Membership[]>
  /** Those with this userName in whatever team: with a User first, then the longest there. */
  namesakes(key: string): Promise<readonly Membership[]>
  /** Those invited to one of these addresses. */
  invitedTo(teamId: string, keys: readonly string[]): Promise<readonly Membership[]>
  /** Whether somebody inactive has one of these as userName or address. */
  hasInactive(teamId: string, keys: readonly string[]): Promise<boolean>
  member(teamId: string, personId: string): Promise<MembershipWithHoldings | undefined>
  /** Ordered by display name. */
  members(
    teamId: string,
    query: MembershipQuery,
  ): Promise<{ totalResults: number; members: readonly MembershipWithHoldings[] }>
  /** Whether two people are in a space together, or the same. */
  doKnow(teamId: string, personId: string, other: string): Promise<boolean>
  counts(teamId: string): Promise<TeamCounts>
  /** Whether the team has an active owner besides this person. */
  hasOtherOwner(teamId: string, personId: string): Promise<boolean>
}

/** Writes persons and memberships. */
export interface PeopleWriter {
  addPerson(personId: string, at: number): Promise<void>
  addMembership(membership: Membership): Promise<void>
  /** Replaces everything but team and person. */
  putMembership(membership: Membership): Promise<void>
  /** Takes the membership away with the person's sessions, links, shares and places in spaces; their documents become nobody's. */
  removeMembership(teamId: string, personId: string): Promise<void>
  /** Removes the person unless some team still knows them. */
  removePersonIfUnknown(personId: string): Promise<void>
}
