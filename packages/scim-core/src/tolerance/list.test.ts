import { describe, expect, it } from 'vitest'
import { TOLERANCES } from './list.ts'
import { createTolerances } from './tolerances.ts'

describe('TOLERANCES', () => {
  it('names each tolerance once, with a sentence and the rows it bends', () => {
    const ids = TOLERANCES.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id, summary, rows } of TOLERANCES) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(summary).toMatch(/^[A-Z].*\.$/)
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect(row).toMatch(/^[A-Z]-\d{3}$/)
    }
  })

  it('allows what is on and records it once, in order of first use', () => {
    const tolerances = createTolerances(['string-booleans', 'capitalised-op'])
    expect(tolerances.allows('capitalised-op')).toBe(true)
    expect(tolerances.allows('dotted-keys')).toBe(false)
    expect(tolerances.allows('string-booleans')).toBe(true)
    expect(tolerances.allows('capitalised-op')).toBe(true)
    expect(tolerances.used).toEqual(['capitalised-op', 'string-booleans'])
  })
})
