import { openStream, type StreamState } from './event-stream.ts'

const NAME = 'scimulator-events'

/** Who hears the stream. */
export interface Listener {
  onEvent: (data: string) => void
  onState: (state: StreamState) => void
  onRefused: () => void
}

type Message = { kind: 'event'; data: string } | { kind: 'state'; state: StreamState } | { kind: 'hello' }

/**
 * One stream of `/api/events` for all tabs of this browser: a browser allows six connections per host, and each open
 * EventSource takes one. The tab that holds a lock keeps the stream and passes events on; when it goes, another takes
 * over. Where the browser has no locks, every tab has its own stream.
 * @returns stops hearing.
 */
export function shareEvents(listener: Listener): () => void {
  if (!('locks' in navigator) || !('BroadcastChannel' in globalThis)) return openEvents(listener)
  const channel = new BroadcastChannel(NAME)
  const leaving = new AbortController()
  let state: StreamState = 'connecting'
  let leads = false
  const post = (message: Message): void => channel.postMessage(message)

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'event') listener.onEvent(data.data)
    else if (data.kind === 'state') listener.onState(data.state)
    else if (leads) post({ kind: 'state', state })
  }
  const lead = (): Promise<void> => {
    leads = true
    const close = openEvents({
      onEvent: (data) => {
        listener.onEvent(data)
        post({ kind: 'event', data })
      },
      onState: (next) => {
        state = next
        listener.onState(next)
        post({ kind: 'state', state: next })
      },
      onRefused: listener.onRefused,
    })
    return new Promise((release) => {
      leaving.signal.addEventListener('abort', () => {
        close()
        release()
      })
    })
  }
  navigator.locks.request(NAME, { signal: leaving.signal }, lead).catch(() => undefined)
  post({ kind: 'hello' })
  return () => {
    leaving.abort()
    channel.close()
  }
}

function openEvents(listener: Listener): () => void {
  return openStream({ ...listener, url: () => '/api/events', events: ['run', 'team'] })
}
