/** Calls `onGone` once when the process `pid` has ended. Returns how to stop watching. */
export function watchParent(pid: number | null, onGone: () => void, everyMs = 1000): () => void {
  if (pid === null) return () => {}
  const timer = setInterval(() => {
    if (isAlive(pid)) return
    clearInterval(timer)
    onGone()
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there but belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
