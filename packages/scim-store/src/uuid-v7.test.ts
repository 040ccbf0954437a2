import { expect, it } from 'vitest'
import { createUuidV7 } from './uuid-v7.ts'

it('makes ids of version 7 that carry the time and never repeat', () => {
  const time = Date.UTC(2026, 0, 1)
  const newId = createUuidV7(() => time)
  const ids = Array.from({ length: 10_000 }, newId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) {
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(time)
  }
})
