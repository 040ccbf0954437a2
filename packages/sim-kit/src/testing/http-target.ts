import http from 'node:http'

/** A target on a free port of the loopback interface. */
export interface HttpTarget {
  readonly url: string
  /** `METHOD path` of every request so far. */
  readonly requests: string[]
  readonly bodies: string[]
  close(): Promise<void>
}

/** Serves `answer` for every request, its body already read. */
export async function httpTarget(
  answer: (request: http.IncomingMessage, response: http.ServerResponse, body: string) => void,
): Promise<HttpTarget> {
  const requests: string[] = []
  const bodies: string[] = []
  const server = http.createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      bodies.push(body)
      answer(request, response, body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    bodies,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers with JSON. */
export function sendJson(response: http.ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

/** The least a server must do for the fake vendor to be content. */
export function contentServer(request: http.IncomingMessage, response: http.ServerResponse): void {
  if (request.method === 'GET') sendJson(response, 200, { totalResults: 0, Resources: [] })
  else sendJson(response, 201, { id: '1' })
}
