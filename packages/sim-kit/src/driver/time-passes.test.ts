import { describe, expect, test } from 'vitest'
import { type Behaviour, type StepResult, send, step, together, waitFor } from '../behaviour/behaviour.ts'
import { ended, json, list, recorded, run } from '../testing/drive-run.ts'
import type { WireAnswer } from '../testing/fake-wire.ts'

describe('the vendor’s own schedule', () => {
  test('a schedule of the vendor passes at once', async () => {
    const { slept, driven } = await run(waitFor(40 * 60_000, 'the next cycle'))
    expect(driven.status).toBe('finished')
    expect(slept).toEqual([])
  })

  test('what passes is told of the step and of the run, with the reason', async () => {
    const { recorder, clock, events } = recorded()
    function* story(): Behaviour<void> {
      yield* waitFor(1000, 'before')
      yield* step({ kind: 'user', name: 'ann' }, 'create', function* () {
        yield* waitFor(40 * 60_000, 'the next cycle')
        yield* waitFor(0, 'nothing')
        return { outcome: 'succeeded' }
      })
      yield* waitFor(500, 'after')
    }
    await run(story(), undefined, { recorder, clock })
    const { waits, counters } = recorder.finish({ status: 'finished', stopReason: null })
    expect(waits).toEqual([
      { why: 'before', ms: 1000, atStep: null },
      { why: 'the next cycle', ms: 2_400_000, atStep: 0 },
      { why: 'after', ms: 500, atStep: null },
    ])
    expect(counters.simulatedMs).toBe(2_401_500)
    expect(ended(events)).toMatchObject([
      {
        startedAt: new Date(1000).toISOString(),
        finishedAt: new Date(2_401_000).toISOString(),
        simulatedMs: 2_400_000,
        waits: [{ why: 'the next cycle', ms: 2_400_000 }],
      },
    ])
  })

  test('lanes side by side wait side by side, each in its own time, and the rest goes on at the latest', async () => {
    const { recorder, clock, events } = recorded()
    const seen: [string, number][] = []
    const tell = (name: string): void => void seen.push([name, clock.now().getTime()])
    const lane = (name: string, ms: number): Behaviour<StepResult> =>
      step({ kind: 'user', name }, 'create', function* () {
        tell(name)
        yield* send(list)
        tell(name)
        yield* waitFor(ms, `wait of ${name}`)
        yield* send(list)
        tell(name)
        return { outcome: 'succeeded' }
      })
    function* story(): Behaviour<void> {
      yield* waitFor(10, 'first')
      yield* together([lane('a', 1000), lane('b', 5000)], 2)
      tell('together')
      yield* together([lane('c', 100), lane('d', 100)], 1)
      tell('in turn')
    }
    await run(story(), undefined, { recorder, clock })
    const times = (name: string): number[] => seen.filter(([who]) => who === name).map(([, at]) => at)
    expect(times('a')).toEqual([10, 10, 1010])
    expect(times('b')).toEqual([10, 10, 5010])
    expect(times('together')).toEqual([5010])
    expect([...times('c'), ...times('d')]).toEqual([5010, 5010, 5110, 5110, 5110, 5210])
    expect(times('in turn')).toEqual([5210])
    expect(recorder.finish({ status: 'finished', stopReason: null }).counters.simulatedMs).toBe(5210)
    expect(ended(events).map(({ subject, simulatedMs }) => [subject.name, simulatedMs])).toEqual([
      ['a', 1000],
      ['b', 5000],
      ['c', 100],
      ['d', 100],
    ])
  })

  test('a lane that stops the run leaves the clock at the latest of all', async () => {
    const { recorder, clock } = recorded()
    function* waits(): Behaviour<void> {
      yield* waitFor(7000, 'long')
      for (let count = 0; count < 5; count++) yield* send(list)
    }
    const respond = (index: number): WireAnswer => (index === 0 ? json : { silence: 'gone' })
    const { driven } = await run(together([waits(), waits()], 2), respond, { recorder, clock })
    expect([driven.status, clock.passedMs]).toEqual(['stopped', 7000])
  })
})
