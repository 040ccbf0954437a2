import type { Document, Space } from '@scimulator/admin-api'
import type { Team } from '../../teams/team.ts'
import type { Actor, Spaces } from '../product.ts'
import type { RecordReader } from '../records/records.ts'
import { mayEnterSpace, mayOpenDocument } from '../rules/access.ts'
import { doWork, type ProductContext, type Work } from '../work.ts'
import { changeDocument, createDocument, shareDocument } from './document-changes.ts'
import { changeSpace, createSpace, setPerson, viewerOf } from './space-changes.ts'
import { toDocument, toSpace } from './space-views.ts'
import { accessTo, findDocument, findSpace, findViewer, notFound, type Viewer } from './viewer.ts'

/** Spaces and documents over the product's records. */
export function createSpaces(context: ProductContext): Spaces {
  const { read } = context.records

  // Whoever has just given away a document may not see it any more, but they are told what they did.
  function change<T>(
    team: Team,
    viewerId: string,
    actor: Actor,
    show: (records: RecordReader, team: Team, viewerId: string, id: string) => Promise<T>,
    act: (work: Work, viewer: Viewer) => Promise<string>,
  ): Promise<T> {
    return doWork(context, team, actor, async (work) => {
      const viewer = await viewerOf(work, viewerId)
      return show(work.records, team, viewerId, await act(work, viewer))
    })
  }

  return {
    async list(team, viewerId) {
      const { personId, role } = await findViewer(read, team, viewerId)
      const [spaces, people] = await Promise.all([read.spaces(team.id, personId), read.peopleInSpaces(team.id)])
      return spaces.filter((space) => mayEnterSpace(role, space)).map((space) => toSpace(space, people))
    },
    async get(team, viewerId, spaceId) {
      await findSpace(read, team, await findViewer(read, team, viewerId), spaceId)
      return showSpace(read, team, viewerId, spaceId)
    },
    create: (team, viewerId, space, actor) =>
      change(team, viewerId, actor, showSpace, (work, viewer) => createSpace(work, viewer, space)),
    change: (team, viewerId, spaceId, changes, actor) =>
      change(team, viewerId, actor, showSpace, async (work, viewer) => {
        await changeSpace(work, viewer, spaceId, changes)
        return spaceId
      }),
    setPerson: (team, viewerId, spaceId, personId, isIn, actor) =>
      change(team, viewerId, actor, showSpace, async (work, viewer) => {
        await setPerson(work, viewer, spaceId, personId, isIn)
        return spaceId
      }),
    async documents(team, viewerId, spaceId) {
      const viewer = await findViewer(read, team, viewerId)
      if (spaceId !== undefined) await findSpace(read, team, viewer, spaceId)
      const [documents, shares] = await Promise.all([read.documents(team.id, viewerId, spaceId), read.shares(team.id)])
      return documents
        .filter((document) => mayOpenDocument(viewer.role, accessTo(document, viewer)))
        .map((document) => toDocument(document, shares))
    },
    async document(team, viewerId, documentId) {
      await findDocument(read, team, await findViewer(read, team, viewerId), documentId)
      return showDocument(read, team, viewerId, documentId)
    },
    createDocument: (team, viewerId, document, actor) =>
      change(team, viewerId, actor, showDocument, (work, viewer) => createDocument(work, viewer, document)),
    changeDocument: (team, viewerId, documentId, changes, actor) =>
      change(team, viewerId, actor, showDocument, async (work, viewer) => {
        await changeDocument(work, viewer, documentId, changes)
        return documentId
      }),
    share: (team, viewerId, documentId, personId, isShared, actor) =>
      change(team, viewerId, actor, showDocument, async (work, viewer) => {
        await shareDocument(work, viewer, documentId, personId, isShared)
        return documentId
      }),
  }
}

async function showSpace(records: RecordReader, team: Team, viewerId: string, spaceId: string): Promise<Space> {
  const space = await records.space(team.id, viewerId, spaceId)
  if (space === undefined) throw notFound()
  return toSpace(space, await records.peopleInSpaces(team.id, spaceId))
}

async function showDocument(
  records: RecordReader,
  team: Team,
  viewerId: string,
  documentId: string,
): Promise<Document> {
  const document = await records.document(team.id, viewerId, documentId)
  if (document === undefined) throw notFound()
  return toDocument(document, await records.shares(team.id, documentId))
}
