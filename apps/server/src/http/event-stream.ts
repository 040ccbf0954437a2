import type { Response } from 'express'

/** One client's stream of server-sent events. */
export interface EventStream {
  /** Sends one event. False when the client reads too slowly: wait for `drained` before sending more. */
  send(event: { id?: number; event?: string; data: string }): boolean
  drained(): Promise<void>
  /** Ends the stream; the client reconnects by itself. */
  end(): void
  onClose(listener: () => void): void
  readonly closed: boolean
}

/** Keeps every open stream, so that all can be ended when the server stops. */
export interface EventStreams {
  open(response: Response): EventStream
  endAll(): void
  readonly count: number
}

const MAX_STREAMS = 200
const MAX_BUFFERED = 4 * 1024 * 1024

/** The streams of a server. */
export function createEventStreams(heartbeatMs = 15_000): EventStreams {
  const open = new Set<EventStream>()
  return {
    open(response) {
      const stream = startStream(response, heartbeatMs)
      // The oldest goes first: a browser that still listens comes back by itself.
      if (open.size >= MAX_STREAMS) [...open][0]?.end()
      open.add(stream)
      stream.onClose(() => open.delete(stream))
      return stream
    },
    endAll() {
      for (const stream of open) stream.end()
    },
    get count() {
      return open.size
    },
  }
}

function startStream(response: Response, heartbeatMs: number): EventStream {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
  response.write('retry: 1000\n\n')
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs)
  const listeners: (() => void)[] = []
  let closed = false
  response.once('close', () => {
    closed = true
    clearInterval(heartbeat)
    for (const listener of listeners) listener()
  })
  response.on('error', () => response.destroy())
  return {
    send({ id, event, data }) {
      if (closed) return true
      // A reader that has stopped reading is cut off; it resumes from its last event id.
      if (response.writableLength > MAX_BUFFERED) {
        response.destroy()
        return true
      }
      const head = (id === undefined ? '' : `id: ${id}\n`) + (event === undefined ? '' : `event: ${event}\n`)
      return response.write(`${head}data: ${data}\n\n`)
    },
    drained: () =>
      new Promise((resolve) => {
        if (closed || !response.writableNeedDrain) return resolve()
        response.once('drain', resolve)
        response.once('close', resolve)
      }),
    end: () => void response.end(),
    onClose: (listener) => void listeners.push(listener),
    get closed() {
      return closed
    },
  }
}
