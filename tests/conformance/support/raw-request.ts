import { connect } from 'node:net'
import type { ScimClient } from './client.ts'

/** An answer as its bytes came over the socket. */
export interface RawAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  /** Everything after the head. */
  readonly body: string
}

/**
 * Sends these headers and this path below the base URL byte for byte: what `fetch` would normalise, refuse or add. The
 * server is on this machine, whatever the base URL's host is called.
 */
export function sendRaw(
  baseUrl: string,
  method: string,
  path: string,
  headers: readonly string[],
  body = '',
): Promise<RawAnswer> {
  const { host, port, pathname } = new URL(baseUrl)
  const head = [
    `${method} ${pathname}${path} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
    ...(body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
    ...headers,
  ]
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect({ host: 'localhost', port: Number(port) })
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      text += chunk
    })
    socket.on('end', () => resolve(readAnswer(text)))
    socket.on('error', reject)
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  })
}

/** The credentials of a client as a raw header. */
export function credentials(scim: ScimClient): string {
  return `Authorization: Bearer ${scim.server.token}`
}

function readAnswer(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  return { status: Number(statusLine.split(' ')[1]), headers: new Map(headers), body: text.slice(end + 4) }
}
