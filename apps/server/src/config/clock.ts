import { performance } from 'node:perf_hooks'

/** The two clocks a server goes by. */
export interface Clock {
  /** Now, in milliseconds since the epoch: for what is written down and for what has a date. */
  readonly now: () => number
  /** Milliseconds that only ever go forward, whatever is done to the system's time: for rates and windows. */
  readonly ticks: () => number
}

/** The system's clocks. */
export const SYSTEM_CLOCK: Clock = Object.freeze({ now: () => Date.now(), ticks: () => performance.now() })
