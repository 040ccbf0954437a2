/** A clock that stands still once it was read: what a transaction changes, it changes at one instant. */
export function stillClock(now: () => number): () => number {
  let instant: number | undefined
  return () => {
    instant ??= now()
    return instant
  }
}
