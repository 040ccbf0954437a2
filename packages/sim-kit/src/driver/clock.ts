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
