import { z } from 'zod'
import { evidenceMarkSchema } from './run.ts'

/** A profile as a person chooses it. */
export const profileSummarySchema = z.object({
  id: z.string(),
  label: z.string(),
  summary: z.string(),
  mark: evidenceMarkSchema,
  scenarios: z.array(z.object({ id: z.string(), summary: z.string() })),
  /** Size of the catalogue of request shapes. */
  shapes: z.number().int(),
  quirks: z.array(z.object({ id: z.string(), summary: z.string(), mark: evidenceMarkSchema, source: z.string() })),
})
/** A profile as a person chooses it. */
export type ProfileSummary = z.infer<typeof profileSummarySchema>

/** A running simulator process, as it registers with the server. */
export const simulatorSchema = z.object({
  vendor: z.string(),
  label: z.string(),
  defaultProfile: z.string(),
  profiles: z.array(profileSummarySchema),
})
/** A running simulator process. */
export type Simulator = z.infer<typeof simulatorSchema>

/** Registration: the simulator and where its control API listens. The token opens the control API. */
export const simulatorRegistrationSchema = simulatorSchema.extend({
  controlUrl: z.url(),
  controlToken: z.string().min(16),
})
/** Registration of a simulator process. */
export type SimulatorRegistration = z.infer<typeof simulatorRegistrationSchema>

/** Whom a simulator's admin assigns the app of a team, or takes it from. */
export const assignmentSchema = z.strictObject({
  team: z.string(),
  /** userName of a person in the simulator's directory. */
  person: z.string().min(1).max(256),
})
/** Whom a simulator's admin assigns the app of a team, or takes it from. */
export type Assignment = z.infer<typeof assignmentSchema>

/** What a control API (and so `Run sync` in the dashboard) takes to play a scenario. */
export const runRequestSchema = z.object({
  profile: z.string().optional(),
  scenario: z.string().optional(),
  /** As the vendor's admin types it; absent = the demo team's address. */
  target: z.string().max(2000).optional(),
  token: z.string().max(4000).optional(),
  /** `TEAM` of our own server: the server fills in target and token; a simulator keeps what it learnt under this name. */
  team: z.string().optional(),
  users: z.number().int().min(1).max(10_000).optional(),
  groups: z.number().int().min(0).max(1_000).optional(),
  seed: z.string().max(100).optional(),
  trigger: z.enum(['demo', 'dashboard', 'control']).optional(),
})
/** What a control API takes to play a scenario. */
export type RunRequest = z.infer<typeof runRequestSchema>
