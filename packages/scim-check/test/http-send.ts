import { Agent, request as ask } from 'node:http'
import type { Send } from '../src/index.ts'

const agent = new Agent({ keepAlive: true })

/** Sends over connections that are kept: `fetch` takes twice the time, and the tests send some ten thousand requests. */
export const httpSend: Send = ({ method, url, headers, body, signal }) =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const request = ask(
      url,
      { agent, method, headers: { ...Object.fromEntries(headers), ...length }, signal },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          const lines = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)])
          resolve({ status: answer.statusCode ?? 0, headers: lines, body: Buffer.concat(chunks).toString('utf8') })
        })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
