/** The transaction statements of an engine, as the queue needs them. */
export interface Savepoints {
  begin(): void
  commit(): void
  rollback(): void
  savepoint(): void
  release(): void
  rollbackToSavepoint(): void
  /** False once the engine has ended the transaction on its own, as SQLite does when the disk is full. */
  isOpen(): boolean
}

/** What became of one batch. */
export interface BatchReport {
  /** Transactions that were run. */
  readonly works: number
  /** Those of them that were rolled back; all of them when the commit failed. */
  readonly rejected: number
  /** False when the commit they share failed, and nothing of them is kept. */
  readonly committed: boolean
}

/** What a queue is made with. */
export interface CommitQueueOptions {
  readonly savepoints: Savepoints
  /** True when readers share the writer's connection, so that they must wait for the end of a batch. */
  readonly holdReads: boolean
  readonly onBatch?: ((report: BatchReport) => void) | undefined
}

/** Runs works one after another and commits those of one turn of the event loop together. */
export interface CommitQueue {
  /** Resolves after the commit; a rejection of `work` rolls back that work alone. */
  run<T>(work: () => Promise<T>): Promise<T>
  /** Runs a read when only committed state can be seen. */
  read<T>(read: () => T): Promise<T>
  /** Refuses what comes later and resolves when everything queued is done. */
  close(): Promise<void>
}

interface Job {
  readonly work: () => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

interface Outcome {
  readonly job: Job
  readonly failed: boolean
  readonly value: unknown
}

const MAX_BATCH = 128

/** A queue that gives every work its own savepoint inside a shared transaction. */
export function createCommitQueue(options: CommitQueueOptions): CommitQueue {
  const { savepoints } = options
  let waiting: Job[] = []
  let heldReads: (() => void)[] = []
  let idleListeners: (() => void)[] = []
  let scheduled = false
  let running = false
  let closed = false

  function schedule(): void {
    if (scheduled || running) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      void flush()
    })
  }

  async function flush(): Promise<void> {
    running = true
    const batch = waiting.slice(0, MAX_BATCH)
    waiting = waiting.slice(MAX_BATCH)
    const outcomes = await runBatch(batch, savepoints)
    running = false
    settle(batch, outcomes)
    const reads = heldReads
    heldReads = []
    for (const read of reads) read()
    if (waiting.length > 0) return schedule()
    const listeners = idleListeners
    idleListeners = []
    for (const listener of listeners) listener()
  }

  function settle(batch: readonly Job[], outcomes: readonly Outcome[] | Error): void {
    if (outcomes instanceof Error) {
      for (const job of batch) job.reject(outcomes)
      options.onBatch?.({ works: batch.length, rejected: batch.length, committed: false })
      return
    }
    for (const { job, failed, value } of outcomes) {
      if (failed) job.reject(value)
      else job.resolve(value)
    }
    const rejected = outcomes.filter(({ failed }) => failed).length
    options.onBatch?.({ works: batch.length, rejected, committed: true })
  }

  return {
    run<T>(work: () => Promise<T>): Promise<T> {
      if (closed) return Promise.reject(new Error('The store is closed.'))
      return new Promise<T>((resolve, reject) => {
        // The value handed to resolve is what this very work returned.
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject })
        schedule()
      })
    },
    read<T>(read: () => T): Promise<T> {
      if (closed) return Promise.reject(new Error('The store is closed.'))
      if (!running || !options.holdReads) return new Promise((resolve) => resolve(read()))
      return new Promise((resolve, reject) => {
        heldReads.push(() => {
          try {
            resolve(read())
          } catch (error) {
            reject(error)
          }
        })
      })
    },
    close(): Promise<void> {
      closed = true
      if (!running && waiting.length === 0) return Promise.resolve()
      return new Promise((resolve) => idleListeners.push(resolve))
    },
  }
}

/** The outcomes to report after a durable commit, or the error that every work of the batch is told. */
async function runBatch(batch: readonly Job[], savepoints: Savepoints): Promise<Outcome[] | Error> {
  try {
    savepoints.begin()
    const outcomes: Outcome[] = []
    for (const job of batch) outcomes.push(await runJob(job, savepoints))
    savepoints.commit()
    return outcomes
  } catch (error) {
    if (savepoints.isOpen()) savepoints.rollback()
    return error instanceof Error ? error : new Error('The commit failed.', { cause: error })
  }
}

async function runJob(job: Job, savepoints: Savepoints): Promise<Outcome> {
  savepoints.savepoint()
  try {
    const value = await job.work()
    savepoints.release()
    return { job, failed: false, value }
  } catch (error) {
    // The engine ended the whole transaction, so the neighbours' works are gone as well.
    if (!savepoints.isOpen()) throw error
    savepoints.rollbackToSavepoint()
    return { job, failed: true, value: error }
  }
}
