import type { AuditRow } from '@scimulator/admin-api'
import { describe, expect, it } from 'vitest'
import { anAuditRow } from '../../../testing/team-records.ts'
import { firstHero, journeyOf } from './journey.ts'

const byHand = { kind: 'person', id: 'p9', name: 'Olive Owner' } as const
const bySignOn = { kind: 'sign-on', id: null, name: 'Sign-on' } as const

/** Rows as the log gives them, newest first, from rows as they came. */
function log(...parts: Partial<AuditRow>[]): AuditRow[] {
  return parts.map((part, at) => anAuditRow({ at: `2026-11-25T09:0${at}:00Z`, ...part })).toReversed()
}
const steps = (rows: AuditRow[]): string[] => [...journeyOf(rows, 'p1').keys()]

const assigned: Partial<AuditRow> = { action: 'member.added' }
const signedIn: Partial<AuditRow> = { action: 'session.started', actor: bySignOn, after: { by: 'saml' } }
const unassigned: Partial<AuditRow> = { action: 'member.deactivated' }
const refused: Partial<AuditRow> = { action: 'signIn.refused', actor: bySignOn }
const back: Partial<AuditRow> = { action: 'member.reactivated' }

describe("a person's way through the story", () => {
  it('is ticked from the first assignment to the return, each with its time', () => {
    const seen = journeyOf(log(assigned, signedIn, unassigned, refused, back), 'p1')
    expect([...seen.keys()]).toEqual(['assign', 'signIn', 'unassign', 'refused', 'assignAgain'])
    expect(seen.get('unassign')).toBe('2026-11-25T09:02:00Z')
  })

  it('counts a step only after the one before it', () => {
    expect(steps(log(assigned, unassigned, back, signedIn))).toEqual(['assign', 'signIn'])
    expect(steps(log(signedIn, refused))).toEqual([])
  })

  it('takes only what SCIM did for an assignment, and only single sign-on for a sign-in', () => {
    expect(steps(log({ ...assigned, actor: byHand }))).toEqual([])
    expect(steps(log(assigned, { ...signedIn, after: { by: 'operator' } }))).toEqual(['assign'])
    expect(steps(log(assigned, signedIn, { ...unassigned, actor: byHand }))).toEqual(['assign', 'signIn'])
  })

  it('does not mix people up', () => {
    const somebodyElse = { kind: 'person', id: 'p2', name: 'Bob' } as const
    expect(steps(log({ ...assigned, subject: somebodyElse }))).toEqual([])
  })

  it('begins with a return where the person was here before the log reaches back', () => {
    expect(steps(log(back, signedIn))).toEqual(['assign', 'signIn'])
  })
})

describe('firstHero', () => {
  const people = [
    { userName: 'away@acme.test', active: false },
    { userName: 'ada@acme.test', active: true },
    { userName: 'bob@acme.test', active: true },
  ]

  it('takes somebody whom SCIM brought in, and who is assigned', () => {
    const added = anAuditRow({ after: { userName: 'bob@acme.test' } })
    expect(firstHero(people, [added])).toBe('bob@acme.test')
    expect(firstHero(people, [{ ...added, after: { userName: 'away@acme.test' } }])).toBe('ada@acme.test')
    expect(firstHero(people, [{ ...added, actor: byHand }])).toBe('ada@acme.test')
  })

  it('takes anybody where nobody is assigned, and nobody where nobody is there', () => {
    expect(firstHero(people.slice(0, 1), [])).toBe('away@acme.test')
    expect(firstHero([], [])).toBeUndefined()
  })
})
