import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { count, text } from './read-state.ts'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
/** Attempts in quarantine, counted from its begin; then once a day (vendor's docs). */
const ATTEMPTS: readonly number[] = [6 * HOUR, 12 * HOUR, 24 * HOUR]
/** A job in quarantine for longer is disabled (vendor's docs). */
const LONGEST = 28 * DAY

/** Failures from which on the thresholds are looked at (vendor's docs). */
export const EVALUATION_STARTS = 5000
const PROPORTION = 0.4
const BASE = 40_000
const TOTAL = 60_000

const REASONS = [
  'EncounteredBaseEscrowThreshold',
  'EncounteredTotalEscrowThreshold',
  'EncounteredEscrowProportionThreshold',
  'EncounteredQuarantineException',
  'QuarantinedOnDemand',
  'TooManyDeletes',
  'Unknown',
] as const

/** Why a job is in quarantine, in the vendor's words. */
export type QuarantineReason = (typeof REASONS)[number]

/** A job's quarantine. */
export interface Quarantine {
  readonly reason: QuarantineReason
  /** What the admin reads about it. */
  readonly error: string
  readonly currentBegan: string
  readonly seriesBegan: string
  readonly seriesCount: number
  readonly nextAttempt: string
}

/** What a job holds in escrow, and how much it exported well. */
export interface Tally {
  /** Failures other than those of references. */
  readonly failed: number
  /** Failures of managers and members. */
  readonly references: number
  readonly succeeded: number
}

/** Why so many failures put a job into quarantine; undefined: they do not. Below `starts` failures nothing does. */
export function thresholdReason(
  { failed, references, succeeded }: Tally,
  starts: number = EVALUATION_STARTS,
): QuarantineReason | undefined {
  if (failed + references < starts) return undefined
  if (failed >= starts && failed / (failed + succeeded) > PROPORTION) return 'EncounteredEscrowProportionThreshold'
  if (failed > BASE) return 'EncounteredBaseEscrowThreshold'
  return failed + references > TOTAL ? 'EncounteredTotalEscrowThreshold' : undefined
}

/** The quarantine after a cycle that does not leave it, or that enters it. */
export function quarantineFor(
  old: Quarantine | undefined,
  reason: QuarantineReason,
  error: string,
  now: Date,
): Quarantine {
  const currentBegan = old?.reason === reason ? old.currentBegan : now.toISOString()
  const seriesBegan = old?.seriesBegan ?? now.toISOString()
  return {
    reason,
    error,
    currentBegan,
    seriesBegan,
    seriesCount: (old?.seriesCount ?? 0) + 1,
    nextAttempt: nextAttempt(Date.parse(seriesBegan), now.getTime()),
  }
}

/** Whether a quarantine has gone on for so long that the job is disabled. */
export function isOver({ seriesBegan }: Quarantine, now: Date): boolean {
  return now.getTime() - Date.parse(seriesBegan) > LONGEST
}

function nextAttempt(began: number, now: number): string {
  return new Date(ATTEMPTS.map((ms) => began + ms).find((at) => at > now) ?? now + DAY).toISOString()
}

/** A quarantine as it is saved. */
export function savedQuarantine(quarantine: Quarantine): JsonObject {
  return { ...quarantine }
}

/** A quarantine out of the saved state. */
export function openQuarantine(value: JsonValue | undefined): Quarantine | undefined {
  const [currentBegan, seriesBegan, nextAttemptAt] = ['currentBegan', 'seriesBegan', 'nextAttempt'].map((name) =>
    text(value, name),
  )
  if (currentBegan === undefined || seriesBegan === undefined || nextAttemptAt === undefined) return undefined
  return {
    reason: REASONS.find((reason) => reason === text(value, 'reason')) ?? 'Unknown',
    error: text(value, 'error') ?? '',
    currentBegan,
    seriesBegan,
    seriesCount: count(value, 'seriesCount'),
    nextAttempt: nextAttemptAt,
  }
}
