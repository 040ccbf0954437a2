import { z } from 'zod'

/** A certificate that an identity provider signs with. */
export const samlCertificateSchema = z.object({
  /** SHA-256 of the certificate, hexadecimal. */
  fingerprint: z.string(),
  subject: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  /** Whole days until `notAfter`; negative when over. */
  daysLeft: z.number().int(),
})
/** A certificate that an identity provider signs with. */
export type SamlCertificate = z.infer<typeof samlCertificateSchema>

/** How a team signs its people in. */
export const signOnSchema = z.object({
  /** What the identity provider's admin types. */
  serviceProvider: z.object({
    entityId: z.string(),
    acsUrl: z.string(),
    metadataUrl: z.string(),
    signInUrl: z.string(),
  }),
  /** Null until SAML is set up. */
  identityProvider: z
    .object({
      entityId: z.string(),
      ssoUrl: z.string(),
      metadataUrl: z.string().nullable(),
      /** One, or two while the identity provider changes its key. */
      certificates: z.array(samlCertificateSchema),
      setUpAt: z.string(),
    })
    .nullable(),
  /** Whether a signature may use SHA-1. */
  allowSha1: z.boolean(),
  /** Whether people may come in by their identity provider only. */
  requireSso: z.boolean(),
  /** Whether somebody the team does not know becomes a member by signing in. */
  jit: z.boolean(),
  jitRole: z.enum(['member', 'guest']),
  /** The last sign-ins that were refused, newest first, with the reason in plain words. */
  refusals: z.array(z.object({ at: z.string(), reference: z.string(), reason: z.string() })),
})
/** How a team signs its people in. */
export type SignOn = z.infer<typeof signOnSchema>

/** Sets SAML up: the metadata of the identity provider, as text or by its address. */
export const setSamlSchema = z.union([
  z.strictObject({ metadata: z.string().min(1).max(512_000) }),
  z.strictObject({ metadataUrl: z.url() }),
])
/** Sets SAML up. */
export type SetSaml = z.infer<typeof setSamlSchema>

/** Changes how people may sign in. */
export const signOnChangeSchema = z.strictObject({
  requireSso: z.boolean().exactOptional(),
  jit: z.boolean().exactOptional(),
  jitRole: z.enum(['member', 'guest']).exactOptional(),
  allowSha1: z.boolean().exactOptional(),
})
/** Changes how people may sign in. */
export type SignOnChange = z.infer<typeof signOnChangeSchema>
