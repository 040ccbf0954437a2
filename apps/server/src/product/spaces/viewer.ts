import type { Role } from '@scimulator/admin-api'
import type { Team } from '../../teams/team.ts'
import { ProductRefusal } from '../product.ts'
import type { RecordReader } from '../records/records.ts'
import type { DocumentView, SpaceView } from '../records/spaces.ts'
import { type DocumentAccess, mayEnterSpace, mayOpenDocument } from '../rules/access.ts'

/** An active member, looking at what the team has. */
export interface Viewer {
  readonly personId: string
  readonly role: Role
}

/** Somebody as a viewer. @throws ProductRefusal `notFound`, `inactive`. */
export async function findViewer(records: RecordReader, team: Team, personId: string): Promise<Viewer> {
  const membership = await records.membership(team.id, personId)
  if (membership === undefined) throw notFound()
  if (membership.state !== 'active')
    throw new ProductRefusal('inactive', `"${membership.userName}" is not active in the team.`)
  return { personId, role: membership.role }
}

/** A space that the viewer may enter. @throws ProductRefusal `notFound`. */
export async function findSpace(
  records: RecordReader,
  team: Team,
  { personId, role }: Viewer,
  spaceId: string,
): Promise<SpaceView> {
  const space = await records.space(team.id, personId, spaceId)
  if (space === undefined || !mayEnterSpace(role, space)) throw notFound()
  return space
}

/** A document that the viewer may open. @throws ProductRefusal `notFound`. */
export async function findDocument(
  records: RecordReader,
  team: Team,
  viewer: Viewer,
  documentId: string,
): Promise<DocumentView> {
  const document = await records.document(team.id, viewer.personId, documentId)
  if (document === undefined || !mayOpenDocument(viewer.role, accessTo(document, viewer))) throw notFound()
  return document
}

/** How the viewer stands to a document. */
export function accessTo({ spaceKind, isIn, isShared, ownerId }: DocumentView, { personId }: Viewer): DocumentAccess {
  return { space: { kind: spaceKind, isIn }, isShared, isOwner: ownerId === personId }
}

/** What somebody may see but not do. */
export function forbidden(): ProductRefusal {
  return new ProductRefusal('forbidden', 'Your role in the team does not allow this.')
}

/** Whoever is let in somewhere has to be an active member. @throws ProductRefusal `notFound`, `inactive`. */
export async function assertCanBeLetIn(records: RecordReader, team: Team, personId: string): Promise<void> {
  await findViewer(records, team, personId)
}

/** The same whether there is no such thing or the viewer may not know of it. */
export function notFound(): ProductRefusal {
  return new ProductRefusal('notFound', 'There is nothing here that this person may see.')
}
