import { describe, expect, it } from 'vitest'
import { aRun, aRunningRun, NO_COUNTS } from '../testing/records.ts'
import { holdList, newerRun, upsertRun } from './run-list.ts'

const old = aRun({ id: 'old', startedAt: '2026-11-25T08:00:00Z' })
const late = aRun({ id: 'late', startedAt: '2026-11-25T10:00:00Z' })

describe('upsertRun', () => {
  it('puts a new run where its start belongs', () => {
    const between = aRun({ id: 'between', startedAt: '2026-11-25T09:00:00Z' })
    expect(upsertRun([late, old], between).map((run) => run.id)).toEqual(['late', 'between', 'old'])
    expect(upsertRun([], old)).toEqual([old])
  })

  it('changes a known run in its place', () => {
    const failed = { ...old, verdict: 'fail' as const }
    expect(upsertRun([late, old], failed)).toEqual([late, failed])
  })
})

describe('newerRun', () => {
  it('never goes from ended to running', () => {
    expect(newerRun(old, aRunningRun({ id: 'old' }))).toBe(old)
  })

  it('never counts down while running', () => {
    const ahead = aRunningRun({ counters: { ...NO_COUNTS, steps: 9 } })
    expect(newerRun(ahead, aRunningRun({ counters: { ...NO_COUNTS, steps: 4 } })).counters.steps).toBe(9)
  })
})

describe('holdList', () => {
  it('shows everything when nothing is held', () => {
    expect(holdList([late, old], null)).toEqual({ rows: [late, old], waiting: [] })
  })

  it('lets new rows wait, changes known ones in place and keeps their order', () => {
    const changed = { ...old, verdict: 'fail' as const }
    const fresh = aRun({ id: 'fresh' })
    expect(holdList([fresh, late, changed], ['old', 'late'])).toEqual({ rows: [changed, late], waiting: ['fresh'] })
  })
})

describe('holdList of a shortened list', () => {
  const items = ['new', 'a', 'b', 'c', 'd'].map((id) => aRun({ id }))

  it('drops no row that was shown and counts only what is newer', () => {
    const { rows, waiting } = holdList(items, ['a', 'b', 'c'], 3)
    expect(rows.map((run) => run.id)).toEqual(['a', 'b', 'c'])
    expect(waiting).toEqual(['new'])
  })

  it('shows the first when nothing is held', () => {
    expect(holdList(items, null, 3).rows.map((run) => run.id)).toEqual(['new', 'a', 'b'])
  })
})
