import type { RunEvent } from '@scimulator/admin-api'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aFinding, anExchange, aRunningRun, aStep, NO_COUNTS } from '../testing/records.ts'
import { applyRunEvents, mergeExchanges, type RunDetail } from './run-detail.ts'

const start: RunDetail = { run: aRunningRun(), steps: [], findings: [] }

/** What a run of three steps sends. */
const story: RunEvent[] = [
  ...[0, 1, 2].flatMap((index): RunEvent[] => {
    const step = aStep({ id: `s${index}`, index })
    const counters = { ...NO_COUNTS, steps: index + 1, exchanges: index + 1 }
    return [
      { type: 'step', step: { ...step, outcome: null, finishedAt: null } },
      { type: 'exchange', exchange: anExchange({ id: `x${index}`, stepId: step.id, index }) },
      { type: 'step', step },
      { type: 'counters', counters },
    ]
  }),
  { type: 'finding', finding: aFinding() },
  {
    type: 'finished',
    finishedAt: '2026-11-25T09:01:00.000Z',
    status: 'finished',
    stopReason: null,
    verdict: 'fail',
    counters: { ...NO_COUNTS, steps: 3, exchanges: 3, findings: 1 },
    coverage: { known: 3, exercised: 3, survived: 2, missing: [], broken: ['users.create'] },
  },
]
const end = applyRunEvents(start, story)

describe('applyRunEvents', () => {
  it('tells the whole run', () => {
    expect(end.run).toMatchObject({
      status: 'finished',
      verdict: 'fail',
      counters: { steps: 3 },
      coverage: { known: 3 },
    })
    expect(end.run).not.toHaveProperty('type')
    expect(end.steps.map((step) => [step.id, step.outcome])).toEqual([
      ['s0', 'succeeded'],
      ['s1', 'succeeded'],
      ['s2', 'succeeded'],
    ])
    expect(end.findings).toHaveLength(1)
  })

  it('keeps findings of one id and different titles apart, and takes the newer of one title', () => {
    const findings = [
      aFinding({ title: 'Ada was lost.', exchanges: ['x1'] }),
      aFinding({ title: 'Alan was lost.', exchanges: ['x2'] }),
      aFinding({ title: 'Ada was lost.', exchanges: ['x1', 'x3'] }),
    ]
    const events = findings.map((finding): RunEvent => ({ type: 'finding', finding }))
    expect(applyRunEvents(start, events).findings.map(({ title, exchanges }) => [title, exchanges])).toEqual([
      ['Ada was lost.', ['x1', 'x3']],
      ['Alan was lost.', ['x2']],
    ])
  })

  it('puts what the target should hold beside the run, not into it', () => {
    const expected = { users: [{ userName: 'ada', active: true }], groups: [] }
    const after = applyRunEvents(
      start,
      story.map((event) => (event.type === 'finished' ? { ...event, expected } : event)),
    )
    expect(after.expected).toEqual(expected)
    expect(after.run).not.toHaveProperty('expected')
  })

  it('gives the same run however the events are cut into batches', () => {
    fc.assert(
      fc.property(fc.nat(story.length), fc.nat(story.length), (left, right) => {
        const [first, second] = left < right ? [left, right] : [right, left]
        const parts = [story.slice(0, first), story.slice(first, second), story.slice(second)]
        expect(parts.reduce(applyRunEvents, start)).toEqual(end)
      }),
    )
  })

  it('takes a replay from any earlier event without going back', () => {
    fc.assert(
      fc.property(fc.nat(story.length), fc.nat(story.length), (until, from) => {
        const known = applyRunEvents(start, story.slice(0, until))
        const replayed = applyRunEvents(known, story.slice(Math.min(from, until), until))
        expect(replayed).toEqual(known)
      }),
    )
  })

  it('keeps its identity when there is nothing to apply', () => {
    expect(applyRunEvents(end, [])).toBe(end)
  })
})

describe('mergeExchanges', () => {
  it('keeps the order of sending and one of each', () => {
    const [first, second] = [anExchange({ id: 'a', index: 0 }), anExchange({ id: 'b', index: 1 })]
    expect(mergeExchanges([second], [first, second]).map((each) => each.id)).toEqual(['a', 'b'])
  })
})
