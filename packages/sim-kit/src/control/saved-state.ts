import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { z } from 'zod'
import type { Directory, Person } from '../directory/directory.ts'
import { writePrivateFile } from '../private-file.ts'
import { readSavedFile } from './saved-file.ts'

/** What a simulator remembers of one app integration. */
export interface SavedTarget {
  /** What the directory was generated from. */
  readonly size: { readonly users: number; readonly groups: number; readonly seed: string }
  readonly directory: Directory
  readonly state: JsonObject
}

const personSchema: z.ZodType<Person> = z.object({
  id: z.string(),
  userName: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  displayName: z.string(),
  email: z.string(),
  title: z.string().exactOptional(),
  department: z.string().exactOptional(),
  manager: z.string().exactOptional(),
  active: z.boolean(),
})
const directorySchema: z.ZodType<Directory> = z.object({
  people: z.array(personSchema),
  groups: z.array(z.object({ id: z.string(), displayName: z.string(), members: z.array(z.string()) })),
})
const targetSchema: z.ZodType<SavedTarget> = z.object({
  size: z.object({ users: z.number(), groups: z.number(), seed: z.string() }),
  directory: directorySchema,
  state: z.custom<JsonObject>(isJsonObject),
})
const fileSchema: z.ZodType<{ targets: Record<string, SavedTarget> }> = z.object({
  version: z.literal(1),
  targets: z.record(z.string(), targetSchema),
})

/** Key of an app integration: by the team of a server that keeps it, else by the target's address. */
export function targetKey(profile: string, place: { readonly team: string } | { readonly baseUrl: string }): string {
  return `${profile} ${'team' in place ? `team ${place.team}` : place.baseUrl}`
}

/** What a simulator remembers, one file. */
export interface StateStore {
  get(key: string): SavedTarget | undefined
  /** The one of these keys that was written last. */
  latest(keys: readonly string[]): SavedTarget | undefined
  /** Resolves when it is on disk. */
  set(key: string, saved: SavedTarget): Promise<void>
}

/** Opens the file; one that does not read is put aside and said so. */
export async function openStateStore(path: string, note: (line: string) => void): Promise<StateStore> {
  const saved = await readSavedFile(path, fileSchema, note)
  const targets = new Map(Object.entries(saved?.targets ?? {}))
  let writing: Promise<void> = Promise.resolve()
  return {
    get: (key) => targets.get(key),
    latest(keys) {
      const last = [...targets.keys()].findLast((key) => keys.includes(key))
      return last === undefined ? undefined : targets.get(last)
    },
    set(key, saved) {
      // Deleted first: what was written last stands last.
      targets.delete(key)
      targets.set(key, saved)
      const text = JSON.stringify({ version: 1, targets: Object.fromEntries(targets) })
      // One write after the other, so that the last state is the one that stays.
      writing = writing.catch(() => {}).then(() => writePrivateFile(path, text))
      return writing
    },
  }
}
