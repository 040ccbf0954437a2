import { z } from 'zod'

/** What a bearer token of a team may do: everything, or only read. */
export const tokenAccessSchema = z.enum(['readWrite', 'read'])
/** What a bearer token of a team may do. */
export type TokenAccess = z.infer<typeof tokenAccessSchema>

/** A bearer token of a team; never the secret. */
export const teamTokenSchema = z.object({
  id: z.string(),
  label: z.string(),
  access: tokenAccessSchema,
  /** Names of the resource types it opens; null: all. */
  resourceTypes: z.array(z.string()).nullable(),
  /** SCIM id of the User it speaks for, by `/Me` alone; null: it speaks for the identity provider. */
  subject: z.string().nullable(),
  createdAt: z.string(),
  /** Null: it has no end, as tokens of whoever runs the server. */
  expiresAt: z.string().nullable(),
  /** Null: never. */
  lastUsedAt: z.string().nullable(),
})
/** A bearer token of a team. */
export type TeamToken = z.infer<typeof teamTokenSchema>

/** Answer of `GET /api/teams/:team/tokens`. */
export const teamTokensSchema = z.object({ tokens: z.array(teamTokenSchema) })
/** The bearer tokens of a team. */
export type TeamTokens = z.infer<typeof teamTokensSchema>

/** Asks for a token of a team. */
export const issueTokenSchema = z.strictObject({
  label: z.string().trim().min(1).max(100),
  access: tokenAccessSchema,
  /** Absent: all. */
  resourceTypes: z.array(z.string().max(100)).min(1).max(100).exactOptional(),
  /** Person it shall speak for, by `/Me` alone. */
  personId: z.string().max(200).exactOptional(),
  /** Default 365. */
  expiresInDays: z.int().min(1).max(3650).exactOptional(),
})
/** Asks for a token of a team. */
export type IssueToken = z.infer<typeof issueTokenSchema>

/** A new token with its secret, shown in this answer and never again. */
export const issuedTokenSchema = teamTokenSchema.extend({ token: z.string() })
/** A new token with its secret. */
export type IssuedToken = z.infer<typeof issuedTokenSchema>
