import type { AuditRow, DocumentChange, NewDocument } from '@scimulator/admin-api'
import type { DocumentView } from '../records/spaces.ts'
import { mayHandOverDocument } from '../rules/access.ts'
import { note, type Work } from '../work.ts'
import { accessTo, assertCanBeLetIn, findDocument, findSpace, forbidden, type Viewer } from './viewer.ts'

/** Makes a document of the viewer's own in a space they may enter; tells its id. */
export async function createDocument(work: Work, viewer: Viewer, document: NewDocument): Promise<string> {
  const { spaceId, title, body } = document
  const { records, team, at } = work
  await findSpace(records, team, viewer, spaceId)
  const id = work.newId()
  const ownerId = viewer.personId
  await records.addDocument({ teamId: team.id, id, spaceId, title, body, ownerId, createdAt: at, changedAt: at })
  await note(work, { action: 'document.created', subject: subjectOf({ id, title }), after: { title, spaceId } })
  return id
}

/** Changes a document's text, or gives it away. */
export async function changeDocument(
  work: Work,
  viewer: Viewer,
  documentId: string,
  change: DocumentChange,
): Promise<void> {
  const { records, team, at } = work
  const document = await findDocument(records, team, viewer, documentId)
  const { title = document.title, body = document.body, ownerId = document.ownerId } = change
  const isGiven = ownerId !== null && ownerId !== document.ownerId
  if (isGiven && !mayHandOverDocument(viewer.role, accessTo(document, viewer))) throw forbidden()
  if (isGiven) await assertCanBeLetIn(records, team, ownerId)
  if (!isGiven && title === document.title && body === document.body) return
  await records.putDocument({ ...document, title, body, ownerId, changedAt: at })
  await note(work, {
    action: 'document.changed',
    subject: subjectOf({ id: documentId, title }),
    before: facts(document),
    after: facts({ title, body, ownerId }),
  })
}

/** Shares a document with somebody, or takes that back. */
export async function shareDocument(
  work: Work,
  viewer: Viewer,
  documentId: string,
  personId: string,
  isShared: boolean,
): Promise<void> {
  const { records, team } = work
  const document = await findDocument(records, team, viewer, documentId)
  if (!mayHandOverDocument(viewer.role, accessTo(document, viewer))) throw forbidden()
  if (isShared) await assertCanBeLetIn(records, team, personId)
  if (!(await records.setShared(team.id, documentId, personId, isShared))) return
  await note(work, {
    action: isShared ? 'document.shared' : 'document.unshared',
    subject: subjectOf(document),
    before: { personId, isShared: !isShared },
    after: { personId, isShared },
  })
}

function subjectOf({ id, title }: Pick<DocumentView, 'id' | 'title'>): AuditRow['subject'] {
  return { kind: 'document', id, name: title }
}

// How long the text is, not what it says: the log is for whoever may not read it, too.
function facts({ title, body, ownerId }: Pick<DocumentView, 'title' | 'body' | 'ownerId'>): AuditRow['before'] {
  return { title, characters: body.length, ownerId }
}
