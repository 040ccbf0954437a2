import { z } from 'zod'
import { teamGroupSchema, teamUserSchema } from './admin.ts'
import { exchangeSchema, expectedSchema, findingSchema, runSchema, stepSchema } from './run.ts'

/** Answer of `GET /api/runs`: newest first. */
export const runListSchema = z.object({ runs: z.array(runSchema) })
/** Answer of `GET /api/runs`. */
export type RunList = z.infer<typeof runListSchema>

/** Answer of `GET /api/runs/{id}`: a run with all but its exchanges. */
export const runDetailSchema = z.object({
  run: runSchema,
  steps: z.array(stepSchema),
  findings: z.array(findingSchema),
  /** Absent while the run goes on, and where the simulator has not said it. */
  expected: expectedSchema.exactOptional(),
})
/** Answer of `GET /api/runs/{id}`. */
export type RunDetail = z.infer<typeof runDetailSchema>

/** Answer of `GET /api/runs/{id}/exchanges`: in order. */
export const exchangeListSchema = z.object({ exchanges: z.array(exchangeSchema) })
/** Answer of `GET /api/runs/{id}/exchanges`. */
export type ExchangeList = z.infer<typeof exchangeListSchema>

/** Answer of `GET /api/teams/{team}/users`: one page of the team's people. */
export const teamUserPageSchema = z.object({ totalResults: z.number().int(), users: z.array(teamUserSchema) })
/** Answer of `GET /api/teams/{team}/users`. */
export type TeamUserPage = z.infer<typeof teamUserPageSchema>

/** Answer of `GET /api/teams/{team}/groups`: the first groups by name. */
export const teamGroupPageSchema = z.object({ totalResults: z.number().int(), groups: z.array(teamGroupSchema) })
/** Answer of `GET /api/teams/{team}/groups`. */
export type TeamGroupPage = z.infer<typeof teamGroupPageSchema>

/** Answer of `GET /api/sign-in-link`: opens the dashboard once. */
export const signInLinkSchema = z.object({ url: z.string() })
/** Answer of `GET /api/sign-in-link`. */
export type SignInLink = z.infer<typeof signInLinkSchema>
