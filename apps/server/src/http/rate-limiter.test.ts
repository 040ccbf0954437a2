import { expect, it } from 'vitest'
import { createRateLimiter } from './rate-limiter.ts'

it('lets a burst through, then one point at a time, and says how long to wait', () => {
  let ticks = 0
  const limiter = createRateLimiter({ perSecond: 0.5, burst: 2, ticks: () => ticks })
  expect([limiter.take('a'), limiter.take('a'), limiter.take('a')]).toEqual([0, 0, 2])
  expect(limiter.take('b')).toBe(0)
  ticks = 1000
  expect(limiter.take('a')).toBe(1)
  ticks = 2000
  expect([limiter.take('a'), limiter.take('a')]).toEqual([0, 2])
})

it('a rest gathers no more than the burst', () => {
  let ticks = 0
  const limiter = createRateLimiter({ perSecond: 10, burst: 1, ticks: () => ticks })
  limiter.take('a')
  ticks = 60_000
  expect([limiter.take('a'), limiter.take('a')]).toEqual([0, 1])
})

it('what was charged is owed, for as long as it takes', () => {
  let ticks = 0
  const limiter = createRateLimiter({ perSecond: 10, burst: 10, ticks: () => ticks })
  for (let point = 0; point < 100; point += 1) limiter.charge('a')
  expect(limiter.take('a')).toBe(10)
  ticks = 9000
  expect(limiter.take('a')).toBe(1)
  ticks = 9100
  expect(limiter.take('a')).toBe(0)
})

it('remembers so many keys and no more', () => {
  const limiter = createRateLimiter({ perSecond: 1, burst: 1, ticks: () => 0, maxKeys: 2 })
  for (const key of ['a', 'b', 'c']) limiter.take(key)
  expect([limiter.take('c'), limiter.take('b')]).toEqual([1, 1])
  expect(limiter.take('a')).toBe(0)
})
