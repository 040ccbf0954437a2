import type { Request, Response } from 'express'

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
  /** @param request whose caller the stream belongs to. */
  open(request: Request, response: Response): EventStream
  /** Ends the streams whose caller may not listen any more. */
  endRefused(): void
  endAll(): void
  readonly count: number
}

const MAX_STREAMS = 200
const MAX_BUFFERED = 4 * 1024 * 1024

/** How streams are kept. */
export interface EventStreamOptions {
  /** Whether the caller may listen; asked again with each heartbeat. */
  readonly mayListen: (request: Request) => boolean
  readonly heartbeatMs?: number
  readonly maxStreams?: number
}

/** The streams of a server. */
export function createEventStreams(options: EventStreamOptions): EventStreams {
  const { mayListen, heartbeatMs = 15_000, maxStreams = MAX_STREAMS } = options
  const open = new Map<EventStream, Request>()
  const end = (stream: EventStream): void => {
    open.delete(stream)
    stream.end()
  }
  return {
    open(request, response) {
      const stream = startStream(response, heartbeatMs, () => mayListen(request))
      // Who asks by HEAD does not listen.
      if (request.method === 'HEAD') stream.end()
      // The oldest goes first: a browser that still listens comes back by itself.
      const [oldest] = open.keys()
      if (open.size >= maxStreams && oldest !== undefined) end(oldest)
      open.set(stream, request)
      stream.onClose(() => open.delete(stream))
      return stream
    },
    endRefused() {
      for (const [stream, request] of open) if (!mayListen(request)) end(stream)
    },
    endAll() {
      for (const stream of open.keys()) end(stream)
    },
    get count() {
      return open.size
    },
  }
}

function startStream(response: Response, heartbeatMs: number, mayListen: () => boolean): EventStream {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
  response.write('retry: 1000\n\n')
  const heartbeat = setInterval(() => {
    if (!mayListen()) response.end()
    else if (!response.writableEnded) response.write(': still here\n\n')
  }, heartbeatMs)
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
      if (closed || response.writableEnded) return true
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
