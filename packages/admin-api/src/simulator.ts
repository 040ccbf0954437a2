import { z } from 'zod'
import { evidenceMarkSchema } from './run.ts'

/** A choice of an admin's action, as the console's form has it. */
export const simulatorActionOptionSchema = z.object({
  id: z.string(),
  summary: z.string(),
  /** The values there are; absent: free text. */
  values: z.array(z.string()).exactOptional(),
  /** Absent: the order must say. */
  default: z.string().exactOptional(),
})
/** A choice of an admin's action. */
export type SimulatorActionOption = z.infer<typeof simulatorActionOptionSchema>

/** Something a vendor's admin orders, under the vendor's own label. */
export const simulatorActionSchema = z.object({
  id: z.string(),
  label: z.string(),
  summary: z.string(),
  /** What an order must name. */
  needs: z.array(z.enum(['person', 'group', 'changes'])),
  options: z.array(simulatorActionOptionSchema),
  mark: evidenceMarkSchema,
  source: z.string(),
})
/** Something a vendor's admin orders. */
export type SimulatorAction = z.infer<typeof simulatorActionSchema>

/** A profile as a person chooses it. */
export const profileSummarySchema = z.object({
  id: z.string(),
  label: z.string(),
  summary: z.string(),
  mark: evidenceMarkSchema,
  scenarios: z.array(
    z.object({
      id: z.string(),
      summary: z.string(),
      /** Settings with their defaults: what `options` of a run request may say; absent: there are none. */
      options: z.record(z.string(), z.union([z.number(), z.string()])).exactOptional(),
    }),
  ),
  /** Size of the catalogue of request shapes. */
  shapes: z.number().int(),
  quirks: z.array(z.object({ id: z.string(), summary: z.string(), mark: evidenceMarkSchema, source: z.string() })),
  /** What the vendor's admin can order. */
  actions: z.array(simulatorActionSchema).exactOptional(),
  /** What the document of settings stands for; absent: this profile takes none. */
  settings: z.object({ summary: z.string(), mark: evidenceMarkSchema, source: z.string() }).exactOptional(),
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

/** What stands for the settings of an app in the vendor's console, in the form of the profile. */
export const settingsDocumentSchema = z.record(z.string(), z.unknown())
/** What stands for the settings of an app in the vendor's console. */
export type SettingsDocument = z.infer<typeof settingsDocumentSchema>

/** Knobs of a profile that an order sets, by id. */
const knobValuesSchema = z.record(z.string().max(100), z.string().max(1000))

/** What a control API (and so `Run sync` in the dashboard) takes to play a scenario. */
export const runRequestSchema = z.strictObject({
  profile: z.string().optional(),
  scenario: z.string().optional(),
  /** Settings of the scenario, by id; those left out have their defaults. */
  options: z.record(z.string().max(100), z.string().max(1000)).optional(),
  /** As the vendor's admin types it; absent = the demo team's address. */
  target: z.string().max(2000).optional(),
  token: z.string().max(4000).optional(),
  /** `TEAM` of our own server: the server fills in target and token; a simulator keeps what it learnt under this name. */
  team: z.string().optional(),
  users: z.number().int().min(1).max(10_000).optional(),
  groups: z.number().int().min(0).max(1_000).optional(),
  seed: z.string().max(100).optional(),
  trigger: z.enum(['demo', 'dashboard', 'control']).optional(),
  /** The document of the app's settings from this run on; absent: as saved, else the vendor's defaults. */
  settings: settingsDocumentSchema.optional(),
  /** Knobs of the profile, by id; those left out have their defaults. */
  knobs: knobValuesSchema.optional(),
  /** Failures on the way to the target, as `--fault` takes them: `reset:method=POST,count=1`. */
  faults: z.array(z.string().min(1).max(500)).max(20).optional(),
})
/** What a control API takes to play a scenario. */
export type RunRequest = z.infer<typeof runRequestSchema>

const subject = z.string().min(1).max(256)
const value = z.string().max(1000)

/** New values for attributes of a person; an empty text clears `title`, `department` and `manager`. */
export const personChangesSchema = z.strictObject({
  userName: subject.exactOptional(),
  givenName: subject.exactOptional(),
  familyName: subject.exactOptional(),
  displayName: subject.exactOptional(),
  email: subject.exactOptional(),
  title: value.exactOptional(),
  department: value.exactOptional(),
  /** userName of the manager. */
  manager: value.exactOptional(),
})
/** New values for attributes of a person. */
export type PersonChanges = z.infer<typeof personChangesSchema>

/** What a control API takes to play one action of the vendor's admin, on the saved directory. */
export const actionOrderSchema = runRequestSchema
  .pick({
    profile: true,
    target: true,
    token: true,
    team: true,
    trigger: true,
    settings: true,
    knobs: true,
    faults: true,
  })
  .extend({
    /** userName of a person in the simulator's directory. */
    person: subject.optional(),
    /** displayName of a group in the simulator's directory. */
    group: subject.optional(),
    changes: personChangesSchema.optional(),
    options: z.record(z.string().max(100), value).optional(),
  })
/** What a control API takes to play one action of the vendor's admin. */
export type SimulatorActionOrder = z.infer<typeof actionOrderSchema>

/** The document `scimulator act VENDOR --json` prints without an action: what there is to order. */
export const actionsDocumentSchema = z.object({
  vendor: z.string(),
  profile: z.string(),
  actions: z.array(simulatorActionSchema),
})
/** The document `scimulator act VENDOR --json` prints without an action. */
export type ActionsDocument = z.infer<typeof actionsDocumentSchema>
