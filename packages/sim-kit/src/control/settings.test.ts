import { expect, test } from 'vitest'
import type { SettingsProblem } from '../profile/app-settings.ts'
import { fakeVendor } from '../testing/fake-vendor.ts'
import { checkedSettings } from './settings.ts'

function profileWith(problems: readonly SettingsProblem[]): Parameters<typeof checkedSettings>[0] {
  const evidence = { mark: 'inferred', source: 'none', date: '2026' } as const
  const settings = { summary: 's', evidence, defaults: {}, check: () => problems }
  const [profile] = fakeVendor({ settings }).profiles
  if (profile === undefined) throw new TypeError('The fake vendor has a profile.')
  return profile
}

test('a document without problems is taken, none is none', () => {
  const document = { rules: [] }
  expect(checkedSettings(profileWith([]), document)).toBe(document)
  expect(checkedSettings(profileWith([]), undefined)).toBeUndefined()
})

test('every problem is named by its path, inside a text by the character', () => {
  const profile = profileWith([
    { path: ['rules', 1, 'if'], offset: 4, message: 'Unknown macro.' },
    { path: [], message: 'name is missing.' },
  ])
  expect(() => checkedSettings(profile, {})).toThrow(
    'The settings have problems.\nrules[1].if (character 5): Unknown macro.\ndocument: name is missing.',
  )
})

test('of very many problems the first are named', () => {
  const many = Array.from({ length: 25 }, (_, index) => ({ path: [index], message: 'x' }))
  expect(() => checkedSettings(profileWith(many), {})).toThrow(/\[19\]: x\nand 5 more$/)
})

test('a profile that takes no settings says so', () => {
  const [profile] = fakeVendor().profiles
  if (profile === undefined) throw new TypeError('The fake vendor has a profile.')
  expect(() => checkedSettings(profile, {})).toThrow('The profile plain takes no document of settings.')
})
