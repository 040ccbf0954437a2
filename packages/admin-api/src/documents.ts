import { z } from 'zod'
import { oneTimeLinkSchema, roleSchema } from './product/people.ts'
import { issuedTokenSchema, teamTokensSchema } from './token.ts'

const addressesSchema = z.object({
  /** Path form: works in every client. */
  url: z.string(),
  /** Host form: TEAM.localhost. */
  hostUrl: z.string(),
  token: z.string(),
})

/** A team with what its admin copies, token included: printed to whoever started the server, never sent. */
export const printedTeamSchema = z.object({
  name: z.string(),
  vendor: z.string().nullable(),
  scimUrl: z.string(),
  hostUrl: z.string(),
  token: z.string(),
})
/** A team with what its admin copies. */
export type PrintedTeam = z.infer<typeof printedTeamSchema>

/** The line `serve --json` prints when the server is ready. */
export const serveDocumentSchema = z.object({
  url: z.string(),
  scim: addressesSchema,
  team: z.string(),
  /** Opens the dashboard once. */
  signIn: z.string(),
  teams: z.array(printedTeamSchema),
})
/** The line `serve --json` prints. */
export type ServeDocument = z.infer<typeof serveDocumentSchema>

/** A one-time link for somebody of a team, as it is printed to whoever runs the server. */
export const printedLinkSchema = oneTimeLinkSchema.extend({
  team: z.string(),
  personId: z.string(),
  userName: z.string(),
  role: roleSchema,
})
/** A one-time link for somebody of a team. */
export type PrintedLink = z.infer<typeof printedLinkSchema>

/** What `scimulator support purge --json` prints. */
export const purgeDocumentSchema = z.object({ team: z.string(), purged: z.string() })
/** What `scimulator support purge --json` prints. */
export type PurgeDocument = z.infer<typeof purgeDocumentSchema>

/** What `scimulator team owner --json` prints: whoever owns the team now, or is invited to by the link. */
export const ownerDocumentSchema = z.object({
  team: z.string(),
  personId: z.string(),
  userName: z.string(),
  /** Null: they are in the team already. */
  link: oneTimeLinkSchema.nullable(),
})
/** What `scimulator team owner --json` prints. */
export type OwnerDocument = z.infer<typeof ownerDocumentSchema>

/** What `scimulator token create --json` prints: the secret this once. */
export const tokenDocumentSchema = issuedTokenSchema.extend({ team: z.string() })
/** What `scimulator token create --json` prints. */
export type TokenDocument = z.infer<typeof tokenDocumentSchema>

/** What `scimulator token list --json` prints. */
export const tokensDocumentSchema = teamTokensSchema.extend({ team: z.string() })
/** What `scimulator token list --json` prints. */
export type TokensDocument = z.infer<typeof tokensDocumentSchema>

/** What `scimulator token revoke --json` prints. */
export const revokedDocumentSchema = z.object({ team: z.string(), revoked: z.string() })
/** What `scimulator token revoke --json` prints. */
export type RevokedDocument = z.infer<typeof revokedDocumentSchema>

/** The line `npm start -- --json` prints when the demo runs are done. */
export const startDocumentSchema = z.object({
  url: z.string(),
  signIn: z.string(),
  teams: z.array(printedTeamSchema),
  simulators: z.array(z.string()),
  /** One for an owner, an admin and a member of each team, as long as they are active. */
  signInLinks: z.array(printedLinkSchema),
  runs: z.array(z.object({ id: z.string(), vendor: z.string(), verdict: z.enum(['pass', 'fail']).nullable() })),
})
/** The line `npm start -- --json` prints. */
export type StartDocument = z.infer<typeof startDocumentSchema>
