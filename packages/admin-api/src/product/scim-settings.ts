import { z } from 'zod'

/** What profile data of the identity provider does to a team's profiles: it is applied, or answered with success and left. */
export const profilePolicySchema = z.enum(['apply', 'keep'])
/** What profile data of the identity provider does to a team's profiles. */
export type ProfilePolicy = z.infer<typeof profilePolicySchema>

/** The page *SCIM Provisioning* of a team. */
export const scimSettingsSchema = z.object({
  enabled: z.boolean(),
  /** Why it cannot be switched on now; null when it can. */
  blockedBy: z.enum(['saml', 'plan']).nullable(),
  /** The three forms an admin copies. */
  urls: z.object({
    /** Bare name of the team. */
    subdomain: z.string(),
    /** Address that `/scim/v2` is appended to. */
    origin: z.string(),
    complete: z.string(),
    /** The complete form with the team's name in the host; null where the server has a public address. */
    host: z.string().nullable(),
  }),
  /** The token the identity provider uses; null before the first one is made. Never the secret. */
  token: z
    .object({
      id: z.string(),
      /** What the page shows instead of the secret, such as `scim_****…****`. */
      mask: z.string(),
      createdAt: z.string(),
      expiresAt: z.string().nullable(),
      lastUsedAt: z.string().nullable(),
      /** `User-Agent` of the last request, and which client that most likely is. */
      lastClient: z.string().nullable(),
    })
    .nullable(),
  profilePolicy: profilePolicySchema,
  /** Whether a userName must look like an e-mail address. */
  emailUserNames: z.boolean(),
  seats: z.object({ used: z.number().int(), limit: z.number().int().nullable() }),
})
/** The page *SCIM Provisioning* of a team. */
export type ScimSettings = z.infer<typeof scimSettingsSchema>

/** What changes the SCIM settings besides the token. */
export const scimSettingsChangeSchema = z.strictObject({
  enabled: z.boolean().exactOptional(),
  profilePolicy: profilePolicySchema.exactOptional(),
  emailUserNames: z.boolean().exactOptional(),
})
/** What changes the SCIM settings besides the token. */
export type ScimSettingsChange = z.infer<typeof scimSettingsChangeSchema>

/** Asks for a new token: the tick says that the old one ends at once. */
export const rotateTokenSchema = z.strictObject({ endsOldToken: z.literal(true) })
/** Asks for a new token. */
export type RotateToken = z.infer<typeof rotateTokenSchema>

/** A new token, shown in this answer and never again. */
export const newTokenSchema = z.object({ token: z.string(), settings: scimSettingsSchema })
/** A new token. */
export type NewToken = z.infer<typeof newTokenSchema>
