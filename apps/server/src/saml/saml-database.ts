import Database from 'better-sqlite3'
import { UsageError } from '../config/usage-error.ts'

/** Text in the order it is run; `user_version` of a database is how many of these it has seen. */
const MIGRATIONS: readonly string[] = [
  `
  create table identity_providers(
    team_id text primary key, entity_id text not null, sso_url text not null, metadata_url text,
    certificates text not null, set_up_at int not null) strict, without rowid;
  create table rules(
    team_id text primary key, require_sso int not null, jit int not null, jit_role text not null,
    allow_sha1 int not null) strict, without rowid;
  create table requests(
    digest blob primary key, team_id text not null, path text not null, expires int not null) strict, without rowid;
  create index requests_of_team on requests(team_id, expires);
  create index requests_by_end on requests(expires);
  create table used_assertions(
    team_id text not null, issuer text not null, assertion_id text not null, until int not null,
    primary key(team_id, issuer, assertion_id)) strict, without rowid;
  create index used_assertions_by_end on used_assertions(until);
  create table refusals(
    pk integer primary key, team_id text not null, at int not null, reference text not null,
    reason text not null) strict;
  create index refusals_of_team on refusals(team_id, pk);
  `,
]

/** Opens the database of sign-on and brings it to the newest version. @throws UsageError when a newer release wrote it. */
export function openSamlDatabase(file: string): Database.Database {
  const db = new Database(file)
  db.pragma('journal_mode = wal')
  // An assertion that was used stays used, whatever happens to the machine.
  db.pragma('synchronous = full')
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version > MIGRATIONS.length) {
    db.close()
    throw new UsageError(
      `${file} has version ${version}, newer than ${MIGRATIONS.length}: use a newer release or another directory.`,
    )
  }
  const bringUpToDate = db.transaction(() => {
    for (const text of MIGRATIONS.slice(version)) db.exec(text)
    db.pragma(`user_version = ${MIGRATIONS.length}`)
  })
  bringUpToDate.immediate()
  return db
}
