import { z } from 'zod'

/** Somebody as a page names them. */
export const personNameSchema = z.object({ personId: z.string(), displayName: z.string() })
/** Somebody as a page names them. */
export type PersonName = z.infer<typeof personNameSchema>

/** A space: where documents lie. Anybody of the team may enter an open one, only the people in it an invite-only one. */
export const spaceSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['open', 'invite-only']),
  people: z.array(personNameSchema),
  documents: z.number().int(),
  changedAt: z.string(),
})
/** A space. */
export type Space = z.infer<typeof spaceSchema>

/** A document. Its owner may be inactive; the document stays. */
export const documentSchema = z.object({
  id: z.string(),
  spaceId: z.string(),
  title: z.string(),
  body: z.string(),
  owner: personNameSchema,
  ownerState: z.enum(['active', 'inactive', 'invited']),
  /** People it is shared with beside those of its space. */
  sharedWith: z.array(personNameSchema),
  createdAt: z.string(),
  changedAt: z.string(),
})
/** A document. */
export type Document = z.infer<typeof documentSchema>

/** Makes a space. */
export const newSpaceSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  kind: z.enum(['open', 'invite-only']),
})
/** Makes a space. */
export type NewSpace = z.infer<typeof newSpaceSchema>

/** Changes a space. */
export const spaceChangeSchema = z.strictObject({
  name: newSpaceSchema.shape.name.exactOptional(),
  kind: newSpaceSchema.shape.kind.exactOptional(),
})
/** Changes a space. */
export type SpaceChange = z.infer<typeof spaceChangeSchema>

/** Makes a document in a space. */
export const newDocumentSchema = z.strictObject({
  spaceId: z.string(),
  title: z.string().trim().min(1).max(200),
  body: z.string().max(100_000),
})
/** Makes a document in a space. */
export type NewDocument = z.infer<typeof newDocumentSchema>

/** Changes a document. */
export const documentChangeSchema = z.strictObject({
  title: z.string().trim().min(1).max(200).exactOptional(),
  body: z.string().max(100_000).exactOptional(),
  /** Gives the document to somebody else of the team. */
  ownerId: z.string().exactOptional(),
})
/** Changes a document. */
export type DocumentChange = z.infer<typeof documentChangeSchema>
