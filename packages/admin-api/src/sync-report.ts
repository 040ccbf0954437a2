import { z } from 'zod'
import {
  countersSchema,
  coverageSchema,
  evidenceMarkSchema,
  exchangeSchema,
  expectedSchema,
  findingSchema,
  simulatedWaitSchema,
  stepActionSchema,
  stepOutcomeSchema,
  subjectSchema,
} from './run.ts'

/** A case of a vendor's acceptance suite as it came out. */
export const rehearsedCaseSchema = z.object({
  id: z.string(),
  /** In the vendor's words. */
  title: z.string(),
  /** Whether the vendor demands it. */
  level: z.enum(['required', 'preview']),
  /** `notRun` = the run ended before it, or the suite left it out. */
  outcome: z.enum(['pass', 'fail', 'skip', 'notRun']),
  /** Why it was skipped. */
  reason: z.string().exactOptional(),
  /** Of a failure: what the suite asserts, and what came instead. */
  asserted: z.string().exactOptional(),
  instead: z.string().exactOptional(),
  /** Why the suite is known to fail servers that are right: such a failure fails no run. */
  knownFalseFailure: z.string().exactOptional(),
  mark: evidenceMarkSchema,
  /** Ids of the exchanges. */
  exchanges: z.array(z.string()),
})
/** A case of a vendor's acceptance suite as it came out. */
export type RehearsedCase = z.infer<typeof rehearsedCaseSchema>

/** A vendor's acceptance suite as it came out. */
export const rehearsalReportSchema = z.object({
  suite: z.string(),
  label: z.string(),
  cases: z.array(rehearsedCaseSchema),
})
/** A vendor's acceptance suite as it came out. */
export type RehearsalReport = z.infer<typeof rehearsalReportSchema>

/** Something a run rests on that is concluded, not known. */
export const inferredClaimSchema = z.object({
  /** As in `quirks --json`. */
  kind: z.enum(['profile', 'settings', 'request', 'case', 'quirk', 'knob', 'action']),
  id: z.string(),
  summary: z.string(),
})
/** Something a run rests on that is concluded, not known. */
export type InferredClaim = z.infer<typeof inferredClaimSchema>

/** A failure injected on purpose, and whom it met. */
export const injectedFaultSchema = z.object({
  /** As a person reads it: `reset on POST Users, 1 time`; of a target, what it calls its own. */
  fault: z.string(),
  /** `way` = switched on with `--fault`, on the way to the target; `target` = the target says that it is broken on purpose. */
  by: z.enum(['way', 'target']),
  /** Exchanges that met it. */
  hits: z.number().int(),
  /** Ids of the first of them. */
  exchanges: z.array(z.string()),
})
/** A failure injected on purpose, and whom it met. */
export type InjectedFault = z.infer<typeof injectedFaultSchema>

/** The document `sync --json` and `act --json` print. */
export const syncReportSchema = z.object({
  vendor: z.string(),
  profile: z.string(),
  scenario: z.string(),
  target: z.string(),
  seed: z.string(),
  verdict: z.enum(['pass', 'fail']),
  /** Why the run was broken off before its end, null when it was not. */
  stopped: z.string().nullable(),
  counters: countersSchema,
  coverage: coverageSchema,
  steps: z.array(
    z.object({
      subject: subjectSchema,
      action: stepActionSchema,
      outcome: stepOutcomeSchema,
      reason: z.string().nullable(),
      cause: z.string().nullable(),
      /** The simulator's own check of the target, nothing the vendor does; absent: it is not. */
      ownCheck: z.literal(true).exactOptional(),
      exchanges: z.array(exchangeSchema),
    }),
  ),
  findings: z.array(findingSchema),
  expected: expectedSchema,
  /** Time of the vendor's own schedule that the run skipped, in milliseconds. */
  simulatedMs: z.number().exactOptional(),
  /** The first waits of that schedule; `atStep` is a position in `steps`, null outside every step. */
  waits: z.array(simulatedWaitSchema.extend({ atStep: z.number().int().nullable() })).exactOptional(),
  /** What the run used whose evidence is `inferred`, from the profile to the admin's actions; absent: the report does not say. */
  inferred: z.array(inferredClaimSchema).exactOptional(),
  /** Failures injected on purpose, those that met nobody too; absent: the report does not say. */
  faults: z.array(injectedFaultSchema).exactOptional(),
  /** Of `rehearse`: the cases of the suite. */
  rehearsal: rehearsalReportSchema.exactOptional(),
  /** Address of the run in the dashboard it was sent to, null when there is none. */
  runUrl: z.string().nullable(),
})
/** The document `sync --json` and `act --json` print. */
export type SyncReport = z.infer<typeof syncReportSchema>

/** The document `rehearse --json` prints: a report whose `rehearsal` is there. */
export const rehearseReportSchema = syncReportSchema.extend({ rehearsal: rehearsalReportSchema })
/** The document `rehearse --json` prints. */
export type RehearseReport = z.infer<typeof rehearseReportSchema>
