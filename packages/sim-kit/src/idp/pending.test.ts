import { expect, test } from 'vitest'
import { createRandom } from '../directory/random.ts'
import { createPendingSignIns } from './pending.ts'

const signIn = { team: 'acme', request: undefined, relayState: undefined }

test('a sign-in under way is over after a quarter of an hour', () => {
  let minutes = 0
  const pending = createPendingSignIns(() => new Date(minutes * 60_000), createRandom('s', 'pending'))
  const id = pending.add(signIn)
  minutes = 14
  expect(pending.get(id)).toBe(signIn)
  minutes = 15
  expect(pending.get(id)).toBeUndefined()
})

test('of too many sign-ins the oldest goes', () => {
  const pending = createPendingSignIns(() => new Date(0), createRandom('s', 'pending'))
  const [first, second] = Array.from({ length: 1001 }, () => pending.add(signIn))
  expect(pending.get(first ?? '')).toBeUndefined()
  expect(pending.get(second ?? '')).toBe(signIn)
})
