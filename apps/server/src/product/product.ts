import type {
  AuditAction,
  AuditActor,
  AuditPage,
  AuditRow,
  Document,
  DocumentChange,
  Member,
  MemberChange,
  MemberPage,
  MembershipState,
  NewDocument,
  NewSpace,
  PersonSession,
  Role,
  Space,
} from '@scimulator/admin-api'
import type { LifecycleHooks } from '@scimulator/scim-express'
import type { Team } from '../teams/team.ts'

/** Who does something: written into the audit log with it. */
export interface Actor extends AuditActor {
  /** Id of the exchange or request it came by; null outside of one. */
  readonly requestId: string | null
}

/** Which memberships to list. */
export interface MemberQuery {
  readonly state?: MembershipState | undefined
  readonly role?: Role | undefined
  /** Part of a name, userName or address. */
  readonly q?: string | undefined
  /** 1-based. */
  /** Only whom this person may know of: themselves, and whoever is in a space with them. */
  readonly knownTo?: string | undefined
  readonly startIndex: number
  readonly count: number
}

/** The people of teams, as the product sees them: the SCIM User is a view of a membership. */
export interface Members {
  list(team: Team, query: MemberQuery): Promise<MemberPage>
  get(team: Team, personId: string): Promise<Member | undefined>
  /** Whether two people are in a space together, or the same. */
  doKnow(team: Team, personId: string, other: string): Promise<boolean>
  /** Active or inactive member by userName, compared as SCIM does. */
  byUserName(team: Team, userName: string): Promise<Member | undefined>
  /** Active members. */
  seatsUsed(team: Team): Promise<number>
  /**
   * Changes role or state by hand, through the same store that SCIM writes to.
   * @throws ProductRefusal `forbidden`, `lastOwner`, `seats`, `notFound`.
   */
  change(team: Team, personId: string, change: MemberChange, actor: Actor): Promise<Member>
  /** Invites by address; the member stays `invited` until the link is used or SCIM adds them. The key stands in the link. @throws ProductRefusal `taken`. */
  invite(
    team: Team,
    email: string,
    role: Role,
    actor: Actor,
  ): Promise<{ member: Member; key: string; expiresAt: string }>
  withdrawInvitation(team: Team, personId: string, actor: Actor): Promise<void>
  /** Makes a member with a SCIM User of their own, as seeding, an accepted invitation and signing in for the first time do. @throws ProductRefusal `taken`, `inactive`, `seats`. */
  add(team: Team, person: NewMember, actor: Actor): Promise<Member>
  /** Erases a person's data in one team for good and anonymises what refers to them. @throws ProductRefusal `notFound`, `lastOwner`. */
  purge(team: Team, personId: string, actor: Actor): Promise<Erased>
}

/** What stood for somebody whose data has been erased: whatever else tells of them is found by it. */
export interface Erased {
  /** What names them and nobody else. */
  readonly ids: readonly string[]
  /** What they were called. */
  readonly names: readonly string[]
}

/** A member made outside of SCIM. */
export interface NewMember {
  readonly userName: string
  readonly displayName?: string | undefined
  readonly givenName?: string | undefined
  readonly familyName?: string | undefined
  readonly email?: string | undefined
  readonly role: Role
  readonly origin: Member['origin']
  /** Further SCIM attributes of the User. */
  readonly attributes?: Readonly<Record<string, unknown>> | undefined
  readonly active?: boolean | undefined
}

/** Spaces and documents as one person of the team may see them. @throws ProductRefusal `notFound` for whatever that person may not see. */
export interface Spaces {
  list(team: Team, viewer: string): Promise<Space[]>
  get(team: Team, viewer: string, spaceId: string): Promise<Space>
  create(team: Team, viewer: string, space: NewSpace, actor: Actor): Promise<Space>
  change(team: Team, viewer: string, spaceId: string, change: Partial<NewSpace>, actor: Actor): Promise<Space>
  /** Lets a person into the space, or takes them out. */
  setPerson(team: Team, viewer: string, spaceId: string, personId: string, isIn: boolean, actor: Actor): Promise<Space>
  documents(team: Team, viewer: string, spaceId?: string): Promise<Document[]>
  document(team: Team, viewer: string, documentId: string): Promise<Document>
  createDocument(team: Team, viewer: string, document: NewDocument, actor: Actor): Promise<Document>
  changeDocument(
    team: Team,
    viewer: string,
    documentId: string,
    change: DocumentChange,
    actor: Actor,
  ): Promise<Document>
  share(
    team: Team,
    viewer: string,
    documentId: string,
    personId: string,
    isShared: boolean,
    actor: Actor,
  ): Promise<Document>
}

