import { type Member, type Role, roleSchema } from '@scimulator/admin-api'

const GIVES: Readonly<Record<Role, readonly Role[]>> = {
  owner: roleSchema.options,
  admin: ['admin', 'manager', 'member', 'guest'],
  manager: ['member', 'guest'],
  member: [],
  guest: [],
}

/** Roles that somebody of a role can give; what may be done the server decides. */
export function rolesToGive(role: Role | undefined): readonly Role[] {
  return role === undefined ? [] : GIVES[role]
}

/** Whether somebody of a role has a say about another person. */
export function mayChange(role: Role | undefined, { role: other, state }: Pick<Member, 'role' | 'state'>): boolean {
  // The role of whoever has left is history: they come back with the default one.
  return rolesToGive(role).includes(state === 'inactive' ? 'member' : other)
}

/** Why the last owner stays as they are; null for everybody else. */
export function lastOwnerReason(
  { role, state, displayName }: Pick<Member, 'role' | 'state' | 'displayName'>,
  owners: number | undefined,
): string | null {
  if (role !== 'owner' || state !== 'active' || owners !== 1) return null
  return `${displayName} is the last owner. Make somebody else owner first.`
}
