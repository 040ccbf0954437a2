import type { ScimSettings, SignedIn } from '@scimulator/admin-api'
import { describe, expect, it } from 'vitest'
import { anAuditRow } from '../../../testing/team-records.ts'
import { type SetUpFacts, setUpSeen } from './set-up.ts'

const nothing: SetUpFacts = {
  person: undefined,
  settings: undefined,
  saml: undefined,
  rows: undefined,
  hasSeen: () => false,
}
const owner: SignedIn = {
  team: 'acme',
  teamDisplayName: 'Acme',
  personId: 'p9',
  displayName: 'Olive Owner',
  userName: 'owner@acme.test',
  role: 'owner',
  by: 'operator',
}
const settings: ScimSettings = {
  enabled: true,
  blockedBy: null,
  urls: { subdomain: 'acme', origin: 'http://localhost', complete: 'http://localhost/scim/v2', host: null },
  token: { id: 't1', mask: '', createdAt: '2026-11-25T09:00:00Z', expiresAt: null, lastUsedAt: null, lastClient: null },
  profilePolicy: 'apply',
  emailUserNames: false,
  seats: { used: 1, limit: null },
}
const seen = (facts: Partial<SetUpFacts>): string[] => [...setUpSeen({ ...nothing, ...facts })]

describe('the steps of setting SCIM up', () => {
  it('are not ticked while nothing is known', () => {
    expect(seen({})).toEqual([])
  })

  it('take an owner or admin for the sign-in, nobody else', () => {
    expect(seen({ person: owner })).toEqual(['signIn'])
    expect(seen({ person: { ...owner, role: 'member' } })).toEqual([])
  })

  it('are ticked as far as pages were answered and switches are on', () => {
    expect(seen({ saml: true })).toEqual(['saml'])
    expect(seen({ person: owner, settings, hasSeen: (page) => page === 'people' })).toEqual([
      'signIn',
      'people',
      'enable',
    ])
  })

  it('tick address and token once a request has come with them', () => {
    const token = settings.token && { ...settings.token, lastUsedAt: '2026-11-25T10:00:00Z' }
    expect(seen({ settings: { ...settings, token } })).toEqual(['enable', 'url', 'token'])
  })

  it('take what a person did on the page for having been there, not what the start of the server did', () => {
    const made = anAuditRow({ action: 'scim.tokenCreated', actor: { kind: 'person', id: 'p9', name: 'Olive Owner' } })
    expect(seen({ rows: [made] })).toEqual(['signIn', 'people', 'page'])
    expect(seen({ rows: [{ ...made, actor: { kind: 'system', id: null, name: 'Start' } }] })).toEqual([])
  })
})
