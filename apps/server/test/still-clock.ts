import type { Clock } from '../src/config/clock.ts'

/** A clock that a test moves by hand. */
export interface StillClock extends Clock {
  forward(ms: number): void
}

/** A clock that stands on the first of January 2027. */
export function stillClock(): StillClock {
  let passed = 0
  return {
    now: () => Date.UTC(2027, 0, 1) + passed,
    ticks: () => passed,
    forward(ms) {
      passed += ms
    },
  }
}
