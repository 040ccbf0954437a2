import type { Role, SessionInfo } from '@scimulator/admin-api'
import { describe, expect, it } from 'vitest'
import { isSignInPath, teamInView, teamOfPath, teamPlaces } from './places.ts'

const session: SessionInfo = {
  ok: true,
  operator: false,
  people: [
    {
      team: 'acme',
      teamDisplayName: 'Acme',
      personId: 'p1',
      displayName: 'Ada',
      userName: 'ada@acme.test',
      role: 'member',
      by: 'saml',
    },
  ],
}

describe('the team of an address', () => {
  it.each([
    ['/teams/acme/people', 'acme'],
    ['/teams/a%20b/security', 'a b'],
    ['/teams', undefined],
    ['/teams/', undefined],
    ['/teams/%E0%A4%A/people', undefined],
    ['/runs/teams/acme', undefined],
  ])('of %s is %s', (path, team) => {
    expect(teamOfPath(path)).toBe(team)
  })

  it('is signed in to at one page, and nowhere below it', () => {
    expect(isSignInPath('/teams/acme/sign-in')).toBe(true)
    expect(isSignInPath('/teams/acme/sign-in/')).toBe(true)
    expect(isSignInPath('/teams/acme/people/sign-in')).toBe(false)
  })
})

describe('teamInView', () => {
  it('follows the page, then what was seen last, then who the browser is', () => {
    expect(teamInView('globex', 'acme', session, [])).toBe('globex')
    expect(teamInView(undefined, 'globex', session, ['globex'])).toBe('globex')
    expect(teamInView(undefined, 'gone', session, ['globex'])).toBe('acme')
    expect(teamInView(undefined, undefined, { ...session, people: [] }, [])).toBeUndefined()
  })
})

describe('teamPlaces', () => {
  const labels = (who: SessionInfo, team: string): string[] => teamPlaces(who, team).map(({ label }) => label)
  const as = (role: Role): SessionInfo['people'] => session.people.map((person) => ({ ...person, role }))

  it.each<[Role, string[]]>([
    ['owner', ['People', 'Spaces', 'Security', 'Audit log']],
    ['admin', ['People', 'Spaces', 'Security', 'Audit log']],
    ['manager', ['People', 'Spaces', 'Audit log']],
    ['member', ['People', 'Spaces']],
    ['guest', ['People', 'Spaces']],
  ])('of %s are %j, also when the operator plays them', (role, places) => {
    expect(labels({ ...session, people: as(role) }, 'acme')).toEqual(places)
    expect(labels({ ...session, operator: true, people: as(role) }, 'acme')).toEqual(places)
  })

  it('are all there for the operator who plays nobody in the team', () => {
    expect(labels({ ...session, operator: true }, 'globex')).toEqual(['People', 'Spaces', 'Security', 'Audit log'])
  })

  it('of another team follow no role that somebody has elsewhere', () => {
    expect(labels({ ...session, people: as('owner') }, 'globex')).toEqual(['People', 'Spaces'])
  })
})
