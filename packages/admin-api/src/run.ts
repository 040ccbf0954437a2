import { z } from 'zod'

/** How a vendor behaviour is known. */
export const evidenceMarkSchema = z.enum(['captured', 'vendor-docs', 'other-guide', 'inferred'])
/** How a vendor behaviour is known. */
export type EvidenceMark = z.infer<typeof evidenceMarkSchema>

/** What a step is about. */
export const subjectSchema = z.object({
  kind: z.enum(['connection', 'directory', 'user', 'group']),
  /** userName, displayName or the name of the thing. */
  name: z.string(),
})
/** What a step is about. */
export type Subject = z.infer<typeof subjectSchema>

/** What a step does to its subject: a closed list shared by all vendors. */
export const stepActionSchema = z.enum([
  'testConnection',
  'import',
  'create',
  'link',
  'update',
  'deactivate',
  'reactivate',
  'remove',
  'createGroup',
  'linkGroup',
  'updateGroup',
  'renameGroup',
  'addMembers',
  'removeMembers',
  'removeGroup',
  'verify',
])
/** What a step does to its subject. */
export type StepAction = z.infer<typeof stepActionSchema>

/** How a step ended; `notSent` = the vendor sends nothing here, the reason says why. */
export const stepOutcomeSchema = z.enum(['succeeded', 'failed', 'skipped', 'notSent'])
/** How a step ended. */
export type StepOutcome = z.infer<typeof stepOutcomeSchema>

/** A wait of the vendor's own schedule that was skipped: nobody sat through it. */
export const simulatedWaitSchema = z.object({ why: z.string(), ms: z.number() })
/** A wait of the vendor's own schedule that was skipped. */
export type SimulatedWait = z.infer<typeof simulatedWaitSchema>

/** The exchanges for one subject with one outcome; `outcome` is null while it runs. */
export const stepSchema = z.object({
  id: z.string(),
  /** 0-based position in the run. */
  index: z.number().int(),
  subject: subjectSchema,
  action: stepActionSchema,
  outcome: stepOutcomeSchema.nullable(),
  /** In the vendor's words where it has some. */
  reason: z.string().nullable(),
  /** Which change made the step happen. */
  cause: z.string().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  /** Part of the time from start to end that nobody sat through; absent: none. */
  simulatedMs: z.number().exactOptional(),
  /** The first waits of the vendor's own schedule inside the step; absent: none. */
  waits: z.array(simulatedWaitSchema).exactOptional(),
  /** The step is the simulator's own check of the target, nothing the vendor does; absent: it is not. */
  ownCheck: z.literal(true).exactOptional(),
})
/** The exchanges for one subject with one outcome. */
export type Step = z.infer<typeof stepSchema>

/** Header lines in wire order, names as sent. */
export const headerListSchema = z.array(z.tuple([z.string(), z.string()]))
/** Header lines in wire order, names as sent. */
export type HeaderList = z.infer<typeof headerListSchema>

/** A request as sent; secrets are masked. `target` is the request target of the request line. */
export const recordedRequestSchema = z.object({
  method: z.string(),
  target: z.string(),
  headers: headerListSchema,
  body: z.string().nullable(),
})
/** A request as sent; secrets are masked. */
export type RecordedRequest = z.infer<typeof recordedRequestSchema>

/** A response as received; secrets are masked, bodies cut at a limit. */
export const recordedResponseSchema = z.object({
  status: z.number().int(),
  reasonPhrase: z.string(),
  headers: headerListSchema,
  body: z.string(),
})
/** A response as received; secrets are masked. */
export type RecordedResponse = z.infer<typeof recordedResponseSchema>

/** Shape of the requests a simulator sends for itself, such as to see what the target holds: outside every catalogue. */
export const OWN_CHECK = 'ownCheck'
/** How people read what has that shape, wherever it is shown. */
export const OWN_CHECK_LABEL = 'own check'

/** One request with its response, or with the error that came instead. */
export const exchangeSchema = z.object({
  id: z.string(),
  stepId: z.string(),
  /** 0-based position in the run. */
  index: z.number().int(),
  /** 1 for the first try. */
  attempt: z.number().int(),
  startedAt: z.string(),
  ms: z.number(),
  request: recordedRequestSchema,
  response: recordedResponseSchema.nullable(),
  /** Why there is no response. */
  error: z.string().nullable(),
  /** Id of the request shape in the profile's catalogue; `ownCheck`: the simulator sends it for itself, the vendor does not. */
  shape: z.string(),
  /** Ids of the quirks this request carries. */
  quirks: z.array(z.string()),
  /** Tolerances the server says it used; null when the server does not say. */
  tolerances: z.array(z.string()).nullable(),
  /** Failure injected on purpose that the exchange met, on the way or by a target that says so; absent: none. */
  fault: z.string().exactOptional(),
})
/** One request with its response, or with the error that came instead. */
export type Exchange = z.infer<typeof exchangeSchema>

