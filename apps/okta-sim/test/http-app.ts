import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { SyncReport } from '@scimulator/admin-api'
import { isJsonObject } from '@scimulator/scim-core'
import { type Directory, type Profile, type ScimRequest, startRun } from '@scimulator/sim-kit'
import type { AppTask } from '../src/app/state.ts'
import { vendor } from '../src/vendor.ts'
import { actionOf, defaultsOf } from './act.ts'
import type { Words } from './admin-app.ts'
import { Responder } from './responder.ts'

/** What a broken target answers; `silence`: it closes the connection. */
export type Broken = { readonly status: number; readonly body?: string; readonly location?: string } | 'silence'

/** A console whose orders are runs of their own over HTTP, each going on from what the last one saved. */
export class HttpApp {
  readonly responder: Responder = new Responder()
  directory: Directory
  /** What the target answers to the requests it is broken for. */
  broken: ((line: string) => Broken | undefined) | undefined
  private readonly profile: Profile
  private readonly server: Server
  private readonly state = { value: {} }
  private readonly meeting = { met: false }
  private target = ''

  constructor(profile: Profile, directory: Directory) {
    this.profile = profile
    this.directory = directory
    this.server = createServer((request, response) => void this.answer(request, response))
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    const address = this.server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    this.target = `http://127.0.0.1:${address.port}`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  async order(id: string, { person, group, changes, options }: Words = {}): Promise<SyncReport> {
    const action = actionOf(this.profile, id)
    const { people, groups } = this.directory
    const [who, which] = [people[person ?? -1], groups[group ?? -1]]
    const prepared = action.prepare(
      {
        options: { ...defaultsOf(action), ...options },
        ...(who === undefined ? {} : { person: who }),
        ...(which === undefined ? {} : { group: which }),
        ...(changes === undefined ? {} : { changes }),
      },
      this.directory,
    )
    this.directory = prepared.directory
    this.state.value = JSON.parse(JSON.stringify(this.state.value)) as object
    const run = await startRun({
      vendor,
      profile: this.profile,
      scenario: id,
      isAction: true,
      play: prepared.play,
      connection: this.profile.connect({ target: this.target, token: 'a-token' }),
      token: 'a-token',
      directory: this.directory,
      state: this.state,
      meeting: this.meeting,
      knobs: Object.fromEntries(this.profile.knobs.map((knob) => [knob.id, knob.default])),
      seed: 'seed',
      trigger: 'cli',
      wire: { timeoutMs: 5000 },
      keep: 'all',
      dashboard: undefined,
      sinks: [],
      note: () => {},
    })
    return (await run.finished).report
  }

  /** What waits on the Dashboard, by kind and subject. */
  tasks(): Record<string, AppTask> {
    const { tasks = {} } = this.state.value as { tasks?: Record<string, AppTask> } // as the simulator saves it
    return tasks
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '' } = request
    const body: unknown = JSON.parse((await text(request)) || 'null')
    const broken = this.broken?.(`${method} ${url}`)
    if (broken === 'silence') {
      request.socket.destroy()
    } else if (broken !== undefined) {
      response.writeHead(broken.status, broken.location === undefined ? {} : { Location: broken.location })
      response.end(broken.body ?? '')
    } else {
      const canned = this.responder.respond({
        shape: 'any',
        method: method as ScimRequest['method'], // Okta sends no other
        path: url,
        ...(isJsonObject(body) ? { body } : {}),
      })
      const known = 'status' in canned ? canned : { status: 500 }
      response.writeHead(known.status, { 'Content-Type': 'application/scim+json' })
      response.end(known.body === undefined ? '' : JSON.stringify(known.body))
    }
  }
}
