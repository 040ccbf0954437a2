import type { Run } from '@scimulator/admin-api'
import { newerCounters } from './run-detail.ts'

/** The newer of two states of one run: an end is final, counters only grow. */
export function newerRun(known: Run, next: Run): Run {
  if (known.status !== 'running' && next.status === 'running') return known
  if (next.status !== 'running') return next
  return { ...next, counters: newerCounters(known.counters, next.counters) }
}

/** A list of runs, newest first, after one run was opened or changed. */
export function upsertRun(runs: readonly Run[], run: Run): Run[] {
  const at = runs.findIndex((each) => each.id === run.id)
  if (at !== -1) return runs.map((each, position) => (position === at ? newerRun(each, run) : each))
  const before = runs.findIndex((each) => each.startedAt < run.startedAt)
  return before === -1 ? [...runs, run] : [...runs.slice(0, before), run, ...runs.slice(before)]
}

/** Rows to show and ids that wait. */
export interface HeldList<T> {
  rows: T[]
  waiting: string[]
}

/**
 * Keeps a list still: rows that were not shown before wait while it is held, rows shown before keep their order and
 * take their new content. At most `most` rows are shown when nothing is held.
 */
export function holdList<T extends { id: string }>(
  items: readonly T[],
  shown: readonly string[] | null,
  most = Number.POSITIVE_INFINITY,
): HeldList<T> {
  if (shown === null) return { rows: items.slice(0, most), waiting: [] }
  const byId = new Map(items.map((item) => [item.id, item]))
  const rows = shown.flatMap((id) => {
    const item = byId.get(id)
    return item ? [item] : []
  })
  const known = new Set(shown)
  // What a shortened list never had room for does not wait: only what is newer than its rows does.
  const end = rows.length < most ? items.length : items.findLastIndex((item) => known.has(item.id))
  return { rows, waiting: items.slice(0, end).flatMap((item) => (known.has(item.id) ? [] : [item.id])) }
}
