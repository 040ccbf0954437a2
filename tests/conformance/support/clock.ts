import { setImmediate } from 'node:timers/promises'

/** Waits until the clock has moved past an instant, so that a later change gets a later time. */
export async function clockPast(instant: string): Promise<void> {
  while (Date.now() <= Date.parse(instant)) await setImmediate()
}
