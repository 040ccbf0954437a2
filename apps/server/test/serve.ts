import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http'
import { type Member, memberPageSchema, oneTimeLinkSchema } from '@scimulator/admin-api'
import { pino } from 'pino'
import { type Clock, SYSTEM_CLOCK } from '../src/config/clock.ts'
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
  /** Signs in as the operator and returns the cookie to send. */
  signIn(): Promise<string>
  /** What a local process asks. */
  ask(method: string, path: string, body?: unknown): Promise<Answer>
  /** The member of a team with this userName, or of a demo team's staff with this role. */
  member(team: string, who: string): Promise<Member>
  /** Signs a person in by a one-time link. */
  signInPerson(team: string, who: string): Promise<PersonBrowser>
  /** A SCIM request to a team with its token. */
  scim(team: string, method: string, path: string, body?: unknown): Promise<Answer>
}

/** A browser that is signed in as somebody. */
export interface PersonBrowser {
  readonly member: Member
  readonly cookie: string
  /** A request from the dashboard's own pages to the team's part of the API. */
  call(method: string, path: string, body?: unknown): Promise<Answer>
}

/** Two teams with a person each. */
export const TWO_TEAMS: Config['demoTeams'] = [
  { team: 'acme', displayName: 'Acme', vendor: 'alpha', people: [{ userName: 'ann@acme.example' }] },
  { team: 'globex', displayName: 'Globex', vendor: 'beta', people: [{ userName: 'bob@globex.example' }] },
]

/** Starts a server with the two teams, or as `overrides` say. */
export async function serve(overrides: Partial<Config> = {}, clock: Clock = SYSTEM_CLOCK): Promise<TestServer> {
  const config = { ...readConfig(['--port', '0', '--data', ':memory:'], {}), demoTeams: TWO_TEAMS, ...overrides }
  const running = await startServer(config, pino({ level: 'silent' }), {}, clock)
  const port = running.port
  const call: TestServer['call'] = (method, path, init = {}) => send(port, method, path, init)
  const ask: TestServer['ask'] = (method, path, body) =>
    call(method, path, { headers: { authorization: `Bearer ${running.ingestToken}` }, body })
  const member: TestServer['member'] = async (team, who) => {
    const userName = who.includes('@') ? who : `${who}@${team}.example`
    const { text } = await ask('GET', `/api/teams/${team}/members?q=${encodeURIComponent(userName)}`)
    const found = memberPageSchema.parse(JSON.parse(text)).members.find((each) => each.userName === userName)
    if (found === undefined) throw new Error(`${userName} is not in ${team}.`)
    return found
  }
  return {
    ...running,
    get teams() {
      return running.teams
    },
    port,
    call,
    ask,
    member,
    async signInPerson(team, who) {
      const person = await member(team, who)
      const made = await ask('POST', `/api/teams/${team}/sign-in-links`, { personId: person.personId })
      const { url } = oneTimeLinkSchema.parse(JSON.parse(made.text))
      const entered = await call('GET', url.slice(running.url.length))
      const cookie = cookieOf(entered)
      return {
        member: person,
        cookie,
        call: (method, path, body) =>
          call(method, `/api/teams/${team}/${path}`, { headers: { cookie, 'sec-fetch-site': 'same-origin' }, body }),
      }
    },
    scim(team, method, path, body) {
      const token = running.teams.find((each) => each.team.name === team)?.token
      return call(method, `/teams/${team}/scim/v2${path}`, { headers: { authorization: `Bearer ${token}` }, body })
    },
    async signIn() {
      return cookieOf(await call('GET', running.signInLink().slice(running.url.length)))
    },
  }
}

/** The cookie that an answer sets, as it is sent back. */
export function cookieOf({ headers }: Answer): string {
  return String(headers['set-cookie']).split(';', 1)[0] ?? ''
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
