import { z } from 'zod'
import { recordedRequestSchema, recordedResponseSchema } from './run.ts'

/** The document `check --json` prints. */
export const checkReportSchema = z.object({
  target: z.string(),
  /** Whether the run was broken off: the results are those of the checks that were done. */
  interrupted: z.boolean(),
  summary: z.object({ pass: z.number().int(), fail: z.number().int(), warn: z.number().int(), skip: z.number().int() }),
  results: z.array(
    z.object({
      /** Row of the requirements matrix. */
      id: z.string(),
      level: z.enum(['MUST', 'SHOULD', 'MAY', 'CHOICE', 'INTEROP']),
      /** First letter of the id. */
      group: z.string(),
      title: z.string(),
      outcome: z.enum(['pass', 'fail', 'warn', 'skip']),
      /** What was seen, why it was skipped, or what the target chose; empty when there is nothing to say. */
      detail: z.string(),
      /** What was sent and answered, of rows that failed or warned. */
      exchanges: z.array(
        z.object({
          request: recordedRequestSchema,
          response: recordedResponseSchema.omit({ reasonPhrase: true }).nullable(),
          /** Why there is no answer. */
          error: z.string().nullable(),
          ms: z.number(),
        }),
      ),
    }),
  ),
})
/** The document `check --json` prints. */
export type CheckReport = z.infer<typeof checkReportSchema>
