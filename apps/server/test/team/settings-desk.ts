import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newTokenSchema, type ScimSettings, scimSettingsSchema } from '@scimulator/admin-api'
import { afterEach, beforeEach, expect } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import { metadataOf } from '../saml/forge.ts'
import { type Answer, type PersonBrowser, serve, type TestServer } from '../serve.ts'
import { type StillClock, stillClock } from '../still-clock.ts'

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const SETTINGS = 'scim-settings'
export const TICK = { endsOldToken: true }

/** Of the running test: a server on a folder of its own, and an owner of the team `acme`. */
export let clock: StillClock
export let server: TestServer
export let owner: PersonBrowser
export let folder: string

/** Gives each test of a file its own. */
export function useSettings(): void {
  beforeEach(async () => {
    clock = stillClock()
    folder = mkdtempSync(join(tmpdir(), 'scim-settings-'))
    await start()
  })
  afterEach(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })
}

/** Starts the server on the folder, with the owner signed in. */
export async function start(overrides: Partial<Config> = {}): Promise<void> {
  server = await serve({ dataDir: folder, runtimeDir: folder, ...overrides }, clock)
  owner = await server.signInPerson('acme', 'owner')
}

/** Stops the server, and starts it again. */
export async function restart(between: () => void = () => {}): Promise<void> {
  await server.close()
  between()
  await start()
}

/** Stops the server, and starts another, where nobody is signed in. */
export async function serveInstead(overrides: Partial<Config>, between: () => void = () => {}): Promise<void> {
  await server.close()
  between()
  server = await serve(overrides, clock)
}

/** The header that a token comes in. */
export const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` })
/** Asks a team by SCIM with some token. */
export const scim = (token: string, path = '/Users', host = 'acme'): Promise<Answer> =>
  server.call('GET', `/teams/${host}/scim/v2${path}`, { headers: bearer(token) })
/** The settings as somebody reads them. */
export const read = async (person: PersonBrowser = owner): Promise<ScimSettings> =>
  scimSettingsSchema.parse(JSON.parse((await person.call('GET', SETTINGS)).text))
export const change = (body: object, person: PersonBrowser = owner): Promise<Answer> =>
  person.call('PATCH', SETTINGS, body)
export const tokenNow = (): string => server.teams[0]?.token ?? ''
export const codeOf = ({ text }: Answer): unknown => (JSON.parse(text) as { error?: { code?: unknown } }).error?.code
export const setSaml = (): Promise<Answer> => owner.call('PUT', 'sign-on/saml', { metadata: metadataOf() })

/** Makes a new token by the page. */
export async function rotate(person: PersonBrowser = owner): Promise<string> {
  const answer = await person.call('POST', `${SETTINGS}/token`, TICK)
  expect(answer.status).toBe(201)
  return newTokenSchema.parse(JSON.parse(answer.text)).token
}

/** Everybody of the team. */
export async function states(): Promise<unknown> {
  const { text } = await server.ask('GET', '/api/teams/acme/members?count=200')
  return JSON.parse(text)
}

/** Rows of the audit log, newest first. */
export async function auditOf(action: string): Promise<Record<string, unknown>[]> {
  const { text } = await owner.call('GET', 'audit-log?count=200')
  const { rows } = JSON.parse(text) as { rows: Record<string, unknown>[] }
  return rows.filter((row) => row.action === action)
}
