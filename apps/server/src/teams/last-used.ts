/** A use of a token. */
export interface Use {
  readonly at: number
  /** Who used it, as far as the request said. */
  readonly client: string | null
}

/** When tokens were last used: noted in memory at once, written down later, so that no request waits for a write. */
export interface LastUsed {
  note(tokenId: string, use: Use): void
  /** The use that is not written down yet. */
  pending(tokenId: string): Use | undefined
  /** Writes down what is not yet. */
  flush(): void
}

const DELAY_MS = 60_000

/** Notes uses and hands them to `write` once a minute at most. */
export function createLastUsed(write: (uses: ReadonlyMap<string, Use>) => void): LastUsed {
  let uses = new Map<string, Use>()
  let timer: NodeJS.Timeout | undefined
  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const batch = uses
    uses = new Map()
    if (batch.size > 0) write(batch)
  }
  return {
    note(tokenId, use) {
      uses.set(tokenId, use)
      timer ??= setTimeout(flush, DELAY_MS).unref()
    },
    pending: (tokenId) => uses.get(tokenId),
    flush,
  }
}
