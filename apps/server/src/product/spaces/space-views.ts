import type { Document, PersonName, Space } from '@scimulator/admin-api'
import { toInstant } from '../people/to-member.ts'
import { REMOVED_PERSON } from '../records/audit.ts'
import type { DocumentView, PersonAt, SpaceView } from '../records/spaces.ts'

/** Stands for the id of somebody whose data has been erased. */
export const REMOVED_PERSON_ID = 'removed'

/** A space as the API shows it. */
export function toSpace({ id, name, kind, documents, changedAt }: SpaceView, people: readonly PersonAt[]): Space {
  return { id, name, kind, people: namesAt(people, id), documents, changedAt: toInstant(changedAt) }
}

/** A document as the API shows it. */
export function toDocument(document: DocumentView, shares: readonly PersonAt[]): Document {
  const { id, spaceId, title, body, ownerId, ownerName, ownerState } = document
  return {
    id,
    spaceId,
    title,
    body,
    owner: { personId: ownerId ?? REMOVED_PERSON_ID, displayName: ownerName ?? REMOVED_PERSON },
    ownerState: ownerState ?? 'inactive',
    sharedWith: namesAt(shares, id),
    createdAt: toInstant(document.createdAt),
    changedAt: toInstant(document.changedAt),
  }
}

function namesAt(people: readonly PersonAt[], id: string): PersonName[] {
  return people.filter(({ at }) => at === id).map(({ personId, displayName }) => ({ personId, displayName }))
}
