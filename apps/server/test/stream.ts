import { request as httpRequest } from 'node:http'
import type { TestServer } from './serve.ts'

/** One server-sent event. */
export interface SentEvent {
  readonly id?: string
  readonly event?: string
  readonly data: string
}

/** A client of server-sent events that hands them out in order. */
export interface Stream {
  /** Resolves with the next `count` events. */
  take(count: number): Promise<SentEvent[]>
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>
  close(): void
}

/** Opens a stream; resolves when the server has answered. */
export function openStream(server: TestServer, path: string, headers: Record<string, string>): Promise<Stream> {
  const received: SentEvent[] = []
  let wake = (): void => {}
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: server.port,
      path,
      headers: { host: `localhost:${server.port}`, ...headers },
    }
    const sent = httpRequest(options, (response) => {
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        const blocks = `${rest}${chunk}`.split('\n\n')
        rest = blocks.pop() ?? ''
        received.push(...blocks.flatMap(toEvent))
        wake()
      })
      response.on('error', () => {})
      resolve({
        async take(count) {
          while (received.length < count)
            await new Promise<void>((woken) => {
              wake = woken
            })
          return received.splice(0, count)
        },
        ended: new Promise((end) => response.once('end', end)),
        close: () => void sent.destroy(),
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}

function toEvent(block: string): SentEvent[] {
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
  const [id, event, data] = [field('id'), field('event'), field('data')]
  if (data === undefined) return []
  return [{ ...(id === undefined ? {} : { id }), ...(event === undefined ? {} : { event }), data }]
}
