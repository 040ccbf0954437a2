import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UsageError } from '../config/usage-error.ts'

/** A server that listens; requests wait until there is something to answer them. */
export interface Listener {
  readonly port: number
  /** Answers what has waited and what comes. */
  answerWith(handler: RequestListener): void
  /** Stops to listen, lets requests end for at most `graceMs`, then cuts what is left. */
  close(graceMs: number): Promise<void>
}

/** Starts to listen. @throws UsageError when the port is taken or may not be used. */
export async function listen(host: string, port: number): Promise<Listener> {
  const server = createServer({ requireHostHeader: false })
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  server.keepAliveTimeout = 30_000
  server.maxConnections = 2000
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
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
      server.on('request', handler)
      for (const [request, response] of waiting) void handler(request, response)
    },
    close: (graceMs) => stopListening(server, graceMs),
  }
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
