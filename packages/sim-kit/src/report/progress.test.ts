import type { Exchange, Step } from '@scimulator/admin-api'
import { describe, expect, test } from 'vitest'
import { OWN_CHECK } from '../behaviour/own-check.ts'
import type { PassWatch } from '../driver/pass-watch.ts'
import { startCounters } from '../recorder/counters.ts'
import { createProgress } from './progress.ts'

interface Turns {
  readonly every?: number
  readonly kind?: 'user' | 'group'
  readonly names?: (index: number) => string
  readonly ended?: (index: number) => unknown
  readonly shape?: string
}

/** Plays steps with one request each, a tenth of a second apart. */
function watch(
  tty: boolean,
  people: number,
  { groups = 0 }: { groups?: number } = {},
): { written: string[]; play: (count: number, turns?: Turns) => void; passes: PassWatch } {
  let ms = 0
  const written: string[] = []
  const stream = { isTTY: tty, columns: 100, write: (text: string) => written.push(text) }
  const { sink, passes } = createProgress(stream, () => ms)
  sink({ type: 'counters', counters: startCounters(people, groups) })
  const play: ReturnType<typeof watch>['play'] = (count, turns = {}) => {
    const { every = 100, kind = 'user', names = (index) => `u${index}`, ended, shape = 'create' } = turns
    for (let index = 0; index < count; index++) {
      const step = { ...stepOf(index), subject: { kind, name: names(index) } }
      sink({ type: 'step', step })
      ms += every
      // Only its shape is looked at.
      sink({ type: 'exchange', exchange: { shape } as Exchange })
      sink({ type: 'step', step: { ...step, outcome: 'succeeded' } })
      ended?.(index)
    }
  }
  return { written, play, passes }
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
    expect(written.at(-1)).toBe('20/120, 20 steps, 10 requests/s, 10 s left in this pass  create u19')
  })

  test('tells no rate in the first second, and no time left when everybody had a turn', () => {
    const { written, play } = watch(true, 20)
    play(2)
    expect(written.at(-1)).toBe('2/20, 2 steps  create u1')
    play(18, { names: (index) => `u${index + 2}` })
    expect(written.at(-1)).toBe('20 steps, 10 requests/s  create u19')
  })

  test('people or groups who have a turn again are in the next pass, with a rate and a time of its own', () => {
    const { written, play } = watch(true, 20, { groups: 40 })
    play(20)
    play(15, { every: 200, names: (index) => `u${Math.floor(index / 3)}` })
    expect(written.at(-1)).toBe('5/20, 35 steps, 5.0 requests/s, 9 s left in this pass  create u4')
    play(10, { every: 500, kind: 'group' })
    expect(written.at(-1)).toBe('10/40, 45 steps, 2.0 requests/s, 15 s left in this pass  create u9')
  })

  test('an announced pass has the turns it says, whoever its steps are about', () => {
    const { written, play, passes } = watch(true, 20)
    play(20)
    passes.begin(8)
    play(12, { every: 250, names: (index) => `u${index % 2}`, ended: (index) => index % 3 === 2 && passes.turn() })
    expect(written.at(-1)).toBe('3/8, 32 steps, 4.0 requests/s, 5 s left in this pass  create u1')
    passes.end()
    play(1)
    expect(written.at(-1)).toBe('1/20, 33 steps, 4.0 requests/s  create u0')
  })

  test('own checks have turns and time left, and are in no rate', () => {
    const { written, play, passes } = watch(true, 20)
    passes.begin(40)
    play(20, { shape: OWN_CHECK, ended: () => passes.turn() })
    expect(written.at(-1)).toBe('19/40, 20 steps, 3 s left in this pass  create u19')
  })

  test('writes a line every 500 steps where nobody watches', () => {
    const { written, play } = watch(false, 10_000)
    play(1250)
    expect(written).toEqual([
      '500/10000, 500 steps, 10 requests/s, 16 min left in this pass\n',
      '1000/10000, 1000 steps, 10 requests/s, 15 min left in this pass\n',
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
