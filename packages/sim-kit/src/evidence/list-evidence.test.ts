import { describe, expect, test } from 'vitest'
import type { Evidence } from '../profile/profile.ts'
import { fakeVendor } from '../testing/fake-vendor.ts'
import { countMarks, evidenceText } from './evidence-text.ts'
import { listEvidence } from './list-evidence.ts'

const captured: Evidence = { mark: 'captured', source: 'a trace', date: '2026-11' }

describe('listEvidence', () => {
  test('names every request, quirk, knob and action with its mark, source and date', () => {
    const { vendor, label, claims } = listEvidence(fakeVendor())
    expect({ vendor, label }).toEqual({ vendor: 'fake', label: 'Fake IdP' })
    expect(claims.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'profile plain',
      'request test',
      'request create',
      'request never',
      'quirk odd',
      'knob mode',
      'action connect',
      'action assign',
      'action unassign',
      'action edit',
      'action push',
    ])
    expect(claims.find(({ kind }) => kind === 'knob')).toEqual({
      kind: 'knob',
      id: 'mode',
      summary: 'mode',
      mark: 'inferred',
      source: 'none',
      date: '2026',
      profiles: ['plain'],
      values: ['one', 'two'],
      default: 'one',
    })
  })

  test('what two profiles say in the same words is one claim; other words under one id stand beside it', () => {
    const [profile] = fakeVendor().profiles
    if (profile === undefined) throw new Error('no profile')
    const other = { ...profile, id: 'other', quirks: [{ id: 'odd', summary: 'odd', evidence: captured }] }
    const { claims } = listEvidence({ ...fakeVendor(), profiles: [profile, other] })
    expect(claims.filter(({ id }) => id === 'create')).toMatchObject([{ profiles: ['plain', 'other'] }])
    expect(claims.filter(({ id }) => id === 'odd')).toMatchObject([
      { mark: 'inferred', profiles: ['plain'] },
      { mark: 'captured', profiles: ['other'] },
    ])
  })

  test('actions, settings and the cases of rehearsals are claims too', () => {
    const vendor = fakeVendor({
      adminActions: [
        { id: 'assign', label: 'Assign', summary: 'gives the app', evidence: captured, needs: [], prepare: never },
      ],
      settings: { summary: 'the mappings', evidence: captured, check: () => [], defaults: {} },
    })
    const suite = { id: 'spec', label: 'Spec', summary: 's', evidence: captured, play: never }
    const one = { id: '1', title: 'lists users', level: 'preview' as const, evidence: captured }
    const { claims } = listEvidence({ ...vendor, rehearsals: [{ ...suite, cases: [one] }] })
    expect(claims.slice(-3)).toMatchObject([
      { kind: 'action', id: 'assign', summary: 'Assign: gives the app', mark: 'captured' },
      { kind: 'settings', summary: 'the mappings' },
      { kind: 'case', id: 'spec/1', summary: 'lists users (preview)', profiles: [] },
    ])
  })
})

test('the text counts the marks and shows each claim with its evidence below it', () => {
  const evidence = listEvidence(fakeVendor())
  expect(countMarks(evidence.claims)).toBe('inferred 11')
  const text = evidenceText(evidence)
  expect(text).toContain('Fake IdP: 11 claims (inferred 11)\n\nProfiles\n')
  expect(text).toContain('\nKnobs\n  mode: mode [one | two; one]\n    inferred; none; 2026\n')
})

function never(): never {
  throw new Error('nothing is played here')
}
