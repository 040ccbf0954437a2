import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memberPageSchema } from '@scimulator/admin-api'
import { GROUP, USER, USER_SCHEMA } from '@scimulator/scim-core'
import { createSqliteStore } from '@scimulator/scim-store/sqlite'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { serve } from '../serve.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-teams-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

interface Who {
  readonly userName: string
  readonly role: string
  readonly state: string
  readonly origin: string
}

async function membersOf(team: string, overrides: Parameters<typeof serve>[0] = {}): Promise<Who[]> {
  const server = await serve({ dataDir: folder, runtimeDir: folder, ...overrides })
  const { text } = await server.ask('GET', `/api/teams/${team}/members`)
  await server.close()
  return memberPageSchema
    .parse(JSON.parse(text))
    .members.map(({ userName, role, state, origin }) => ({ userName, role, state, origin }))
}

it('a demo team begins with an owner, an admin, a member and whom an identity provider will find, once', async () => {
  const first = await membersOf('acme')
  const founder = { state: 'active', origin: 'founder' }
  expect(first).toEqual(
    expect.arrayContaining([
      { userName: 'owner@acme.example', role: 'owner', ...founder },
      { userName: 'admin@acme.example', role: 'admin', ...founder },
      { userName: 'member@acme.example', role: 'member', ...founder },
      { userName: 'ann@acme.example', role: 'member', ...founder },
    ]),
  )
  expect(first).toHaveLength(4)
  expect(await membersOf('acme')).toEqual(first)
})

it('a demo team has the spaces it is given, with the owner in them, once', async () => {
  const spaces = [{ name: 'Welcome', kind: 'open', documents: [{ title: 'Read me', body: 'Text.' }] }] as const
  const demoTeams = [{ team: 'acme', displayName: 'Acme', vendor: 'alpha', people: [], spaces }]
  for (const start of ['first', 'second']) {
    const server = await serve({ dataDir: folder, runtimeDir: folder, demoTeams })
    const member = await server.signInPerson('acme', 'member')
    const found: unknown = JSON.parse((await member.call('GET', 'spaces')).text)
    expect([start, found]).toMatchObject([start, [{ name: 'Welcome', people: [{ displayName: 'Olive Owner' }] }]])
    const documents: unknown = JSON.parse((await member.call('GET', 'documents')).text)
    expect(documents).toMatchObject([{ title: 'Read me', owner: { displayName: 'Olive Owner' } }])
    expect(found).toHaveLength(1)
    await server.close()
  }
})

it('a data folder of the first release is taken over: its Users are members, the demo’s owner and admin are what they were', async () => {
  const db = new Database(join(folder, 'teams.db'))
  db.exec(`
    create table teams(
      pk integer primary key, id text not null unique, name text not null unique, display_name text not null,
      vendor text, scim_enabled int not null, strict int not null) strict;
    create table team_tokens(
      digest blob primary key, team_pk int not null references teams(pk) on delete cascade) strict, without rowid;
    insert into teams values (1, 'id-1', 'acme', 'Acme', 'alpha', 1, 0);
  `)
  db.close()
  const store = createSqliteStore({ file: join(folder, 'resources.db'), resourceTypes: [USER, GROUP] })
  const user = (userName: string, active = true) => ({ schemas: [USER_SCHEMA], userName, active })
  await store.transact('id-1', async (tx) => {
    await tx.create('User', user('owner@acme.example'))
    await tx.create('User', user('admin@acme.example'))
    await tx.create('User', user('ann@acme.example', false))
  })
  await store.close()
  const first = await membersOf('acme')
  expect(first).toEqual(
    expect.arrayContaining([
      { userName: 'owner@acme.example', role: 'owner', state: 'active', origin: 'founder' },
      { userName: 'admin@acme.example', role: 'admin', state: 'active', origin: 'scim' },
      { userName: 'ann@acme.example', role: 'member', state: 'inactive', origin: 'scim' },
    ]),
  )
  expect(first).toHaveLength(3)
  expect(await membersOf('acme')).toEqual(first)
})

it('a demo token that an earlier release kept is the page’s from now on, and no other beside it works', async () => {
  const start = (): ReturnType<typeof serve> => serve({ dataDir: folder, runtimeDir: folder })
  let server = await start()
  const [{ token = '' } = {}] = server.teams
  await server.close()
  const db = new Database(join(folder, 'teams.db'))
  db.prepare('update tokens set is_provisioning = 0, is_operators = 1').run()
  db.close()
  server = await start()
  expect(server.teams[0]?.token).toBe(token)
  const { text } = await server.ask('GET', '/api/teams/acme/tokens')
  expect(JSON.parse(text)).toMatchObject({ tokens: [{ label: 'SCIM Provisioning', expiresAt: null }] })
  expect((await server.scim('acme', 'GET', '/Users')).status).toBe(200)
  await server.close()
})
