/** Calls back once when the process `pid` has ended; returns how to stop watching. */
export function watchParent(pid: number, onGone: () => void, everyMs = 1000): () => void {
  const timer = setInterval(() => {
    if (isAlive(pid)) return
    clearInterval(timer)
    onGone()
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Whether a process of this machine is running. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there but belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
