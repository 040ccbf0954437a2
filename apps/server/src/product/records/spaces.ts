import type { MembershipState, Space } from '@scimulator/admin-api'

/** A space. Instants are milliseconds since the epoch. */
export interface SpaceRecord {
  readonly teamId: string
  readonly id: string
  readonly name: string
  readonly kind: Space['kind']
  readonly changedAt: number
}

/** A space as one person stands to it. */
export interface SpaceView extends SpaceRecord {
  readonly isIn: boolean
  readonly documents: number
}

/** A document. */
export interface DocumentRecord {
  readonly teamId: string
  readonly id: string
  readonly spaceId: string
  readonly title: string
  readonly body: string
  /** Null once the owner's data has been erased. */
  readonly ownerId: string | null
  readonly createdAt: number
  readonly changedAt: number
}

/** A document as one person stands to it. */
export interface DocumentView extends DocumentRecord {
  readonly ownerName: string | null
  readonly ownerState: MembershipState | null
  readonly spaceKind: Space['kind']
  readonly isIn: boolean
  readonly isShared: boolean
}

/** A person who is in a space, or whom a document is shared with. */
export interface PersonAt {
  /** Id of the space or document. */
  readonly at: string
  readonly personId: string
  readonly displayName: string
}

/** Reads spaces and documents. What a person may see of them is for the rules to say. */
export interface SpaceReader {
  /** Ordered by name. */
  spaces(teamId: string, viewerId: string): Promise<readonly SpaceView[]>
  space(teamId: string, viewerId: string, spaceId: string): Promise<SpaceView | undefined>
  /** People in one space or, without it, in all. */
  peopleInSpaces(teamId: string, spaceId?: string): Promise<readonly PersonAt[]>
  /** The last changed first. */
  documents(teamId: string, viewerId: string, spaceId?: string): Promise<readonly DocumentView[]>
  document(teamId: string, viewerId: string, documentId: string): Promise<DocumentView | undefined>
  /** People one document or, without it, all are shared with. */
  shares(teamId: string, documentId?: string): Promise<readonly PersonAt[]>
}

/** Writes spaces and documents. */
export interface SpaceWriter {
  addSpace(space: SpaceRecord): Promise<void>
  putSpace(space: SpaceRecord): Promise<void>
  /** Lets a person in or takes them out; tells whether that changed anything. */
  setInSpace(teamId: string, spaceId: string, personId: string, isIn: boolean): Promise<boolean>
  addDocument(document: DocumentRecord): Promise<void>
  putDocument(document: DocumentRecord): Promise<void>
  /** Shares a document with a person or takes that back; tells whether that changed anything. */
  setShared(teamId: string, documentId: string, personId: string, isShared: boolean): Promise<boolean>
}
