/** A time limit that an outer abort also ends. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Whether the time ran out, as opposed to an abort from outside. */
  passed(): boolean
  /** Lets go of the timer and of the outer signal. */
  end(): void
}

/** Starts a time limit. Listens to `outer` only until `end`, so that one long-lived signal serves many exchanges. */
export function startDeadline(ms: number, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController()
  let passed = false
  const timer = setTimeout(() => {
    passed = true
    controller.abort()
  }, ms)
  const abort = (): void => controller.abort()
  if (outer?.aborted) abort()
  outer?.addEventListener('abort', abort, { once: true })
  return {
    signal: controller.signal,
    passed: () => passed,
    end() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', abort)
    },
  }
}
