import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Exchange, SyncReport } from '../../packages/admin-api/src/index.ts'
import { projectRoot, readKnownFaults, runSync } from '../support/src/index.ts'
import { type Peer, startPeer } from './peer.ts'

const few = join(projectRoot, 'tests', 'interop', 'people.csv')
let folder: string
let many: string
let stop: (() => Promise<void>) | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scimulator-peers-'))
  many = join(folder, 'many.csv')
  const row = (n: number) => `p${n}@interop.example,P${n},Person,p${n}@interop.example,,,,All,true`
  const head = 'userName,givenName,familyName,email,title,department,manager,groups,active'
  await writeFile(many, [head, ...Array.from({ length: 120 }, (_, n) => row(n)), ''].join('\n'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(async () => {
  await stop?.()
  stop = undefined
})

async function start(program: string, env?: Record<string, string>): Promise<Peer> {
  const peer = await startPeer(program, env)
  stop = peer.stop
  return peer
}

/** What the exchanges of a finding must show, worked out from that peer's own answers. */
type Proof = (exchanges: readonly Exchange[]) => void
type Findings = Readonly<Record<string, Proof>>

async function findsExactly(
  peer: Peer,
  vendor: string,
  profile: string,
  people: string,
  expected: Findings,
): Promise<void> {
  const args = ['--target', peer.url, '--token', peer.token, '--profile', profile, '--people', people]
  const { code, report } = await runSync(vendor, args)
  const ids = Object.keys(expected)
  expect(report.findings.map(({ id }) => id).sort()).toEqual(ids.sort())
  const passes = ids.length === 0
  expect({ code, verdict: report.verdict }).toEqual({ code: passes ? 0 : 1, verdict: passes ? 'pass' : 'fail' })
  for (const { id, exchanges } of report.findings) {
    expect(exchanges, id).not.toEqual([])
    expected[id]?.(exchangesOf(report, exchanges))
  }
}

describe('better-auth 1.7.5, tolerant of what vendors send, strict about schemas', () => {
  const tooMany = everyAnswer(400, /One or more Group members are invalid/)
  const legacySchemas = {
    'create-refused': everyAnswer(400, /Unsupported SCIM User schema urn:scim:schemas:core:2\.0/),
  }

  const noPassword = { 'password-refused': everyAnswer(400, /password/i) }

  it.each<[string, string, Findings]>([
    ['okta', 'template', noPassword],
    ['okta', 'aiw', {}],
    ['onelogin', 'v2-enterprise', legacySchemas],
    ['azure', 'default', {}],
    ['azure', 'aadOptscim062020', {}],
  ])('%s %s finds what its answers show', async (vendor, profile, expected) => {
    await findsExactly(await start('better-auth-server.mjs'), vendor, profile, few, expected)
  })

  const limits: readonly [string, Record<string, string>, Findings][] = [
    ['refuses a group of more than 100 at its default limit of rows', {}, { ...noPassword, 'group-refused': tooMany }],
    ['takes it with the limit raised', { FIND_MANY_LIMIT: '1000' }, noPassword],
  ]
  it.each(limits)('%s', async (_, env, expected) => {
    await findsExactly(await start('better-auth-server.mjs', env), 'okta', 'template', many, expected)
  })

  it('every known fault that a sync meets is among them', async () => {
    const { findings } = await readKnownFaults('better-auth 1.7.5')
    expect(limits.flatMap(([, , expected]) => Object.keys(expected))).toEqual(expect.arrayContaining([...findings]))
  })
})

describe('Polis 26.2.0, which takes everything and keeps some of it', () => {
  const media = {
    'media-type': everyExchange(({ response }) => {
      const types = response?.headers.filter(([name]) => name.toLowerCase() === 'content-type')
      expect(types).toEqual([[expect.any(String), 'application/json; charset=utf-8']])
    }),
  }
  const externalId = {
    'attribute-lost': lacksExternalId,
    'not-applied:group-external-id': lacksExternalId,
  }
  const extension = someAnswer(/"urn:ietf:params:scim:schemas:extension:enterprise:2":\{"0:User:/)
  const textFalse = someAnswer(/"active":"(?:False|True)"/)
  const fromEntra = {
    ...media,
    ...externalId,
    'members-not-added': noMembers,
    'not-applied:add-manager': extension,
    'not-applied:add-extension': extension,
    'not-applied:replace-extension': extension,
    'not-applied:rename-group': lacksExternalId,
  }

  const beyondFifty = {
    'members-not-kept': noMembers,
    'user-missing-from-import': someAnswer(/"totalResults":50\b/),
  }

  const cases: readonly [string, string, Findings][] = [
    ['okta', 'template', { 'members-not-kept': noMembers }],
    ['okta', 'aiw', { 'members-not-kept': noMembers }],
    ['onelogin', 'v2-enterprise', { 'membership-lost': noMembers }],
    ['azure', 'default', { ...fromEntra, 'not-applied:change-several': extension, 'active-not-boolean': textFalse }],
    ['azure', 'aadOptscim062020', { ...fromEntra, 'not-applied:add-several': extension }],
  ]
  it.each(cases)('%s %s finds what its answers show', async (vendor, profile, expected) => {
    await findsExactly(await start('polis-server.mjs'), vendor, profile, few, expected)
  })

  it('hides everybody behind the first 50 from an import', async () => {
    await findsExactly(await start('polis-server.mjs'), 'okta', 'template', many, beyondFifty)
  })

  it('every known fault that a sync meets is among them', async () => {
    const { findings } = await readKnownFaults('Polis 26.2.0')
    const expected = [...cases.map(([, , found]) => found), beyondFifty].flatMap((found) => Object.keys(found))
    expect(expected).toEqual(expect.arrayContaining([...findings]))
  })
})

function exchangesOf(report: SyncReport, ids: readonly string[]): Exchange[] {
  const wanted = new Set(ids)
  return report.steps.flatMap(({ exchanges }) => exchanges).filter(({ id }) => wanted.has(id))
}

function everyExchange(shows: (exchange: Exchange) => void): Proof {
  return (exchanges) => {
    for (const exchange of exchanges) shows(exchange)
  }
}

function everyAnswer(status: number, text: RegExp): Proof {
  return everyExchange(({ response }) => {
    expect(response?.status).toBe(status)
    expect(response?.body).toMatch(text)
  })
}

function someAnswer(text: RegExp): Proof {
  return (exchanges) =>
    expect(exchanges.map(({ response }) => response?.body)).toContainEqual(expect.stringMatching(text))
}

function lacksExternalId(exchanges: readonly Exchange[]): void {
  expect(exchanges.some(({ request }) => request.body?.includes('"externalId"'))).toBe(true)
  for (const { response } of exchanges) expect(response?.body).not.toContain('"externalId"')
}

function noMembers(exchanges: readonly Exchange[]): void {
  const groups = exchanges.map(({ response }) => response?.body ?? '').filter((body) => body.includes(':2.0:Group"'))
  expect(groups).not.toEqual([])
  for (const body of groups) expect(body).toContain('"members":[]')
}
