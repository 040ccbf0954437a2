import { expect } from 'vitest'
import { type Answer, serve } from './serve.ts'

/** A JSON object. */
export type Json = Record<string, unknown>
/** The result of an operation; `at` is the path in its location. */
export type Result = { status: string; location?: string; response?: Json; at: string }
/** A person at the server. */
export type Person = { id: string; userName: string; path: string }

/** Schema of a User. */
export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
/** Schema of a Group. */
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
/** Schema of the enterprise attributes. */
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** A message of the protocol. */
export const message = (name: string, rest: Json): Json => ({
  schemas: [`urn:ietf:params:scim:api:messages:2.0:${name}`],
  ...rest,
})
/** The body of a PATCH. */
export const patchOp = (...Operations: Json[]): Json => message('PatchOp', { Operations })
/** The body of an answer. */
export const json = ({ text }: Answer): Json => JSON.parse(text) as Json
/** The body of a User. */
export const user = (userName: string, rest: Json = {}): Json => ({ schemas: [USER], userName, ...rest })

/** A server whose first team is given defects. */
export interface DoorLab {
  readonly close: () => Promise<void>
  /** A name nobody else has. */
  readonly name: () => string
  readonly give: (...presets: string[]) => Promise<void>
  readonly ask: (method: string, path: string, body?: Json) => Promise<Answer>
  /** Asks without a token. */
  readonly askAsStranger: (method: string, path: string, body?: Json) => Promise<Answer>
  readonly search: (path: string, rest: Json) => Promise<Answer>
  /** A person the server has, made while it keeps to the rules. */
  readonly person: (rest?: Json) => Promise<Person>
  /** The path of a group with these members, made while the server keeps to the rules. */
  readonly group: (members: readonly string[]) => Promise<string>
  readonly membersAt: (path: string) => Promise<unknown[]>
  /** The results of a bulk request. */
  readonly bulk: (Operations: Json[], rest?: Json) => Promise<Result[]>
}

/** Starts a server to try the ways by which a request may meet a defect. */
export async function openDoors(): Promise<DoorLab> {
  const server = await serve()
  let made = 0
  const name = (): string => `door${++made}@acme.example`
  const ask: DoorLab['ask'] = (method, path, body) => server.scim('acme', method, path, body)
  const give: DoorLab['give'] = async (...presets) => {
    expect((await server.ask('PUT', '/api/teams/acme/preset', { presets })).status).toBe(200)
  }
  return {
    close: () => server.close(),
    name,
    give,
    ask,
    askAsStranger: (method, path, body) => server.call(method, `/teams/acme/scim/v2${path}`, { body }),
    search: (path, rest) => ask('POST', path, message('SearchRequest', rest)),
    async person(rest = {}) {
      await give()
      const userName = name()
      const { id } = json(await ask('POST', '/Users', user(userName, rest)))
      return { id: String(id), userName, path: `/Users/${String(id)}` }
    },
    async group(members) {
      await give()
      const body = { schemas: [GROUP], displayName: name(), members: members.map((value) => ({ value })) }
      return `/Groups/${String(json(await ask('POST', '/Groups', body)).id)}`
    },
    async membersAt(path) {
      const { members } = json(await ask('GET', path))
      return Array.isArray(members) ? (members as unknown[]) : []
    },
    async bulk(Operations, rest = {}) {
      const answer = await ask('POST', '/Bulk', message('BulkRequest', { Operations, ...rest }))
      expect(answer.status).toBe(200)
      const results = json(answer).Operations as Result[]
      return results.map((result) => ({ ...result, at: result.location?.split('/scim/v2')[1] ?? '' }))
    },
  }
}
