import { expect, it } from 'vitest'
import { isOlder } from './engine-version.ts'

it.each(['3.51.2', '3.51', '3.9.9', '2.99.99'])('IN-41 SQLite %s is too old', (version) => {
  expect(isOlder(version)).toBe(true)
})
it.each(['3.51.3', '3.51.10', '3.54.1', '4.0.0'])('IN-41 SQLite %s is new enough', (version) => {
  expect(isOlder(version)).toBe(false)
})
