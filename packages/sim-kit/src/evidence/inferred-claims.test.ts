import { expect, test } from 'vitest'
import type { Evidence, Profile } from '../profile/profile.ts'
import type { Rehearsal } from '../profile/rehearsal.ts'
import { fakeVendor } from '../testing/fake-vendor.ts'
import { inferredClaims } from './inferred-claims.ts'
import { peekKnobs, watchKnobs } from './watch-knobs.ts'

const inferred: Evidence = { mark: 'inferred', source: 'none', date: '2026' }
const captured: Evidence = { ...inferred, mark: 'captured' }
const [profile] = fakeVendor({
  shapes: [
    { id: 'create', summary: 'creates', evidence: inferred },
    { id: 'seen', summary: 'was seen', evidence: captured },
    { id: 'unused', summary: 'was not sent', evidence: inferred },
  ],
}).profiles as [Profile]
const used = {
  shapes: new Set(['create', 'seen', 'later']),
  quirks: new Set(['odd', 'gone']),
  knobs: new Set(['mode']),
  actions: new Set<string>(),
}
const nothing = {
  shapes: new Set<string>(),
  quirks: new Set<string>(),
  knobs: new Set<string>(),
  actions: new Set<string>(),
}
const known = { ...profile, evidence: captured }

test('what was used and is inferred, and nothing else', () => {
  expect(inferredClaims(known, undefined, used)).toEqual([
    { kind: 'request', id: 'create', summary: 'creates' },
    { kind: 'quirk', id: 'odd', summary: 'odd' },
    { kind: 'knob', id: 'mode', summary: 'mode' },
  ])
  expect(inferredClaims(known, undefined, { ...nothing, shapes: new Set(['seen']) })).toEqual([])
})

test('an action of the admin is used where it was played, sending or not', () => {
  expect(inferredClaims(profile, undefined, { ...nothing, actions: new Set(['push']) })).toEqual([
    { kind: 'action', id: 'push', summary: 'Push group: Push group.' },
  ])
})

test('whatever is sent rests on the profile and on its settings', () => {
  const settings = { summary: 'the mappings', evidence: inferred, check: () => [], defaults: {} }
  expect(inferredClaims({ ...profile, settings }, undefined, { ...nothing, shapes: new Set(['seen']) })).toEqual([
    { kind: 'profile', id: 'plain', summary: 'Plain app: For tests.' },
    { kind: 'settings', id: 'settings', summary: 'the mappings' },
  ])
})

test('the requests of a suite are its cases', () => {
  const suite: Rehearsal = {
    id: 's',
    label: 'S',
    summary: 's',
    evidence: captured,
    cases: [
      { id: 'create', title: 'Creates', level: 'required', evidence: inferred },
      { id: 'later', title: 'Later', level: 'required', evidence: captured },
    ],
    *play() {},
  }
  const cases = [{ kind: 'case', id: 'create', summary: 'Creates' }]
  expect(inferredClaims(profile, suite, { ...nothing, shapes: used.shapes })).toEqual(cases)
  const byProfile = { ...suite, profileOption: 'app' }
  expect(inferredClaims(profile, byProfile, { ...nothing, shapes: used.shapes })).toEqual([
    { kind: 'profile', id: 'plain', summary: 'Plain app: For tests.' },
    ...cases,
  ])
})

test('a knob counts as used when somebody reads it', () => {
  const { knobs, used: read } = watchKnobs({ a: '1', b: '2' })
  expect(peekKnobs(knobs)).toEqual({ a: '1', b: '2' })
  expect([...read]).toEqual([])
  expect([knobs.b, knobs.missing, Object.hasOwn(knobs, 'a')]).toEqual(['2', undefined, true])
  expect([...read]).toEqual(['b'])
})
