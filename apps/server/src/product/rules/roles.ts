import { type MembershipState, type Role, roleSchema } from '@scimulator/admin-api'

/** The role of whoever SCIM adds or anybody brings back, whatever they were before and whatever is asked for. */
export const DEFAULT_ROLE: Role = 'member'

/**
 * Whom a role may invite, change, take out and bring back, and into which roles: as nobody reaches above their own role,
 * nobody raises anybody above it.
 */
const REACH: Readonly<Record<Role, readonly Role[]>> = {
  owner: roleSchema.options,
  admin: ['admin', 'manager', 'member', 'guest'],
  manager: ['member', 'guest'],
  member: [],
  guest: [],
}

/** Whether a role may touch a person of another role, or put somebody into it. */
export function mayReach(role: Role, other: Role): boolean {
  return REACH[role].includes(other)
}

/** Whether a role opens the settings of the team: sign-on, SCIM, audit log. */
export function mayAdminister(role: Role): boolean {
  return role === 'owner' || role === 'admin'
}

/** Whether a role sees every space and document of the team. */
export function seesEverything(role: Role): boolean {
  return role === 'owner' || role === 'admin' || role === 'manager'
}

/** The role that counts: that of somebody who has left is history, and they come back with the default role. */
export function effectiveRole(member: { readonly role: Role; readonly state: MembershipState }): Role {
  return member.state === 'inactive' ? DEFAULT_ROLE : member.role
}
