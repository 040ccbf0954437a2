import net from 'node:net'
import { createWireClient, type WireClient, type WireClientOptions, type WireRequest } from '../http/wire-client.ts'

/** What to close after a test. */
export const closers: (() => void)[] = []

/** Closes everything, after each test. */
export function closeAll(): void {
  for (const close of closers.splice(0)) close()
}

/** Opens a server on a free port of the loopback interface. */
export async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** A client of that port, closed after the test. */
export function client(port: number, options: Partial<WireClientOptions> = {}): WireClient {
  const made = createWireClient({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 5000, ...options })
  closers.push(() => made.close())
  return made
}

/** A server that keeps every byte and answers each complete request with an empty list. */
export async function rawServer(
  answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}',
): Promise<{ port: number; connections: string[] }> {
  const connections: string[] = []
  const port = await listen(
    net.createServer((socket) => {
      const index = connections.push('') - 1
      closers.push(() => socket.destroy())
      socket.on('error', () => socket.destroy())
      socket.on('data', (chunk) => {
        connections[index] += chunk.toString('latin1')
        socket.write(answer)
      })
    }),
  )
  return { port, connections }
}

/** A request as a profile makes them. */
export const get: WireRequest = {
  method: 'GET',
  target: '/scim/v2/Users?filter=userName%20eq%20%22a+b@example.com%22&',
  headers: [
    ['authorization', 'Bearer t'],
    ['HOST', 'acme.example.com:8080'],
  ],
  body: undefined,
}
