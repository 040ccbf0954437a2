import { setTimeout as delay } from 'node:timers/promises'

/** Time as a driver sees it. */
export interface Clock {
  now(): Date
  /** Resolves after `ms`, or at once when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    // An abort ends the wait; whoever waits looks at the signal next.
    await delay(ms, undefined, signal ? { signal } : {}).catch(() => {})
  },
}

/** How far one of the times that run side by side is ahead of the clock below. */
export interface LaneTime {
  ahead: number
}

/** A clock whose time also moves without waiting: the vendor's own schedule passes at once. */
export interface SimulatedClock extends Clock {
  /** Moves the time forward. */
  pass(ms: number): void
  /** Milliseconds passed that way, those of earlier runs included. */
  readonly passedMs: number
  /** The time the clock tells. */
  readonly lane: LaneTime
  /** From here on the clock tells the time of another lane. */
  enter(lane: LaneTime): void
}

/** A clock over another one, ahead of it by what has passed; `passedMs` is where an earlier run left it. */
export function simulatedClock(clock: Clock, passedMs = 0): SimulatedClock {
  let lane: LaneTime = { ahead: passedMs }
  return {
    now: () => new Date(clock.now().getTime() + lane.ahead),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    pass(ms) {
      lane.ahead += Math.max(ms, 0)
    },
    get passedMs() {
      return lane.ahead
    },
    get lane() {
      return lane
    },
    enter(next) {
      lane = next
    },
  }
}
