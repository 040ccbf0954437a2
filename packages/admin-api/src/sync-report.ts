import { z } from 'zod'
import {
  countersSchema,
  coverageSchema,
  exchangeSchema,
  expectedSchema,
  findingSchema,
  stepActionSchema,
  stepOutcomeSchema,
  subjectSchema,
} from './run.ts'

/** The document `sync --json` prints. */
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
      exchanges: z.array(exchangeSchema),
    }),
  ),
  findings: z.array(findingSchema),
  expected: expectedSchema,
  /** Address of the run in the dashboard it was sent to, null when there is none. */
  runUrl: z.string().nullable(),
})
/** The document `sync --json` prints. */
export type SyncReport = z.infer<typeof syncReportSchema>
