import type Database from 'better-sqlite3'
import { z } from 'zod'

/** What tells of a person in what is kept of a team's runs. */
export interface PersonTraces {
  /** What names them and nobody else: ids, userName, addresses. */
  readonly ids: readonly string[]
  /** What they are called. */
  readonly names: readonly string[]
}

const REMOVED = 'Removed person'
/** A shorter text stands in too much that tells of somebody else. */
const SHORTEST = 3

/** Values that may name somebody, in what is kept of a run beside its exchanges. */
const NAMING: ReadonlySet<string> = new Set([
  'name',
  'reason',
  'cause',
  'title',
  'consequence',
  'change',
  'stopReason',
  'userName',
  'members',
])

/** Removes the exchanges of a team's runs that tell of a person, and takes the person's names out of the rest of them. */
export function prepareForget(db: Database.Database): (team: string, traces: PersonTraces) => void {
  let ids: readonly string[] = []
  let all: readonly string[] = []
  const tells = (text: unknown, traces: readonly string[]): boolean => {
    const folded = String(text).toLowerCase()
    return traces.some((trace) => folded.includes(trace))
  }
  const options = { directOnly: true }
  db.function('tells_of_it', options, (text) => Number(tells(text, ids)))
  db.function('names_it', options, (text) => Number(tells(text, all)))
  db.function('unnamed', options, (text: unknown): unknown => (typeof text === 'string' ? without(text, all) : text))
  db.function('unnamed_in', options, (text: unknown): unknown =>
    typeof text === 'string' ? withoutIn(text, all) : text,
  )
  const ofTeam = 'run_pk in (select pk from runs where team = @team)'
  const statements = [
    `delete from exchanges where ${ofTeam} and tells_of_it(body)`,
    'update runs set body = unnamed_in(body) where team = @team and names_it(body)',
    `update steps set body = unnamed_in(body) where ${ofTeam} and names_it(body)`,
    `update or replace findings set body = unnamed_in(body), title = unnamed(title) where ${ofTeam} and names_it(body)`,
    `update events set body = unnamed_in(body) where ${ofTeam} and body is not null and names_it(body)`,
  ].map((text) => db.prepare<unknown[]>(text))
  const forget = db.transaction((team: string) => {
    for (const statement of statements) statement.run({ team })
  })
  return (team, traces) => {
    ids = spellingsOf(traces.ids)
    all = spellingsOf([...traces.ids, ...traces.names])
    forget.immediate(team)
    // What `secure_delete` has overwritten is gone from the file once the write-ahead log is, too.
    db.pragma('wal_checkpoint(truncate)')
  }
}

/** How a text may stand in JSON and in addresses, in lower case. */
function spellingsOf(texts: readonly string[]): string[] {
  const long = texts.filter((text) => text.length >= SHORTEST)
  const spelled = long.flatMap((text) => [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text.toWellFormed()),
  ])
  return [...new Set(spelled.map((text) => text.toLowerCase()))]
}

function withoutIn(json: string, traces: readonly string[]): string {
  return JSON.stringify(withoutNames(z.json().parse(JSON.parse(json)), '', traces))
}

function withoutNames(value: z.core.util.JSONType, key: string, traces: readonly string[]): z.core.util.JSONType {
  if (typeof value === 'string') return NAMING.has(key) ? without(value, traces) : value
  if (Array.isArray(value)) return value.map((each) => withoutNames(each, key, traces))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutNames(each, name, traces)]))
}

function without(text: string, traces: readonly string[]): string {
  return traces.reduce((left, trace) => replaceFolded(left, trace), text)
}

function replaceFolded(text: string, trace: string): string {
  const folded = text.toLowerCase()
  const at = folded.indexOf(trace)
  if (at === -1) return text
  // A few letters are longer in lower case: then the place is another one.
  if (folded.length !== text.length) return REMOVED
  return text.slice(0, at) + REMOVED + replaceFolded(text.slice(at + trace.length), trace)
}
