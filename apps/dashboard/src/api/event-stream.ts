/** State of a live connection; `ended` means that no more is to come. */
export type StreamState = 'connecting' | 'live' | 'reconnecting'

/** What a stream needs to know. */
export interface StreamOptions {
  /** Address to open; the last event id seen is given so that the server can go on from there. */
  url: (lastEventId: string | null) => string
  /** Names of the events to hear. */
  events: readonly string[]
  onEvent: (data: string) => void
  onState: (state: StreamState) => void
  /** The server refused or closed for good: a retry follows, and the caller may look why. */
  onRefused?: () => void
  /** Stands in for the browser's EventSource in tests. */
  createSource?: (url: string) => EventSource
}

const BACK_OFF_MS = [1000, 2000, 4000, 8000, 15_000]

/**
 * Hears server-sent events for as long as it is wanted. The browser reconnects by itself after a break; after a
 * refusal it gives up, so the stream is opened anew with a growing pause.
 * @returns closes the stream.
 */
export function openStream(options: StreamOptions): () => void {
  const create = options.createSource ?? ((url: string) => new EventSource(url))
  let lastEventId: string | null = null
  let refusals = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let source: EventSource | undefined

  const hear = (event: MessageEvent<unknown>): void => {
    if (event.lastEventId !== '') lastEventId = event.lastEventId
    if (typeof event.data === 'string') options.onEvent(event.data)
  }
  const open = (): void => {
    const opened = create(options.url(lastEventId))
    source = opened
    opened.onopen = () => {
      refusals = 0
      options.onState('live')
    }
    opened.onerror = () => {
      options.onState('reconnecting')
      // 2 is EventSource.CLOSED: the browser will not try again.
      if (opened.readyState === 2) retry()
    }
    for (const name of options.events) opened.addEventListener(name, hear)
  }
  const retry = (): void => {
    source?.close()
    options.onRefused?.()
    const pause = BACK_OFF_MS[Math.min(refusals, BACK_OFF_MS.length - 1)] ?? 15_000
    refusals += 1
    timer = setTimeout(open, pause * (0.85 + Math.random() * 0.3))
  }

  options.onState('connecting')
  open()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}
