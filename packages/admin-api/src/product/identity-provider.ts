import { z } from 'zod'

/** What a simulator's SAML app is told of the service provider. The team's directory at the simulator is known under this name. */
export const samlAppRequestSchema = z.strictObject({
  team: z.string(),
  entityId: z.string(),
  acsUrl: z.url(),
})
/** What a simulator's SAML app is told of the service provider. */
export type SamlAppRequest = z.infer<typeof samlAppRequestSchema>

/** A simulator's SAML app, ready to sign people in. */
export const samlAppSchema = z.object({
  metadataUrl: z.url(),
  /** Where a person starts at the identity provider. */
  startUrl: z.url(),
})
/** A simulator's SAML app. */
export type SamlApp = z.infer<typeof samlAppSchema>

/** Names a team. */
export const teamChoiceSchema = z.strictObject({ team: z.string() })
/** Names a team. */
export type TeamChoice = z.infer<typeof teamChoiceSchema>
