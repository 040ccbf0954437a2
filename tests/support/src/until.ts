import { setTimeout as pause } from 'node:timers/promises'

const PATIENCE_MS = 20_000
const INTERVAL_MS = 20

/** Waits until something that other programs do is done. @throws Error that says what was waited for. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`Waited ${PATIENCE_MS} ms in vain for ${what}.`)
    await pause(INTERVAL_MS)
  }
}
