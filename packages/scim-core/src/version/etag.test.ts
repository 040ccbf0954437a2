import { describe, expect, it } from 'vitest'
import { matchesETag, toETag } from './etag.ts'

describe('etag', () => {
  it('V-004 [MUST] is weak', () => {
    expect(toETag(7)).toBe('W/"7"')
  })

  it.each(['W/"7"', '"7"', '*', ' * ', '"a", W/"7"', 'W/"6" ,"7"'])(
    'V-006 V-009 V-010 %s names version 7',
    (header) => {
      expect(matchesETag(header, 7)).toBe(true)
    },
  )

  it.each(['', '7', 'W/7', 'w/"7"', 'W/"77"', '"a"', 'abc', '"7', '7"', '**', 'W/""'])(
    'V-007 V-015 %j does not',
    (header) => {
      expect(matchesETag(header, 7)).toBe(false)
    },
  )
})
