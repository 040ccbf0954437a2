import { describe, expect, test } from 'vitest'
import type { Rehearsal } from '../profile/rehearsal.ts'
import { fakeVendor } from '../testing/fake-vendor.ts'
import { chooseProfile, type SuiteOrder } from './choose-profile.ts'

const [plain] = fakeVendor().profiles
if (plain === undefined) throw new TypeError('no profile')
const profiles = ['plain', 'flagged', 'bare'].map((id) => ({ ...plain, id }))
const vendor = { ...fakeVendor(), profiles }
const suite: Rehearsal = {
  id: 'gallery',
  label: 'Gallery suite',
  summary: 'For tests.',
  evidence: plain.evidence,
  options: [
    { id: 'tenant', summary: 'who plays the tenant', values: ['plain', 'flagged'], default: 'plain' },
    { id: 'data', summary: 'which data', default: 'small' },
  ],
  profileOption: 'tenant',
  cases: [],
  *play() {},
}
const choose = (profile: string | undefined, options: SuiteOrder['options'] = {}, of: Rehearsal = suite) => {
  const chosen = chooseProfile(vendor, of, { profile, options })
  return [chosen.profile.id, chosen.options]
}

describe('a suite whose option names a profile', () => {
  test('is played by the profile, whichever of both names it', () => {
    const flagged = ['flagged', { tenant: 'flagged', data: 'small' }]
    expect(choose('flagged')).toEqual(flagged)
    expect(choose(undefined, { tenant: 'flagged' })).toEqual(flagged)
    expect(choose('flagged', { tenant: 'flagged' })).toEqual(flagged)
    expect(choose(undefined)).toEqual(['plain', { tenant: 'plain', data: 'small' }])
  })

  test.each<[string, string | undefined, SuiteOrder['options'], string]>([
    [
      'two profiles',
      'plain',
      { tenant: 'flagged' },
      '--profile plain and --option tenant=flagged name two profiles: give one of them.',
    ],
    [
      'a profile the suite does not know',
      'bare',
      {},
      'The suite gallery is not played by the profile bare. There are: plain, flagged.',
    ],
    ['a profile the vendor does not have', 'flaged', {}, 'Profile "flaged" is unknown. Did you mean flagged?'],
    ['a value there is not', undefined, { tenant: 'bare' }, 'Value of option tenant "bare" is unknown.'],
  ])('refuses %s', (_case, profile, options, message) => {
    expect(() => choose(profile, options)).toThrow(message)
  })
})

test('a suite with requests of its own is connected as the profile says', () => {
  const { profileOption: _option, ...own } = suite
  expect(choose('bare', {}, own)).toEqual(['bare', { tenant: 'plain', data: 'small' }])
  expect(choose(undefined, {}, own)).toEqual(['plain', { tenant: 'plain', data: 'small' }])
})
