import type Database from 'better-sqlite3'
import type { Spending, Spent } from './connections.ts'

// Anybody may begin to sign in: past so many the oldest request of the team is forgotten.
const REQUESTS_KEPT = 10_000

/** The requests under way and the assertions used, in SQL. */
export interface SqliteRequests {
  add(teamId: string, digest: Buffer, request: { path: string; expires: number }): void
  removeAll(teamId: string): void
  isOutstanding(teamId: string, digest: Buffer, now: number): boolean
  spend(teamId: string, digest: Buffer, spending: Spending, now: number): Spent
}

/** Requests and used assertions over an open database. */
export function createSqliteRequests(db: Database.Database): SqliteRequests {
  const insert = db.prepare<[Buffer, string, string, number]>('insert into requests values (?, ?, ?, ?)')
  const prune = db.prepare<[string, string, number]>(
    `delete from requests where team_id = ?
     and expires <= (select expires from requests where team_id = ? order by expires desc limit 1 offset ?)`,
  )
  const dropExpired = db.prepare<[number]>('delete from requests where expires <= ?')
  const removeAll = db.prepare<[string]>('delete from requests where team_id = ?')
  const find = db.prepare<[Buffer, string, number], { path: string }>(
    'select path from requests where digest = ? and team_id = ? and expires > ?',
  )
  const take = db.prepare<[Buffer, string, number], { path: string }>(
    'delete from requests where digest = ? and team_id = ? and expires > ? returning path',
  )
  const use = db.prepare<[string, string, string, number]>('insert or ignore into used_assertions values (?, ?, ?, ?)')
  const forget = db.prepare<[number]>('delete from used_assertions where until <= ?')

  const spend = db.transaction((teamId: string, digest: Buffer, spending: Spending, now: number): { path: string } => {
    dropExpired.run(now)
    forget.run(now)
    const { issuer, assertionId, until } = spending
    if (use.run(teamId, issuer, assertionId, until).changes === 0) throw new NotSpent('used')
    const request = take.get(digest, teamId, now)
    if (request === undefined) throw new NotSpent('notOutstanding')
    return request
  })
  return {
    add(teamId, digest, { path, expires }) {
      insert.run(digest, teamId, path, expires)
      prune.run(teamId, teamId, REQUESTS_KEPT)
    },
    removeAll: (teamId) => void removeAll.run(teamId),
    isOutstanding: (teamId, digest, now) => find.get(digest, teamId, now) !== undefined,
    spend(teamId, digest, spending, now) {
      try {
        return spend.immediate(teamId, digest, spending, now)
      } catch (error) {
        if (error instanceof NotSpent) return error.why
        throw error
      }
    },
  }
}

/** Undoes the transaction. */
class NotSpent extends Error {
  readonly why: 'used' | 'notOutstanding'

  constructor(why: 'used' | 'notOutstanding') {
    super(why)
    this.why = why
  }
}
