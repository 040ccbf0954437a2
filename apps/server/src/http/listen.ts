import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { UsageError } from '../config/usage-error.ts'

/** A server that listens; requests wait until there is something to answer them. */
export interface Listener {
  readonly port: number
  /** Answers what has waited and what comes. */
  answerWith(handler: RequestListener): void
  /** Stops to listen, lets requests end for at most `graceMs`, then cuts what is left. */
  close(graceMs: number): Promise<void>
}

// Node looks for connections that are late only so often, whatever the limits.
const TIMES = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 30_000,
}

const UNREADABLE = new Map([
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout'],
])

/** Starts to listen. @throws UsageError when the port is taken or may not be used. */
export async function listen(host: string, port: number): Promise<Listener> {
  const server = createServer({ requireHostHeader: false, ...TIMES })
  // Whoever takes nothing of an answer for so long is gone; a stream of events sends more often.
  server.timeout = 60_000
  server.maxConnections = 2000
  // Their size is limited. A limit on their number would drop the last ones without a word, the token's among them.
  server.maxHeadersCount = 0
  server.on('clientError', refuseUnreadable)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)))
    server.listen(port, host, resolve)
  })
  const waiting: [IncomingMessage, ServerResponse][] = []
  const hold = (request: IncomingMessage, response: ServerResponse): void => void waiting.push([request, response])
  server.on('request', hold)
  return {
    // An http server listens on a port, never on a pipe.
    port: (server.address() as AddressInfo).port,
    answerWith(handler) {
      server.off('request', hold)
      server.on('request', cutWhoGoesOn)
      server.on('request', handler)
      for (const [request, response] of waiting) void handler(request, response)
    },
    close: (graceMs) => stopListening(server, graceMs),
  }
}

// Node reads what is left of a body when the answer is out, at whatever speed it comes: not for long.
function cutWhoGoesOn(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    if (request.complete) return
    const timer = setTimeout(() => request.complete || request.socket.destroy(), 1000).unref()
    request.socket.once('close', () => clearTimeout(timer))
  })
}

function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const status = UNREADABLE.get(error.code ?? '') ?? '400 Bad Request'
  // Destroyed once it is written: a client that keeps its end open shall not keep ours.
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}

function explain(error: Error, host: string, port: number): Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new UsageError(
      `Port ${port} is already in use. Stop what uses it, or choose another with PORT=${port === 65_535 ? 4000 : port + 1}.`,
    )
  }
  if (code === 'EACCES')
    return new UsageError(`Port ${port} needs rights this user does not have. Choose another with PORT=4000.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new UsageError(`HOST ${host} is no address of this machine.`)
  return error
}

async function stopListening(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(timer)
}
