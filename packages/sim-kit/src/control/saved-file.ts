import { readFile, rename } from 'node:fs/promises'
import type { z } from 'zod'

/** Reads a file of saved state; undefined when there is none. One that does not read is put aside and said so. */
export async function readSavedFile<T>(
  path: string,
  schema: z.ZodType<T>,
  note: (line: string) => void,
): Promise<T | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    return undefined
  }
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  await rename(path, `${path}.unreadable`)
  note(`The saved state ${path} cannot be read; it was renamed to ${path}.unreadable and a new one begins.`)
  return undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
