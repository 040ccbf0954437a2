import { type OpenedRun, type OpenRun, openedRunSchema, type RunEvent } from '@scimulator/admin-api'
import type { EventSink } from '../recorder/recorder.ts'
import type { Dashboard } from './locate.ts'

/** Sends the events of one run to a dashboard while it runs. */
export interface Publisher {
  /** The run as the dashboard opened it; undefined when there is no dashboard to send to. */
  readonly opened: OpenedRun | undefined
  readonly sink: EventSink
  /** Sends what is left. Never throws, and ends in bounded time. */
  close(): Promise<void>
}

/** Figures of the publisher. */
export interface PublisherOptions {
  /** Told once, in one line, when the dashboard does not take the run. */
  readonly note: (line: string) => void
  /** Milliseconds a request may take. */
  readonly timeoutMs?: number
  /** Milliseconds `close` may take. */
  readonly closeMs?: number
}

const BATCH = 200
/** Characters of one batch, roughly; the server takes much more. */
const BATCH_CHARACTERS = 4_000_000
/** Characters waiting for a slow dashboard; beyond, exchanges are left out. */
const QUEUE_CHARACTERS = 64_000_000

/** A publisher that sends nothing. */
export const noPublisher: Publisher = { opened: undefined, sink: () => {}, close: async () => {} }

/** Opens the run at the dashboard. Whatever goes wrong there is noted once and never fails the run. */
export async function openPublisher(dashboard: Dashboard, run: OpenRun, options: PublisherOptions): Promise<Publisher> {
  const post = createPost(dashboard, options.timeoutMs ?? 5000)
  try {
    const response = await post('/api/runs', JSON.stringify(run))
    const opened = openedRunSchema.parse(JSON.parse(response))
    return publishTo(opened, (events) => post(`/api/runs/${encodeURIComponent(opened.id)}/events`, events), options)
  } catch (error) {
    options.note(`The dashboard at ${dashboard.url} does not take this run (${messageOf(error)}); going on without it.`)
    return noPublisher
  }
}

function publishTo(opened: OpenedRun, post: (events: string) => Promise<string>, options: PublisherOptions): Publisher {
  const queue: string[] = []
  let waiting = 0
  let sending: Promise<void> | undefined
  let gone = false
  let dropped = false

  const drain = async (): Promise<void> => {
    while (queue.length > 0 && !gone) {
      const batch = takeBatch(queue)
      for (const { length } of batch) waiting -= length
      try {
        await post(`[${batch.join(',')}]`)
      } catch (error) {
        queue.length = 0
        waiting = 0
        if (gone) break
        gone = true
        options.note(`The dashboard stopped taking this run (${messageOf(error)}); going on without it.`)
      }
    }
    sending = undefined
  }
  const note = (event: RunEvent): void => {
    if (gone) return
    if (waiting >= QUEUE_CHARACTERS && event.type === 'exchange') {
      if (!dropped) options.note('The dashboard is slower than the run: some exchanges are missing there.')
      dropped = true
      return
    }
    const text = JSON.stringify(event)
    waiting += text.length
    queue.push(text)
    // What happens in one turn of the event loop goes in one batch.
    sending ??= new Promise<void>((resolve) => setImmediate(resolve)).then(drain)
  }
  return {
    opened,
    sink: note,
    async close() {
      const limit = AbortSignal.timeout(options.closeMs ?? 10_000)
      const over = new Promise<void>((resolve) => limit.addEventListener('abort', () => resolve(), { once: true }))
      while (sending !== undefined && !limit.aborted) await Promise.race([sending, over])
      if (sending === undefined || gone) return
      gone = true
      options.note('The dashboard is too slow: the end of this run is missing there.')
    },
  }
}

function takeBatch(queue: string[]): string[] {
  let count = 0
  let characters = 0
  while (count < Math.min(BATCH, queue.length) && characters < BATCH_CHARACTERS)
    characters += queue[count++]?.length ?? 0
  return queue.splice(0, count)
}

function createPost(dashboard: Dashboard, timeoutMs: number): (path: string, body: string) => Promise<string> {
  return async (path, body) => {
    const response = await fetch(new URL(path, dashboard.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${dashboard.ingestToken}` },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`status ${response.status}`)
    return text
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return error.name === 'TimeoutError' ? 'no answer in time' : (error.message.split('\n')[0] ?? error.name)
}
