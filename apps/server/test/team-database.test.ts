import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UsageError } from '../src/config/usage-error.ts'
import { createSqliteTeamStore } from '../src/teams/sqlite-team-store.ts'
import { digestOf } from '../src/teams/token.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'team-database-'))
  file = join(folder, 'teams.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What the first releases wrote. */
function writeFirstVersion(): void {
  const db = new Database(file)
  db.exec(`
    create table teams(
      pk integer primary key, id text not null unique, name text not null unique, display_name text not null,
      vendor text, scim_enabled int not null, strict int not null) strict;
    create table team_tokens(
      digest blob primary key, team_pk int not null references teams(pk) on delete cascade) strict, without rowid;
    create index team_tokens_team on team_tokens(team_pk);
    insert into teams values (1, 'id-1', 'acme', 'Acme', null, 1, 0), (2, 'id-2', 'globex', 'Globex', 'beta', 0, 1);
  `)
  const insert = db.prepare('insert into team_tokens(digest, team_pk) values (?, ?)')
  insert.run(digestOf('first'), 1)
  insert.run(digestOf('second'), 2)
  db.close()
}

describe('the database of teams', () => {
  it('takes over teams and tokens of the first version: full access, no end, its own id each', () => {
    writeFirstVersion()
    for (const start of ['first start', 'second start']) {
      const teams = createSqliteTeamStore(file)
      expect([start, teams.list().map(({ name }) => name)]).toEqual([start, ['acme', 'globex']])
      expect(teams.byToken('first')).toMatchObject({ team: { id: 'id-1' }, access: { write: true } })
      expect(teams.byToken('second')?.team).toMatchObject({ name: 'globex', scimEnabled: false, strict: true })
      const tokens = [...teams.tokens('id-1'), ...teams.tokens('id-2')]
      expect(tokens).toMatchObject([{ expires: null }, { expires: null }])
      expect(new Set(tokens.map(({ id }) => id)).size).toBe(2)
      teams.close()
    }
  })
  it('refuses what a newer release wrote and leaves it alone', () => {
    createSqliteTeamStore(file).close()
    const db = new Database(file)
    db.pragma('user_version = 99')
    expect(() => createSqliteTeamStore(file)).toThrow(UsageError)
    expect(db.pragma('user_version', { simple: true })).toBe(99)
    db.close()
  })
  it('tokens with all they are, and when they were last used, survive a restart', () => {
    let at = 1000
    const now = (): number => at
    let teams = createSqliteTeamStore(file, { now })
    const team = teams.create({ name: 'acme', displayName: 'Acme', vendor: null, strict: false })
    const access = { write: false, resourceTypes: ['Group'] }
    const { secret, token } = teams.issueToken(team.id, { label: 'reports', access, subject: null, lifeMs: 5000 })
    at = 2000
    teams.byToken(secret)
    teams.close()
    teams = createSqliteTeamStore(file, { now })
    expect(teams.tokens(team.id)).toEqual([{ ...token, access, created: 1000, expires: 6000, lastUsed: 2000 }])
    expect(teams.byToken(secret)).toMatchObject({ tokenId: token.id, access })
    teams.close()
  })
  it('a look-up writes nothing to the database', () => {
    const teams = createSqliteTeamStore(file)
    const team = teams.create({ name: 'acme', displayName: 'Acme', vendor: null, strict: false })
    teams.admitOperatorToken(team.id, 'secret')
    const other = new Database(file, { readonly: true })
    const version = (): unknown => other.pragma('data_version', { simple: true })
    const before = version()
    for (let count = 0; count < 100; count += 1) teams.byToken('secret')
    expect(version()).toBe(before)
    expect(teams.tokens(team.id)[0]?.lastUsed).not.toBeNull()
    other.close()
    teams.close()
  })
  it("the operator's tokens can be taken without those that were issued", () => {
    const teams = createSqliteTeamStore(file)
    const team = teams.create({ name: 'acme', displayName: 'Acme', vendor: null, strict: false })
    teams.admitOperatorToken(team.id, 'secret')
    const { secret } = teams.issueToken(team.id, {
      label: 'CI',
      access: { write: true },
      subject: null,
      lifeMs: 60_000,
    })
    teams.revokeOperatorTokens(team.id)
    expect(teams.byToken('secret')).toBeUndefined()
    expect(teams.byToken(secret)?.team).toEqual(team)
    teams.close()
  })
})
