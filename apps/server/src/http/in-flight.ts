import type { ServerResponse } from 'node:http'

/** Counts requests that are being answered, for each key. */
export interface InFlight {
  /** Counts a request in until its answer is out or its client is gone. False: its key has as many as it may. */
  enter(key: string, response: ServerResponse): boolean
}

/** Counts up to `limit` requests for each key. */
export function createInFlight(limit: number): InFlight {
  const counts = new Map<string, number>()
  return {
    enter(key, response) {
      const count = counts.get(key) ?? 0
      if (count >= limit) return false
      counts.set(key, count + 1)
      response.once('close', () => {
        const left = (counts.get(key) ?? 1) - 1
        if (left > 0) counts.set(key, left)
        else counts.delete(key)
      })
      return true
    },
  }
}
