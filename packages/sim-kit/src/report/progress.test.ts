import type { Exchange, Step } from '@scimulator/admin-api'
import { describe, expect, test } from 'vitest'
import { startCounters } from '../recorder/counters.ts'
import type { EventSink } from '../recorder/recorder.ts'
import { createProgress } from './progress.ts'

type Sink = EventSink

/** Plays steps with one request each, a tenth of a second apart. */
function watch(tty: boolean, people: number): { written: string[]; play: (count: number) => void } {
  let ms = 0
  const written: string[] = []
  const stream = { isTTY: tty, columns: 100, write: (text: string) => written.push(text) }
  const { sink } = createProgress(stream, () => ms)
  let index = 0
  const play = (count: number): void => {
    for (let played = 0; played < count; played++) {
      const step = stepOf(index++)
      sink({ type: 'step', step })
      ms += 100
      // Only its type is looked at.
      sink({ type: 'exchange', exchange: {} as Exchange })
      sink({ type: 'step', step: { ...step, outcome: 'succeeded' } })
      counters(sink, people)
    }
  }
  return { written, play }
}

function counters(sink: Sink, people: number): void {
  sink({ type: 'counters', counters: startCounters(people, 0) })
}

function stepOf(index: number): Step {
  return {
    id: `s${index}`,
    index,
    subject: { kind: 'user', name: `u${index}` },
    action: 'create',
    outcome: null,
    reason: null,
    cause: null,
    startedAt: '',
    finishedAt: null,
  }
}

describe('progress', () => {
  test('shows who had a turn of all, the rate of requests and the time left', () => {
    const { written, play } = watch(true, 120)
    play(20)
    expect(written.at(-1)).toBe('20/120, 20 steps, 10 requests/s, 10 s left  create u19')
  })

  test('tells no rate in the first second, and no time left when everybody had a turn', () => {
    const { written, play } = watch(true, 20)
    play(2)
    expect(written.at(-1)).toBe('2/20, 2 steps  create u1')
    play(28)
    expect(written.at(-1)).toBe('30 steps, 10 requests/s  create u29')
  })

  test('writes a line every 500 steps where nobody watches', () => {
    const { written, play } = watch(false, 10_000)
    play(1250)
    expect(written).toEqual([
      '500/10000, 500 steps, 10 requests/s, 16 min left\n',
      '1000/10000, 1000 steps, 10 requests/s, 15 min left\n',
    ])
  })

  test('takes the changing line away before something else is written', () => {
    const written: string[] = []
    const { sink, clear } = createProgress({ isTTY: true, write: (text) => written.push(text) }, () => 0)
    sink({ type: 'step', step: stepOf(1) })
    clear()
    clear()
    expect(written.slice(1)).toEqual(['\r\u001b[2K'])
  })
})
