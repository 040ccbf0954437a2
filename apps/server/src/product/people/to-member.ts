import type { Member } from '@scimulator/admin-api'
import type { MembershipWithHoldings, TeamCounts } from '../records/people.ts'
import { countSpaces } from '../rules/access.ts'
import { effectiveRole } from '../rules/roles.ts'

/** A membership as the API shows it. */
export function toMember(membership: MembershipWithHoldings, team: TeamCounts): Member {
  const { personId, scimId, userName, displayName, email, role, state, origin, documents } = membership
  return {
    personId,
    scimId,
    userName,
    displayName,
    email,
    role,
    state,
    origin,
    joinedAt: toInstant(membership.joinedAt),
    changedAt: toInstant(membership.changedAt),
    deactivatedAt: toInstantOrNull(membership.deactivatedAt),
    lastSignInAt: toInstantOrNull(membership.lastSignInAt),
    spaces: countSpaces(effectiveRole(membership), team, membership),
    documents,
  }
}

/** An instant as the API shows it: ISO 8601 in UTC. */
export function toInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

function toInstantOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : toInstant(milliseconds)
}
