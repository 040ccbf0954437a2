import { SamlRefusal } from './saml-refusal.ts'

/** How far the clocks of the identity provider and of this server may be apart. */
export const SKEW_MS = 60_000
/** How old an assertion may be, however long it says it is good for. */
export const MAX_ASSERTION_AGE_MS: number = 5 * 60_000

/** The bounds of something in time; those that are missing do not bound. */
export interface Bounds {
  readonly begin?: number
  /** The first instant at which it is over. */
  readonly end?: number
  readonly issued?: number
  /** Counted from `issued`. */
  readonly maxAge?: number
}

/** Checks that it is the time for something. @throws SamlRefusal */
export function assertNow(what: string, now: number, bounds: Bounds): void {
  const { begin, end, issued, maxAge = Number.POSITIVE_INFINITY } = bounds
  const isEarly = [begin, issued].some((instant) => instant !== undefined && now + SKEW_MS < instant)
  if (isEarly) throw new SamlRefusal(`The ${what} is not valid yet. Compare the clocks of both sides.`)
  const isLate = end !== undefined && now - SKEW_MS >= end
  const isOld = issued !== undefined && now - SKEW_MS >= issued + maxAge
  if (isLate || isOld) throw new SamlRefusal(`The ${what} is not valid any more. Compare the clocks of both sides.`)
}
