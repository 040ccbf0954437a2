import { spawn } from 'node:child_process'
import { expect, test, vi } from 'vitest'
import { watchParent } from './parent-watch.ts'

test('the end of the parent is noticed', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] })
  const gone = new Promise<void>((resolve) => {
    watchParent(child.pid ?? 0, resolve, 5)
  })
  const exited = new Promise((resolve) => child.on('exit', resolve))
  child.stdin.end()
  await exited
  await gone
  expect(child.exitCode).toBe(0)
})

test('a living process is left alone', () => {
  vi.useFakeTimers()
  try {
    let calls = 0
    const stop = watchParent(process.pid, () => calls++, 1000)
    vi.advanceTimersByTime(10_000)
    stop()
    expect(vi.getTimerCount()).toBe(0)
    expect(calls).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
