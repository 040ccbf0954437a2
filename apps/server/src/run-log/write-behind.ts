/** A queue of writes that reach the disk in batches, a little later. */
export interface WriteBehind {
  add(write: () => void): void
  /** Does all queued writes, then the read. */
  after<Result>(read: () => Result): Result
  flush(): void
}

const DELAY_MS = 25
const MAX_QUEUED = 2000

/** A write-behind queue. A batch that fails is told to `onError` and dropped: a log must not hold up what it logs. */
export function createWriteBehind(options: {
  transaction: (work: () => void) => void
  onError: (error: unknown) => void
}): WriteBehind {
  let queued: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const batch = queued
    queued = []
    if (batch.length === 0) return
    try {
      options.transaction(() => {
        for (const write of batch) write()
      })
    } catch (error) {
      options.onError(error)
    }
  }

  return {
    add(write) {
      queued.push(write)
      if (queued.length >= MAX_QUEUED) flush()
      else timer ??= setTimeout(flush, DELAY_MS)
    },
    after(read) {
      flush()
      return read()
    },
    flush,
  }
}
