import type { JsonObject } from '@scimulator/scim-core'
import type { ScimRequest } from '../behaviour/behaviour.ts'
import type { Directory } from '../directory/directory.ts'
import type { Random } from './evidence.ts'

/** What header composition may look at. */
export interface HeaderContext {
  readonly method: ScimRequest['method']
  /** host[:port] of the base URL. */
  readonly host: string
  readonly authorization: string
  /** Bytes of the body; undefined when there is none. */
  readonly contentLength: number | undefined
  readonly knobs: Readonly<Record<string, string>>
  /** The app's settings document; absent: the vendor's defaults. */
  readonly settings?: JsonObject
}

/** Saved state of an app integration: ids learnt from the target, and so on. Plain JSON. */
export interface AppState {
  /** Empty object at the start; a scenario replaces it as it learns. */
  value: JsonObject
}

/** What a scenario plays with. */
export interface ScenarioContext {
  readonly directory: Directory
  readonly knobs: Readonly<Record<string, string>>
  readonly state: AppState
  /** Whether the target is this machine; absent: not known. */
  readonly onLoopback?: boolean
  /** The time by the run's clock, which the vendor's own waits move forward. */
  now(): Date
  /** The app's settings document, in the form the profile's `settings` takes; absent: the vendor's defaults. */
  readonly settings?: JsonObject
  /** Told of the directory as the scenario changes it: what the next run of a saved app begins with. Absent: nobody keeps it. */
  readonly keepDirectory?: (directory: Directory) => void
  /** Told of every action of the admin as it is played, by id. Absent: nobody asks. */
  readonly noteAction?: (id: string) => void
  /** A scenario plays: nobody else sets a new app integration up, so an action of the admin does it first. Absent: the admin does. */
  readonly setsUp?: true
  /** Randomness for this purpose only, so that one draw more does not shift the rest. */
  random(purpose: string): Random
}
