import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A SCIM server that passes requests on to another one, and holds them back from some request on. */
export interface Gate {
  /** Origin to call in place of the other server's. */
  readonly origin: string
  /** Lets everything through that waits or is to come. */
  open(): void
  close(): Promise<void>
}

/** Starts a gate before `origin` that lets the first `free` requests through. */
export async function startGate(origin: string, free: number): Promise<Gate> {
  const waiting: (() => void)[] = []
  let isOpen = false
  let seen = 0
  const server = createServer((incoming, outgoing) => {
    const pass = (): void => forward(origin, incoming, outgoing)
    seen += 1
    if (isOpen || seen <= free) pass()
    else waiting.push(pass)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    // A server that listens on a port has an address of this form.
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open() {
      isOpen = true
      for (const pass of waiting.splice(0)) pass()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function forward(origin: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { host } = new URL(origin)
  const headers = { ...incoming.headers, host }
  const onward = request(`${origin}${incoming.url ?? '/'}`, { method: incoming.method ?? 'GET', headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    answer.pipe(outgoing)
  })
  onward.on('error', () => outgoing.destroy())
  incoming.pipe(onward)
}
