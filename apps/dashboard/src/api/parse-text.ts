import type { ZodType } from 'zod'

/** Reads JSON text of a known shape; null when it is not. */
export function parseText<T>(text: string, schema: ZodType<T>): T | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed.data : null
}
