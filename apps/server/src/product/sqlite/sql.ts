import type { Database } from '@scimulator/scim-store/sqlite'

/** What can be bound to a statement, by name. */
export type Values = Readonly<Record<string, string | number | null | Uint8Array>>

/** Statements on one connection, each prepared once. `Row` names what the columns of the text are. */
export interface Sql {
  get<Row>(text: string, values: Values): Row | undefined
  all<Row>(text: string, values: Values): Row[]
  /** Tells how many rows were written. */
  run(text: string, values: Values): number
}

/** Runs statements where the caller may: in a transaction, or on committed state. */
export type RunSql = <T>(work: (sql: Sql) => T) => Promise<T>

const known = new WeakMap<Database, Sql>()

/** The statements of a connection. */
export function sqlOf(database: Database): Sql {
  const sql = known.get(database) ?? createSql(database)
  known.set(database, sql)
  return sql
}

function createSql(database: Database): Sql {
  const statements = new Map<string, ReturnType<Database['prepare']>>()
  function prepare(text: string): ReturnType<Database['prepare']> {
    const statement = statements.get(text) ?? database.prepare(text)
    statements.set(text, statement)
    return statement
  }
  return {
    // The caller names the columns of the text it wrote.
    get: <Row>(text: string, values: Values) => prepare(text).get(values) as Row | undefined,
    all: <Row>(text: string, values: Values) => prepare(text).all(values) as Row[],
    run: (text, values) => prepare(text).run(values).changes,
  }
}
