/** Lets so many points through a second for each key, and some more at once after a rest. */
export interface RateLimiter {
  /** Takes one point. Whole seconds until there is one again, or 0 when it was taken. */
  take(key: string): number
  /** Takes a point for something that is done already: what is owed so makes the next `take` wait longer. */
  charge(key: string): void
}

/** How much a limiter lets through. */
export interface RateLimit {
  readonly perSecond: number
  /** Points that gather during a rest. */
  readonly burst: number
  /** Milliseconds of a clock that never goes back. */
  readonly ticks: () => number
  /** Keys remembered at most. */
  readonly maxKeys?: number
}

interface Bucket {
  /** Below zero: owed. */
  points: number
  at: number
}

/**
 * A limiter with a token bucket for each key. Own code, since a bulk request is charged as it goes: the limiters at hand
 * forget what is owed when their window ends, and they go by the system's time, which may be set back.
 */
export function createRateLimiter({ perSecond, burst, ticks, maxKeys = 10_000 }: RateLimit): RateLimiter {
  const buckets = new Map<string, Bucket>()

  function bucketOf(key: string): Bucket {
    const at = ticks()
    const known = buckets.get(key)
    if (known !== undefined) {
      known.points = Math.min(burst, known.points + ((at - known.at) / 1000) * perSecond)
      known.at = at
      return known
    }
    const bucket = { points: burst, at }
    // The one that came first is forgotten, and with it at most what its key has used up.
    const [first] = buckets.size >= maxKeys ? buckets.keys() : []
    if (first !== undefined) buckets.delete(first)
    buckets.set(key, bucket)
    return bucket
  }

  return {
    take(key) {
      const bucket = bucketOf(key)
      if (bucket.points < 1) return Math.ceil((1 - bucket.points) / perSecond)
      bucket.points -= 1
      return 0
    },
    charge(key) {
      bucketOf(key).points -= 1
    },
  }
}
