import { rm } from 'node:fs/promises'
import { z } from 'zod'
import { readSavedFile } from './saved-file.ts'
import { type SavedTarget, savedTargetSchema } from './saved-state.ts'

const fileSchema: z.ZodType<{ targets: Record<string, SavedTarget> }> = z.object({
  version: z.literal(1),
  targets: z.record(z.string(), savedTargetSchema),
})

/** Hands over what an older version saved as one JSON file, and removes the file. */
export async function readOldState(
  path: string,
  note: (line: string) => void,
  take: (targets: readonly (readonly [string, SavedTarget])[]) => void,
): Promise<void> {
  const old = await readSavedFile(path, fileSchema, note)
  if (old === undefined) return
  take(Object.entries(old.targets).map(([key, saved]) => [key, { ...saved, met: true }]))
  await rm(path, { force: true })
}
