import type Database from 'better-sqlite3'
import { openDatabase } from '../lifecycle/open-database.ts'

const MIGRATIONS: readonly string[] = [
  // The first releases kept no version, so the tables may be there already.
  `
  create table if not exists teams(
    pk integer primary key, id text not null unique, name text not null unique, display_name text not null,
    vendor text, scim_enabled int not null, strict int not null) strict;
  create table if not exists team_tokens(
    digest blob primary key, team_pk int not null references teams(pk) on delete cascade) strict, without rowid;
  `,
  // Every token until here was the operator's; when it was made is not known.
  `
  create table tokens(
    digest blob primary key, id text not null unique, team_pk int not null references teams(pk) on delete cascade,
    label text not null, is_operators int not null, may_write int not null, resource_types text,
    created int not null, expires int, last_used int) strict, without rowid;
  insert into tokens
    select digest, lower(hex(randomblob(16))), team_pk, 'operator', 1, 1, null, unixepoch() * 1000, null, null
    from team_tokens;
  drop table team_tokens;
  create index tokens_of_team on tokens(team_pk);
  `,
  // A team without a vendor is one that the operator made with serve --team.
  `
  alter table teams add plan text not null default 'enterprise' check (plan in ('enterprise', 'free'));
  alter table teams add seats int;
  alter table teams add profile_policy text not null default 'apply' check (profile_policy in ('apply', 'keep'));
  alter table teams add email_user_names int not null default 0;
  alter table teams add needs_saml int not null default 1;
  update teams set needs_saml = vendor is not null;
  alter table tokens add is_provisioning int not null default 0;
  alter table tokens add last_client text;
  create unique index provisioning_token on tokens(team_pk) where is_provisioning = 1;
  `,
  // A token may speak for one User: its SCIM id.
  `
  alter table tokens add subject text;
  `,
]

/** Opens the database of teams. @throws UsageError when a newer release wrote it. */
export function openTeamDatabase(file: string): Database.Database {
  return openDatabase(file, MIGRATIONS)
}
