import { timingSafeEqual } from 'node:crypto'
import Database from 'better-sqlite3'
import { v7 as uuid } from 'uuid'
import type { NewTeam, Team, TeamStore } from './team.ts'
import { digestOf } from './token.ts'

const SCHEMA = `
create table if not exists teams(
  pk integer primary key, id text not null unique, name text not null unique, display_name text not null,
  vendor text, scim_enabled int not null, strict int not null) strict;
create table if not exists team_tokens(
  digest blob primary key, team_pk int not null references teams(pk) on delete cascade) strict, without rowid;
create index if not exists team_tokens_team on team_tokens(team_pk);
`

const COLUMNS = 't.id, t.name, t.display_name as displayName, t.vendor, t.scim_enabled as scimEnabled, t.strict'

interface TeamRow {
  readonly id: string
  readonly name: string
  readonly displayName: string
  readonly vendor: string | null
  readonly scimEnabled: number
  readonly strict: number
}

/** Opens the teams kept in one SQLite file, or in memory for `:memory:`. */
export function createSqliteTeamStore(file: string): TeamStore {
  const db = new Database(file)
  db.pragma('journal_mode = wal')
  db.pragma('synchronous = full')
  db.pragma('foreign_keys = on')
  db.exec(SCHEMA)
  const insert = db.prepare<unknown[]>(
    'insert into teams(id, name, display_name, vendor, scim_enabled, strict) values (?, ?, ?, ?, 1, ?)',
  )
  const all = db.prepare<[], TeamRow>(`select ${COLUMNS} from teams t order by t.pk`)
  const byDigest = db.prepare<[Buffer], TeamRow & { digest: Buffer }>(
    `select ${COLUMNS}, k.digest from team_tokens k join teams t on t.pk = k.team_pk where k.digest = ?`,
  )
  const enable = db.prepare<[number, string]>('update teams set scim_enabled = ? where id = ?')
  const setStrict = db.prepare<[number, string]>('update teams set strict = ? where id = ?')
  const addToken = db.prepare<[Buffer, string]>(
    'insert or ignore into team_tokens(digest, team_pk) select ?, pk from teams where id = ?',
  )
  const revoke = db.prepare<[string]>('delete from team_tokens where team_pk = (select pk from teams where id = ?)')
  // Every request asks by name and this process alone writes the file, so the few teams are kept in memory.
  let byName = new Map<string, Team>()
  let byId = new Map<string, Team>()
  function reload(): void {
    const teams = all.all().map(toTeam)
    byName = new Map(teams.map((team) => [team.name, team]))
    byId = new Map(teams.map((team) => [team.id, team]))
  }
  reload()

  return {
    create(team: NewTeam) {
      const id = uuid()
      insert.run(id, team.name, team.displayName, team.vendor, Number(team.strict))
      reload()
      return { ...team, id, scimEnabled: true }
    },
    byName: (name) => byName.get(name),
    byId: (id) => byId.get(id),
    list: () => [...byName.values()],
    setScimEnabled(teamId, enabled) {
      enable.run(Number(enabled), teamId)
      reload()
    },
    setStrict(teamId, strict) {
      setStrict.run(Number(strict), teamId)
      reload()
    },
    addToken: (teamId, token) => void addToken.run(digestOf(token), teamId),
    revokeTokens: (teamId) => void revoke.run(teamId),
    byToken(token) {
      const digest = digestOf(token)
      const row = byDigest.get(digest)
      return row !== undefined && timingSafeEqual(row.digest, digest) ? toTeam(row) : undefined
    },
    close: () => void db.close(),
  }
}

function toTeam(row: TeamRow): Team {
  const { id, name, displayName, vendor } = row
  return { id, name, displayName, vendor, scimEnabled: row.scimEnabled === 1, strict: row.strict === 1 }
}
