import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { z } from 'zod'
import type { Directory, Person } from '../directory/directory.ts'

/** What a simulator remembers of one app integration. */
export interface SavedTarget {
  /** What the directory was generated from; of a people file its figures. */
  readonly size: { readonly users: number; readonly groups: number; readonly seed: string }
  readonly directory: Directory
  readonly state: JsonObject
  /** The app's settings document; absent: the vendor's defaults. */
  readonly settings?: JsonObject
  /** How far the clock of its runs is ahead. Default 0. */
  readonly passedMs?: number
  /** Whether one of its runs has met the target. Default false. */
  readonly met?: boolean
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

/** Checks what was saved of an app integration. */
export const savedTargetSchema: z.ZodType<SavedTarget> = z.object({
  size: z.object({ users: z.number(), groups: z.number(), seed: z.string() }),
  directory: directorySchema,
  state: z.custom<JsonObject>(isJsonObject),
  settings: z.custom<JsonObject>(isJsonObject).exactOptional(),
  passedMs: z.number().min(0).exactOptional(),
  met: z.boolean().exactOptional(),
})

/** Key of an app integration: by the team of a server that keeps it, else by the target's address. */
export function targetKey(profile: string, place: { readonly team: string } | { readonly baseUrl: string }): string {
  return `${profile} ${'team' in place ? `team ${place.team}` : place.baseUrl}`
}

/** An app integration while one run has it to itself. */
export interface Claim {
  /** As the last run left it; undefined: it is new. */
  readonly saved: SavedTarget | undefined
  /** Returns when it is on disk. @throws Error when another process has taken the app integration over meanwhile. */
  save(saved: SavedTarget): void
  /** Lets the next run in. */
  release(): void
}

/** What a simulator remembers, whichever of its processes asks. */
export interface StateStore {
  get(key: string): SavedTarget | undefined
  /** The one of these keys that was written last. */
  latest(keys: readonly string[]): SavedTarget | undefined
  /** Takes an app integration for one run. @throws BusyError while another run has it. */
  claim(key: string): Claim
  close(): void
}
