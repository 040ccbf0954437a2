import type { Connection } from './connection.ts'

/** "SCIM" in ASCII: marks a database file as ours. */
const APPLICATION_ID = 0x5343494d

/** Text in the order it is run; the version of a database is how many of these it has seen. */
const MIGRATIONS: readonly string[] = [
  `
  create table name (
    pk integer primary key,
    text text not null unique
  ) strict;

  create table setting (
    name text primary key,
    value text not null
  ) strict, without rowid;

  create table resource (
    pk integer primary key,
    tenant integer not null,
    type integer not null,
    id text not null,
    version integer not null,
    created integer not null,
    last_modified integer not null,
    user_name text,
    display_name text,
    external_id text,
    active integer,
    display text,
    doc text not null
  ) strict;
  create unique index resource_id on resource (tenant, id);
  create index resource_type on resource (tenant, type);
  create index resource_user_name on resource (tenant, type, user_name);
  create index resource_display_name on resource (tenant, type, display_name);
  create index resource_external_id on resource (tenant, type, external_id) where external_id is not null;
  create index resource_last_modified on resource (tenant, type, last_modified);
  create index resource_inactive on resource (tenant, type) where active = 0;

  create table resource_key (
    tenant integer not null,
    type integer not null,
    path integer not null,
    value text not null,
    resource_pk integer not null references resource on delete cascade,
    primary key (tenant, type, path, value, resource_pk)
  ) strict, without rowid;
  create index resource_key_resource on resource_key (resource_pk);

  create table membership (
    group_pk integer not null references resource on delete cascade,
    member_pk integer not null references resource on delete cascade,
    primary key (group_pk, member_pk)
  ) strict, without rowid;
  create index membership_member on membership (member_pk);

  create table resource_count (
    tenant integer not null,
    type integer not null,
    total integer not null,
    primary key (tenant, type)
  ) strict, without rowid;
  `,
]

/** Brings a database to the newest version, in one transaction. */
export function migrate(connection: Connection): void {
  const { database } = connection
  const bringUpToDate = database.transaction(() => {
    for (const text of MIGRATIONS.slice(pragma(connection, 'user_version'))) database.exec(text)
    database.pragma(`application_id = ${APPLICATION_ID}`)
    database.pragma(`user_version = ${MIGRATIONS.length}`)
  })
  bringUpToDate.immediate()
}

/** @throws Error when the file belongs to something else or to a newer release; nothing has been written then. */
export function assertOurs(connection: Connection): void {
  const version = pragma(connection, 'user_version')
  const tables = connection.database.prepare<[], { total: number }>('select count(*) as total from sqlite_schema').get()
  const isEmpty = (tables?.total ?? 0) === 0
  if (!isEmpty && pragma(connection, 'application_id') !== APPLICATION_ID) {
    throw new Error('The file is the database of another application; it is left as it is.')
  }
  if (version > MIGRATIONS.length) {
    throw new Error(`The database has version ${version}, newer than ${MIGRATIONS.length}; use a newer release.`)
  }
}

function pragma(connection: Connection, name: 'user_version' | 'application_id'): number {
  return Number(connection.database.pragma(name, { simple: true }))
}
