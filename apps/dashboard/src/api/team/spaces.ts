import {
  type Document,
  type DocumentChange,
  documentSchema,
  type NewDocument,
  type NewSpace,
  type Space,
  type SpaceChange,
  spaceSchema,
} from '@scimulator/admin-api'
import { queryOptions, type UseMutationResult } from '@tanstack/react-query'
import { z } from 'zod'
import { getJson, postJson, sendJson, withQuery } from '../client.ts'
import { teamPath } from './path.ts'
import { useTeamChange } from './use-team-change.ts'

/** A person let in or taken out. */
export interface Admission {
  personId: string
  isIn: boolean
}

/** The spaces of a team that the person may enter. */
export const spacesQuery = (team: string) =>
  queryOptions({
    queryKey: ['team', team, 'spaces'],
    queryFn: ({ signal }) => getJson(teamPath(team, 'spaces'), z.array(spaceSchema), signal),
  })

/** One space. */
export const spaceQuery = (team: string, space: string) =>
  queryOptions({
    queryKey: ['team', team, 'space', space],
    queryFn: ({ signal }) => getJson(teamPath(team, 'spaces', space), spaceSchema, signal),
  })

/** The documents that the person may open, of one space or of all. */
export const documentsQuery = (team: string, space?: string) =>
  queryOptions({
    queryKey: ['team', team, 'documents', space ?? null],
    queryFn: ({ signal }) =>
      getJson(withQuery(teamPath(team, 'documents'), { space }), z.array(documentSchema), signal),
  })

/** One document. */
export const documentQuery = (team: string, document: string) =>
  queryOptions({
    queryKey: ['team', team, 'document', document],
    queryFn: ({ signal }) => getJson(teamPath(team, 'documents', document), documentSchema, signal),
  })

/** Makes a space. */
export function useCreateSpace(team: string): UseMutationResult<Space, Error, NewSpace> {
  return useTeamChange(team, (space: NewSpace) => postJson(teamPath(team, 'spaces'), space, spaceSchema))
}

/** Renames a space, opens or closes it. */
export function useChangeSpace(team: string, space: string): UseMutationResult<Space, Error, SpaceChange> {
  return useTeamChange(team, (change: SpaceChange) =>
    sendJson('PATCH', teamPath(team, 'spaces', space), change, spaceSchema),
  )
}

/** Lets somebody into a space, or takes them out. */
export function useAdmit(team: string, space: string): UseMutationResult<Space, Error, Admission> {
  return useTeamChange(team, ({ personId, isIn }: Admission) =>
    sendJson(isIn ? 'PUT' : 'DELETE', teamPath(team, 'spaces', space, 'people', personId), undefined, spaceSchema),
  )
}

/** Makes a document. */
export function useCreateDocument(team: string): UseMutationResult<Document, Error, NewDocument> {
  return useTeamChange(team, (document: NewDocument) => postJson(teamPath(team, 'documents'), document, documentSchema))
}

/** Changes a document, or gives it away. */
export function useChangeDocument(team: string, document: string): UseMutationResult<Document, Error, DocumentChange> {
  return useTeamChange(team, (change: DocumentChange) =>
    sendJson('PATCH', teamPath(team, 'documents', document), change, documentSchema),
  )
}

/** Shares a document with somebody, or takes that back. */
export function useShare(team: string, document: string): UseMutationResult<Document, Error, Admission> {
  return useTeamChange(team, ({ personId, isIn }: Admission) =>
    sendJson(
      isIn ? 'PUT' : 'DELETE',
      teamPath(team, 'documents', document, 'shares', personId),
      undefined,
      documentSchema,
    ),
  )
}
