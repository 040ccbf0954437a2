import type { Connection } from './connection.ts'

const SETTING = 'application_version'

/**
 * Brings the application's own tables to the newest version. How many of the migrations the file has seen is kept
 * beside them. @throws Error when the file has seen more than there are.
 */
export function migrateApplication(connection: Connection, migrations: readonly string[]): void {
  const row = connection.prepare<{ value: string }>('select value from setting where name = ?').get(SETTING)
  const seen = Number(row?.value ?? 0)
  if (seen > migrations.length) {
    throw new Error(
      `The application's tables have version ${seen}, newer than ${migrations.length}; use a newer release.`,
    )
  }
  if (seen === migrations.length) return
  for (const text of migrations.slice(seen)) connection.database.exec(text)
  connection
    .prepare('insert into setting(name, value) values (?, ?) on conflict(name) do update set value = excluded.value')
    .run(SETTING, String(migrations.length))
}
