import { z } from 'zod'
import { runSchema, runTriggerSchema } from './run.ts'

/** A team of the server with the addresses an admin copies; never a token. */
export const teamSchema = z.object({
  name: z.string(),
  displayName: z.string(),
  /** Machine id of the identity provider the team is set up with, null when none. */
  vendor: z.string().nullable(),
  /** Path form: works in every client. */
  scimUrl: z.string(),
  /** Host form: TEAM.localhost. */
  hostUrl: z.string(),
  users: z.number().int(),
  activeUsers: z.number().int(),
  groups: z.number().int(),
})
/** A team of the server. */
export type Team = z.infer<typeof teamSchema>

/** A person of a team as the dashboard lists them. */
export const teamUserSchema = z.object({
  id: z.string(),
  userName: z.string(),
  displayName: z.string().nullable(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  department: z.string().nullable(),
  externalId: z.string().nullable(),
  active: z.boolean(),
  groups: z.array(z.string()),
  lastModified: z.string(),
})
/** A person of a team as the dashboard lists them. */
export type TeamUser = z.infer<typeof teamUserSchema>

/** A group of a team as the dashboard lists it. */
export const teamGroupSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  members: z.array(z.object({ id: z.string(), display: z.string().nullable() })),
  lastModified: z.string(),
})
/** A group of a team as the dashboard lists it. */
export type TeamGroup = z.infer<typeof teamGroupSchema>

/** Something the server accepts beyond the RFC; `/api/tolerances` lists them. */
export const toleranceSchema = z.object({ id: z.string(), summary: z.string() })
/** Something the server accepts beyond the RFC. */
export type Tolerance = z.infer<typeof toleranceSchema>

/** What opens a run: everything known before the first request. The server gives the id. */
export const openRunSchema = runSchema
  .pick({
    vendor: true,
    vendorLabel: true,
    profile: true,
    profileLabel: true,
    scenario: true,
    target: true,
    seed: true,
    startedAt: true,
  })
  .extend({ trigger: runTriggerSchema })
/** What opens a run. */
export type OpenRun = z.infer<typeof openRunSchema>

/** Answer to opening a run: its id and its page in the dashboard. */
export const openedRunSchema = z.object({ id: z.string(), url: z.string() })
/** Answer to opening a run. */
export type OpenedRun = z.infer<typeof openedRunSchema>

/** Contents of DATA_DIR/dashboard.json (mode 0600): how local processes reach the running server. */
export const dashboardFileSchema = z.object({
  url: z.url(),
  /** Opens the ingest side of the API (`Authorization: Bearer`). */
  ingestToken: z.string().min(16),
  /** Demo teams by vendor: where a sync without a target goes. */
  demoTeams: z.record(z.string(), z.object({ team: z.string(), scimUrl: z.string(), token: z.string() })),
})
/** Contents of DATA_DIR/dashboard.json. */
export type DashboardFile = z.infer<typeof dashboardFileSchema>

/** What `/api/events` streams (`event: run` and `event: team`, data as JSON). */
export const liveEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), run: runSchema }),
  z.object({ type: z.literal('team'), team: z.string() }),
])
/** What `/api/events` streams. */
export type LiveEvent = z.infer<typeof liveEventSchema>

/** Errors of the dashboard's API. */
export const apiErrorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) })
/** Errors of the dashboard's API. */
export type ApiError = z.infer<typeof apiErrorSchema>
