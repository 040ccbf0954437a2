import Database from 'better-sqlite3'

const SCHEMA = `
create table if not exists runs(
  pk integer primary key autoincrement, id text not null unique, vendor text not null, team text,
  status text not null, body text not null) strict;
create table if not exists steps(
  run_pk int not null references runs(pk) on delete cascade, id text not null, position int not null, body text not null,
  primary key(run_pk, id)) strict;
create table if not exists exchanges(
  pk integer primary key autoincrement, run_pk int not null references runs(pk) on delete cascade,
  id text not null, step_id text not null, position int not null, body text not null, unique(run_pk, id)) strict;
create index if not exists exchanges_of_step on exchanges(run_pk, step_id);
create table if not exists findings(
  run_pk int not null references runs(pk) on delete cascade, id text not null, title text not null, body text not null,
  primary key(run_pk, id, title)) strict;
create table if not exists events(
  run_pk int not null references runs(pk) on delete cascade, sequence int not null, exchange_id text, body text,
  primary key(run_pk, sequence)) strict, without rowid;
`

/** The run log's database: durable against a crash of the process, not of the machine, since it is only a log. */
export function openRunLogDatabase(file: string): Database.Database {
  const db = new Database(file)
  db.pragma('journal_mode = wal')
  db.pragma('synchronous = normal')
  db.pragma('foreign_keys = on')
  // What is removed of people is gone from the file.
  db.pragma('secure_delete = on')
  db.exec(SCHEMA)
  return db
}
