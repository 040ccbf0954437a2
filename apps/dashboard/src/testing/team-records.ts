import type { AuditRow, Member } from '@scimulator/admin-api'

/** A member with sensible values. */
export function aMember(part: Partial<Member> = {}): Member {
  const at = '2026-11-25T09:00:00Z'
  return {
    personId: 'p1',
    scimId: 's1',
    userName: 'ada@acme.test',
    displayName: 'Ada Lovelace',
    email: 'ada@acme.test',
    role: 'member',
    state: 'active',
    origin: 'scim',
    joinedAt: at,
    changedAt: at,
    deactivatedAt: null,
    lastSignInAt: null,
    spaces: 1,
    documents: 0,
    ...part,
  }
}

/** A row of an audit log with sensible values. */
export function anAuditRow(part: Partial<AuditRow> = {}): AuditRow {
  return {
    id: '1',
    at: '2026-11-25T09:00:00Z',
    actor: { kind: 'scim', id: 't1', name: 'SCIM provisioning' },
    action: 'member.added',
    subject: { kind: 'person', id: 'p1', name: 'Ada Lovelace' },
    before: null,
    after: null,
    requestId: null,
    ...part,
  }
}
