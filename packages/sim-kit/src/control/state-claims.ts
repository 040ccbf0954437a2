import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { DatabaseSync } from 'node:sqlite'
import { BusyError } from '../errors.ts'
import { isAlive } from './parent-watch.ts'
import { exclusively } from './state-database.ts'

/** A claim that nobody renews ends by itself. */
const LEASE_MS = 60_000
const RENEW_MS = 15_000

/** Claims of this process: a row with its number and another owner is of an earlier process that had the number. */
const owners = new Set<string>()

/** That one run has an app integration to itself, among all processes. */
export interface HeldClaim {
  /** Runs `body` in one transaction in which the claim still holds. @throws Error when it does not. */
  within(body: () => void): void
  release(): void
}

/** Takes `key`, unless a living process has it. @throws BusyError */
export function takeClaim(db: DatabaseSync, key: string): HeldClaim {
  const owner = randomUUID()
  exclusively(db, () => {
    const row = db.prepare('select owner, host, pid, until from claims where key = ?').get(key)
    if (row !== undefined && isHeld(row)) {
      const who = row.pid === process.pid ? '' : ` (process ${row.pid})`
      throw new BusyError(`A run against this target is still going on${who}.`)
    }
    db.prepare('insert or replace into claims (key, owner, host, pid, until) values (?, ?, ?, ?, ?)').run(
      key,
      owner,
      hostname(),
      process.pid,
      Date.now() + LEASE_MS,
    )
  })
  owners.add(owner)
  const renew = setInterval(() => {
    try {
      db.prepare('update claims set until = ? where key = ? and owner = ?').run(Date.now() + LEASE_MS, key, owner)
    } catch {
      // Another process writes for long: the next renewal is early enough.
    }
  }, RENEW_MS)
  renew.unref()
  return {
    within(body) {
      exclusively(db, () => {
        const row = db.prepare('select owner from claims where key = ?').get(key)
        if (row?.owner !== owner) throw new Error('another process has taken the app integration over')
        body()
      })
    },
    release() {
      clearInterval(renew)
      owners.delete(owner)
      db.prepare('delete from claims where key = ? and owner = ?').run(key, owner)
    },
  }
}

/** A process of this machine that is gone holds nothing; of another machine's only the time tells. */
function isHeld({ owner, host, pid, until }: Record<string, unknown>): boolean {
  if (Number(until) <= Date.now()) return false
  if (host !== hostname()) return true
  return pid === process.pid ? owners.has(String(owner)) : isAlive(Number(pid))
}
