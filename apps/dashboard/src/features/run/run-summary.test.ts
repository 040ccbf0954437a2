import { describe, expect, it } from 'vitest'
import { aRun, aRunningRun, aStep, NO_COUNTS } from '../../testing/records.ts'
import { recordedExchanges, shownCounters, verdictSentence } from './run-summary.ts'

describe('verdictSentence', () => {
  it('says what failed, for whom and how often', () => {
    const failed = aStep({
      outcome: 'failed',
      action: 'removeMembers',
      subject: { kind: 'group', name: 'Engineering' },
    })
    expect(verdictSentence(aRun({ verdict: 'fail' }), [aStep(), failed, failed])).toBe(
      'Failed: 2 of 3 steps. First: Group Engineering, remove members.',
    )
  })

  it('names a failed check of the simulator as its own, not as the vendor’s', () => {
    const failed = aStep({ outcome: 'failed', action: 'verify', ownCheck: true })
    expect(verdictSentence(aRun({ verdict: 'fail' }), [failed])).toMatch(/, own check\.$/)
  })

  it('says that a run passed, and with how many findings', () => {
    expect(verdictSentence(aRun(), [aStep()])).toBe('Passed: 1 step.')
    expect(verdictSentence(aRun({ counters: { ...NO_COUNTS, findings: 1 } }), [aStep()])).toBe(
      'Passed: 1 step, 1 finding.',
    )
  })

  it('tells a failure by finding from a failed step', () => {
    const run = aRun({ verdict: 'fail', counters: { ...NO_COUNTS, findings: 2 } })
    expect(verdictSentence(run, [aStep()])).toBe('Failed: every step was answered, 2 findings.')
  })

  it('says how far a running run is and why a stopped one stopped', () => {
    expect(verdictSentence(aRunningRun({ counters: { ...NO_COUNTS, steps: 31 } }), [])).toBe(
      'Running: 31 steps so far.',
    )
    expect(verdictSentence(aRun({ status: 'stopped', stopReason: 'Nothing listens.' }), [])).toBe(
      'Stopped: Nothing listens.',
    )
  })
})

it('counts own checks among the exchanges a run holds', () => {
  expect(recordedExchanges(NO_COUNTS)).toBe(0)
  expect(recordedExchanges({ ...NO_COUNTS, exchanges: 4, ownChecks: 3 })).toBe(7)
})

describe('shownCounters', () => {
  it('keeps a place for every count while more may happen', () => {
    expect(shownCounters(NO_COUNTS, true)).toHaveLength(14)
  })

  it('shows the size of the run always, and the rest when it happened', () => {
    expect(shownCounters({ ...NO_COUNTS, failed: 2 }).map(({ word }) => word)).toEqual([
      'people',
      'groups',
      'steps',
      'exchanges',
      'failed',
    ])
  })
})
