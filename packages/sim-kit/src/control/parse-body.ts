import type { z } from 'zod'
import { UsageError } from '../errors.ts'

/** What a request carries, checked. @throws UsageError that names the first thing wrong. */
export function parseBody<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new UsageError(`${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'is not understood'}`)
}
