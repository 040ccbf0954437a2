import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { count, flag, text } from './read-state.ts'

const HOUR = 60 * 60_000
/** Retries after the first one of the next cycle, counted from the first failure; then once a day (vendor's docs). */
const RETRIES: readonly number[] = [6 * HOUR, 12 * HOUR, 24 * HOUR]
const DAY = 24 * HOUR
/** An entry older than this is dropped (vendor's docs). */
const LONGEST = 28 * DAY

/** What the job remembers of an object that failed. */
export interface Escrow {
  /** Time of the first failure. */
  readonly since: string
  readonly attempts: number
  /** When the object is evaluated again; undefined: in the next cycle. */
  readonly nextAttempt: string | undefined
  /** Whether a reference (manager, member) failed: such failures do not count in the proportion and the base threshold. */
  readonly reference: boolean
}

/** What can be in escrow: a linked object. */
export interface Escrowed {
  /** The last evaluation failed. */
  escrowed: boolean
  escrow: Escrow | undefined
  deleting: boolean
}

/** Whether an object that failed is evaluated again by now. */
export function isDue({ escrowed, deleting, escrow }: Escrowed, now: Date): boolean {
  if (!escrowed && !deleting) return false
  const at = escrow?.nextAttempt
  return at === undefined || Date.parse(at) <= now.getTime()
}

/** Enters what an evaluation came to: a failure is kept and scheduled, a success ends the escrow. */
export function settle(object: Escrowed, now: Date, reference: boolean): 'clear' | 'failed' | 'dropped' {
  if (!object.escrowed && !object.deleting) {
    object.escrow = undefined
    return 'clear'
  }
  const since = object.escrow?.since ?? now.toISOString()
  if (now.getTime() - Date.parse(since) >= LONGEST) {
    clear(object)
    return 'dropped'
  }
  const attempts = (object.escrow?.attempts ?? 0) + 1
  object.escrow = { since, attempts, nextAttempt: nextAttempt(since, attempts, now), reference }
  return 'failed'
}

/** Takes an object out of escrow, whatever it still needs. */
export function clear(object: Escrowed): void {
  object.escrow = undefined
  object.escrowed = false
}

/** The first retry comes with the next cycle; the others 6, 12 and 24 hours after the first failure, then daily. */
function nextAttempt(since: string, attempts: number, now: Date): string | undefined {
  if (attempts < 2) return undefined
  const start = Date.parse(since)
  const wanted = RETRIES.map((ms) => start + ms).find((at) => at > now.getTime()) ?? now.getTime() + DAY
  return new Date(wanted).toISOString()
}

/** An escrow entry as it is saved. */
export function savedEscrow(escrow: Escrow | undefined): JsonObject | undefined {
  return escrow && { ...escrow }
}

/** An escrow entry out of the saved state. */
export function readEscrow(value: JsonValue | undefined): Escrow | undefined {
  const since = text(value, 'since')
  if (since === undefined || Number.isNaN(Date.parse(since))) return undefined
  return {
    since,
    attempts: count(value, 'attempts'),
    nextAttempt: text(value, 'nextAttempt'),
    reference: flag(value, 'reference'),
  }
}
