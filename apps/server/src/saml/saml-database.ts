import type Database from 'better-sqlite3'
import { openDatabase } from '../lifecycle/open-database.ts'

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

/** Opens the database of sign-on: an assertion that was used stays used, whatever happens to the machine. @throws UsageError when a newer release wrote it. */
export function openSamlDatabase(file: string): Database.Database {
  return openDatabase(file, MIGRATIONS)
}