/** Something that went wrong, whose it is, what the vendor's admin would see and what to change. */
export const findingSchema = z.object({
  id: z.string(),
  whose: z.enum(['server', 'configuration', 'directory']),
  title: z.string(),
  consequence: z.string(),
  change: z.string(),
  /** `RFC 7644 §3.5.2`, or null where no RFC rules it. */
  rfc: z.string().nullable(),
  mark: evidenceMarkSchema,
  level: z.enum(['error', 'warn']),
  /** Ids of the exchanges that show it. */
  exchanges: z.array(z.string()),
})
/** Something that went wrong. */
export type Finding = z.infer<typeof findingSchema>

/** What a run did, counted. */
export const countersSchema = z.object({
  people: z.number().int(),
  groups: z.number().int(),
  steps: z.number().int(),
  /** Requests of the vendor. */
  exchanges: z.number().int(),
  /** Requests of the simulator's own checks, which are in no other figure. Absent: none. */
  ownChecks: z.number().int().exactOptional(),
  created: z.number().int(),
  linked: z.number().int(),
  updated: z.number().int(),
  deactivated: z.number().int(),
  reactivated: z.number().int(),
  removed: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int(),
  notSent: z.number().int(),
  findings: z.number().int(),
  /** Time of the vendor's own schedule that the run skipped: without it the run took `finishedAt - startedAt`. Absent: none. */
  simulatedMs: z.number().exactOptional(),
})
/** What a run did, counted. */
export type Counters = z.infer<typeof countersSchema>

/** How much of a profile's catalogue of request shapes a run touched. */
export const coverageSchema = z.object({
  known: z.number().int(),
  exercised: z.number().int(),
  survived: z.number().int(),
  /** Shapes not exercised. */
  missing: z.array(z.string()),
  /** Shapes exercised that have a finding. */
  broken: z.array(z.string()),
})
/** How much of a profile's catalogue of request shapes a run touched. */
export type Coverage = z.infer<typeof coverageSchema>

/** What the target should hold after the run by the vendor's own rules, for comparison by GET. */
export const expectedSchema = z.object({
  users: z.array(z.object({ userName: z.string(), active: z.boolean() })),
  groups: z.array(z.object({ displayName: z.string(), members: z.array(z.string()) })),
})
/** What the target should hold after the run; `members` are userNames. */
export type Expected = z.infer<typeof expectedSchema>

/** Where a run comes from. */
export const runTriggerSchema = z.enum(['demo', 'dashboard', 'cli', 'control'])

/** One sync of one simulator against one target. */
export const runSchema = z.object({
  id: z.string(),
  vendor: z.string(),
  vendorLabel: z.string(),
  profile: z.string(),
  profileLabel: z.string(),
  scenario: z.string(),
  /** Name of our own team the target belongs to, null for somebody else's server. */
  team: z.string().nullable(),
  target: z.string(),
  trigger: runTriggerSchema,
  seed: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  /** `stopped` = broken off before its end; `stopReason` says why. */
  status: z.enum(['running', 'finished', 'stopped']),
  stopReason: z.string().nullable(),
  verdict: z.enum(['pass', 'fail']).nullable(),
  counters: countersSchema,
  coverage: coverageSchema.nullable(),
})
/** One sync of one simulator against one target. */
export type Run = z.infer<typeof runSchema>

/** What a simulator sends while it runs, in order; steps are sent when they begin and again when they end. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step'), step: stepSchema }),
  z.object({ type: z.literal('exchange'), exchange: exchangeSchema }),
  z.object({ type: z.literal('finding'), finding: findingSchema }),
  z.object({ type: z.literal('counters'), counters: countersSchema }),
  z.object({
    type: z.literal('finished'),
    finishedAt: z.string(),
    status: z.enum(['finished', 'stopped']),
    stopReason: z.string().nullable(),
    verdict: z.enum(['pass', 'fail']),
    counters: countersSchema,
    coverage: coverageSchema,
    /** Absent when the run was broken off, or when the list is too long to send. */
    expected: expectedSchema.exactOptional(),
  }),
])
/** What a simulator sends while it runs. */
export type RunEvent = z.infer<typeof runEventSchema>
