import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http'
import { pino } from 'pino'
import { type Config, readConfig } from '../src/config/config.ts'
import { type RunningServer, startServer } from '../src/server.ts'

/** An answer with its raw body. */
export interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly text: string
}

/** A server on a free port, in memory unless told otherwise. */
export interface TestServer extends RunningServer {
  readonly port: number
  call(method: string, path: string, init?: { headers?: OutgoingHttpHeaders; body?: unknown }): Promise<Answer>
  /** Signs in and returns the cookie to send. */
  signIn(): Promise<string>
}

/** Two teams with a person each. */
export const TWO_TEAMS: Config['demoTeams'] = [
  { team: 'acme', displayName: 'Acme', vendor: 'alpha', people: [{ userName: 'ann@acme.example' }] },
  { team: 'globex', displayName: 'Globex', vendor: 'beta', people: [{ userName: 'bob@globex.example' }] },
]

/** Starts a server with the two teams, or as `overrides` say. */
export async function serve(overrides: Partial<Config> = {}): Promise<TestServer> {
  const config = { ...readConfig(['--port', '0', '--data', ':memory:'], {}), demoTeams: TWO_TEAMS, ...overrides }
  const running = await startServer(config, pino({ level: 'silent' }))
  const port = running.port
  const call: TestServer['call'] = (method, path, init = {}) => send(port, method, path, init)
  return {
    ...running,
    port,
    call,
    async signIn() {
      const { headers } = await call('GET', running.signInLink().slice(running.url.length))
      return String(headers['set-cookie']).split(';', 1)[0] ?? ''
    },
  }
}

// Not fetch: the Host header and the exact path must be ours.
function send(
  port: number,
  method: string,
  path: string,
  { headers = {}, body }: { headers?: OutgoingHttpHeaders; body?: unknown },
): Promise<Answer> {
  const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  const type =
    payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: { host: `localhost:${port}`, ...type, ...headers },
      agent: false,
    }
    const sent = httpRequest(options, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end(payload)
  })
}
