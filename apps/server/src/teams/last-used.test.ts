import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createLastUsed, type Use } from './last-used.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('writes once a minute at most, however often tokens are used', () => {
  const written: [string, Use][][] = []
  const lastUsed = createLastUsed((uses) => void written.push([...uses]))
  for (let at = 0; at < 1000; at += 1) lastUsed.note('a', { at, client: null })
  lastUsed.note('b', { at: 5, client: 'curl' })
  expect(written).toEqual([])
  expect(lastUsed.pending('a')).toEqual({ at: 999, client: null })
  vi.advanceTimersByTime(60_000)
  expect(written).toEqual([
    [
      ['a', { at: 999, client: null }],
      ['b', { at: 5, client: 'curl' }],
    ],
  ])
  expect(lastUsed.pending('a')).toBeUndefined()
  vi.advanceTimersByTime(600_000)
  expect(written).toHaveLength(1)
})

it('writes down what is left when asked, and nothing when there is nothing', () => {
  const written: [string, Use][][] = []
  const lastUsed = createLastUsed((uses) => void written.push([...uses]))
  lastUsed.flush()
  lastUsed.note('a', { at: 1, client: null })
  lastUsed.flush()
  vi.advanceTimersByTime(60_000)
  expect(written).toEqual([[['a', { at: 1, client: null }]]])
})
