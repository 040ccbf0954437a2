import { describe, expect, it } from 'vitest'
import { aRun, aRunningRun, NO_COUNTS } from '../../testing/records.ts'
import { latestRuns, needsAttention } from './latest-runs.ts'

describe('latestRuns', () => {
  it('keeps the newest run of each simulator, profile and target', () => {
    const runs = [
      aRun({ id: 'new' }),
      aRun({ id: 'other target', team: null, target: 'http://localhost:3000' }),
      aRun({ id: 'old' }),
      aRun({ id: 'other profile', profile: 'second' }),
    ]
    expect(latestRuns(runs).map((run) => run.id)).toEqual(['new', 'other target', 'other profile'])
  })
})

describe('needsAttention', () => {
  it('is for failures, broken runs and warnings, not for passes or running ones', () => {
    expect(needsAttention(aRun({ verdict: 'fail' }))).toBe(true)
    expect(needsAttention(aRun({ status: 'stopped' }))).toBe(true)
    expect(needsAttention(aRun({ counters: { ...NO_COUNTS, findings: 1 } }))).toBe(true)
    expect(needsAttention(aRun())).toBe(false)
    expect(needsAttention(aRunningRun({ counters: { ...NO_COUNTS, findings: 1 } }))).toBe(false)
  })
})
