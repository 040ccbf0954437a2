import type { Evidence } from '@scimulator/sim-kit'
import { describe, expect, test } from 'vitest'
import { FINDINGS } from '../src/checks/finding-rules.ts'
import { KNOBS, knobValue } from '../src/evidence/knobs.ts'
import { v2Enterprise } from '../src/profiles/v2-enterprise.ts'
import { vendor } from '../src/vendor.ts'

const { shapes, quirks, knobs } = v2Enterprise
const claims: [string, Evidence][] = vendor.profiles.flatMap((profile) => [
  [profile.id, profile.evidence],
  ['settings', profile.settings?.evidence ?? missing()],
  ...[...profile.shapes, ...profile.quirks, ...profile.knobs, ...profile.adminActions].map(
    ({ id, evidence }): [string, Evidence] => [`${profile.id} ${id}`, evidence],
  ),
])

describe('evidence', () => {
  test.each(claims)('%s says how it is known, from where and since when', (_id, evidence) => {
    expect(['captured', 'vendor-docs', 'other-guide', 'inferred']).toContain(evidence.mark)
    expect(evidence.source).not.toBe('')
    expect(evidence.date).toMatch(/^\d{4}(-\d\d){0,2}$/)
  })

  test('ids are unique within their table', () => {
    for (const table of [shapes, quirks, knobs]) {
      expect(new Set(table.map(({ id }) => id)).size).toBe(table.length)
    }
  })
})

describe('knobs', () => {
  test.each(KNOBS.map(({ id, values, default: value }) => [id, values, value] as const))(
    '%s defaults to one of its values',
    (_id, values, value) => {
      expect(values).toContain(value)
    },
  )

  test('a value that is not offered, or inherited, gives the default', () => {
    expect(knobValue({ 'remove-form': 'value-list' }, 'remove-form')).toBe('value-list')
    expect(knobValue({ 'remove-form': 'sideways' }, 'remove-form')).toBe('filter')
    // A prototype's value is none that was set.
    const inherited = Object.create({ 'remove-form': 'value-list' }) as Record<string, string>
    expect(knobValue(inherited, 'remove-form')).toBe('filter')
  })
})

test.each(Object.entries(FINDINGS))('finding %s says what it means and what to change', (_id, rule) => {
  for (const text of [rule.title, rule.consequence, rule.change]) expect(text.length).toBeGreaterThan(10)
  expect(rule.rfc === null || /^RFC 764[34] §\d/.test(rule.rfc)).toBe(true)
})

test('the vendor names its default profile', () => {
  expect(vendor).toMatchObject({ id: 'onelogin', defaultProfile: 'v2-enterprise' })
  expect(vendor.profiles.map(({ id }) => id)).toContain(vendor.defaultProfile)
})

function missing(): never {
  throw new Error('a profile has no settings')
}
