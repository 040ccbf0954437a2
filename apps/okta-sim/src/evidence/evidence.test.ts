import { describe, expect, it } from 'vitest'
import { vendor as okta } from '../vendor.ts'

describe.each([...okta.profiles])('evidence of $id', ({ shapes, quirks, knobs, evidence }) => {
  it('has a mark, a source and a date for every shape, quirk and knob', () => {
    const claims = [...shapes, ...quirks, ...knobs, { evidence }].map((claim) => claim.evidence)
    for (const { mark, source, date } of claims) {
      expect(['captured', 'vendor-docs', 'other-guide', 'inferred']).toContain(mark)
      expect(source).toMatch(/^(S\d+b?|live|el): ./)
      expect(date).toMatch(/^\d{4}(-\d{2}){0,2}$/)
    }
  })

  it('has no id twice', () => {
    for (const list of [shapes, quirks, knobs]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
    }
  })

  it('offers every knob’s default among its values', () => {
    expect(knobs.filter((knob) => !knob.values.includes(knob.default))).toEqual([])
  })
})
