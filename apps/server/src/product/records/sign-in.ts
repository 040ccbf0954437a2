import type { PersonSession } from '@scimulator/admin-api'

/** A session of a person in a team; its secret is known by its digest alone. */
export interface SessionRecord {
  readonly id: string
  readonly teamId: string
  readonly personId: string
  readonly by: PersonSession['by']
  readonly client: string
  readonly startedAt: number
  readonly lastSeenAt: number
  readonly endsAt: number
}

/** A session as it is found by a secret. */
export interface FoundSession extends SessionRecord {
  /** Whether the secret is to be replaced. */
  readonly isDue: boolean
}

/** A link that can be used once. */
export interface LinkRecord {
  readonly teamId: string
  readonly personId: string
  readonly kind: 'sign-in' | 'invitation'
  readonly expiresAt: number
}

/** A link as it is taken. */
export interface TakenLink extends LinkRecord {
  /** Whether it was ended: it opens nothing, and whose it was is still known. */
  readonly isEnded: boolean
}

/** Reads sessions. */
export interface SignInReader {
  /** The session behind a digest, provided that its person is active in the team. */
  session(digest: Uint8Array): Promise<FoundSession | undefined>
  /** The session that had this digest before its secret was renewed, as long as it is still good; the same provided. */
  renewedSession(digest: Uint8Array, at: number): Promise<SessionRecord | undefined>
  /** The last seen first. */
  sessions(teamId: string, personId: string): Promise<readonly SessionRecord[]>
}

/** Writes sessions and links. */
export interface SignInWriter {
  addSession(digest: Uint8Array, session: SessionRecord): Promise<void>
  /** Writes down that a session was used; false when it is no more. */
  touchSession(digest: Uint8Array, at: number): Promise<boolean>
  /** Says of all sessions of a person that their secrets are to be replaced. */
  makeSessionsDue(teamId: string, personId: string): Promise<void>
  /** Replaces the secret of a session that is due; the one before is good until an instant. False: it is not due any more. */
  renewSession(digest: Uint8Array, next: Uint8Array, until: number): Promise<boolean>
  /** Ends one session or, without its id, all of a person; tells how many. */
  endSessions(teamId: string, personId: string, sessionId?: string): Promise<number>
  /** Ends the sessions of a team that began by a link, save those of its active owners; tells how many. */
  endLinkedSessions(teamId: string): Promise<number>
  addLink(digest: Uint8Array, link: LinkRecord): Promise<void>
  /** Takes a link of the team out, so that nobody else gets it. */
  takeLink(teamId: string, digest: Uint8Array): Promise<TakenLink | undefined>
  /** Ends a person's links, which are still known until their time is over; tells how many. */
  endLinks(teamId: string, personId: string): Promise<number>
  /** Drops the team's sessions and links whose time is over. */
  dropExpired(teamId: string, at: number): Promise<void>
}