/** How a person came in. */
export type SignInWay = PersonSession['by']

/** A session of a person in a team that is alive: the membership behind it is active. */
export interface LiveSession {
  readonly id: string
  readonly teamId: string
  readonly personId: string
  readonly by: SignInWay
  readonly startedAt: string
  /** Whether its secret is to be replaced with the next answer: the person's role has changed. */
  readonly isDue: boolean
}

/** Sessions of people: kept as digests, ended in the very transaction that deactivates the person. */
export interface PersonSessions {
  /** Starts a session and returns the secret for the cookie. @throws ProductRefusal `inactive`, `notFound`. */
  start(
    team: Team,
    personId: string,
    way: { by: SignInWay; client: string; endsAt?: string | undefined },
    actor: Actor,
  ): Promise<string>
  /** The session behind a secret; undefined when it is unknown, over, or its person is not active in the team. */
  find(secret: string): Promise<LiveSession | undefined>
  /**
   * Replaces the secret of a session that is due; the one before is good for as long as requests on their way take.
   * Undefined: another request was quicker.
   */
  renew(session: LiveSession, secret: string): Promise<string | undefined>
  list(team: Team, personId: string): Promise<Omit<PersonSession, 'isCurrent'>[]>
  end(team: Team, personId: string, sessionId: string, actor: Actor): Promise<void>
  endAll(team: Team, personId: string, actor: Actor): Promise<void>
  /** Ends every session of the team that began by a link, save those of owners: somebody has to be able to mend a sign-on that fails. */
  endLinked(team: Team, actor: Actor): Promise<void>
  /** Whether a secret is that of a session of the team that is alive; asking does not keep it alive. */
  isAlive(team: Team, secret: string): Promise<boolean>
}

/** One-time links into a team. */
export interface SignInLinks {
  /** A key for an active person: short-lived, single use. @throws ProductRefusal `inactive`, `notFound`. */
  create(team: Team, personId: string, actor: Actor): Promise<{ key: string; expiresAt: string }>
  /** Spends a key of a sign-in link or an invitation: the member it lets in, made active by an invitation. @throws ProductRefusal `badLink`, `inactive`, `seats`. */
  spend(team: Team, key: string, actor: Actor): Promise<Member>
}

/** The audit log: rows are added and never changed. */
export interface AuditLog {
  /** Adds a row that stands beside no other write of the product. */
  note(team: Team, entry: AuditEntry): Promise<void>
  /** Newest first; `before` is a row's id. */
  page(team: Team, query: { before?: string | undefined; count: number }): Promise<AuditPage>
  /** All rows, oldest first, in portions. */
  all(team: Team): AsyncIterable<AuditRow>
}

/** What is written into the audit log. */
export interface AuditEntry {
  readonly actor: Actor
  readonly action: AuditAction
  readonly subject: AuditRow['subject']
  readonly before?: AuditRow['before']
  readonly after?: AuditRow['after']
}

/** The product around SCIM: what a write of a User means for a team, and everything a team does by hand. */
export interface Product {
  /** For the SCIM router. */
  readonly hooks: LifecycleHooks
  readonly members: Members
  readonly spaces: Spaces
  readonly sessions: PersonSessions
  readonly signInLinks: SignInLinks
  readonly audit: AuditLog
}

/** Why the product refuses: `code` for programs, the message for a person. */
export class ProductRefusal extends Error {
  override readonly name = 'ProductRefusal'
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string) {
    super(message)
    this.code = code
  }
}

/** Why the product refuses. */
export type RefusalCode =
  | 'forbidden'
  | 'notFound'
  | 'lastOwner'
  | 'seats'
  | 'taken'
  | 'inactive'
  | 'badLink'
  | 'invalid'
