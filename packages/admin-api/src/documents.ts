import { z } from 'zod'

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

/** The line `npm start -- --json` prints when the demo runs are done. */
export const startDocumentSchema = z.object({
  url: z.string(),
  signIn: z.string(),
  teams: z.array(printedTeamSchema),
  simulators: z.array(z.string()),
  runs: z.array(z.object({ id: z.string(), vendor: z.string(), verdict: z.enum(['pass', 'fail']).nullable() })),
})
/** The line `npm start -- --json` prints. */
export type StartDocument = z.infer<typeof startDocumentSchema>
