import type { Role, Space } from '@scimulator/admin-api'
import { seesEverything } from './roles.ts'

/** How an active member of a team stands to a space. */
export interface SpaceAccess {
  readonly kind: Space['kind']
  readonly isIn: boolean
}

/** How an active member stands to a document. */
export interface DocumentAccess {
  readonly space: SpaceAccess
  readonly isOwner: boolean
  readonly isShared: boolean
}

// Guests see what they were let into, so an open space is not open to them.
/** Whether somebody may enter a space. Worked out at every look, so that leaving a team touches none of it. */
export function mayEnterSpace(role: Role, { kind, isIn }: SpaceAccess): boolean {
  return isIn || seesEverything(role) || (kind === 'open' && role !== 'guest')
}

/** Whether somebody may know of everybody in the team, and not only of those in their spaces. */
export function knowsEverybody(role: Role): boolean {
  return role !== 'guest'
}

/** Whether somebody may make spaces. */
export function mayCreateSpace(role: Role): boolean {
  return role !== 'guest'
}

/** Whether somebody may rename a space, open or close it, let people in and take them out. */
export function mayManageSpace(role: Role, { isIn }: SpaceAccess): boolean {
  return seesEverything(role) || (isIn && role !== 'guest')
}

/** Whether somebody may read a document, and write in it. */
export function mayOpenDocument(role: Role, { space, isOwner, isShared }: DocumentAccess): boolean {
  return isOwner || isShared || mayEnterSpace(role, space)
}

/** Whether somebody may share a document or give it away. */
export function mayHandOverDocument(role: Role, { isOwner }: DocumentAccess): boolean {
  return isOwner || seesEverything(role)
}

/** How many spaces somebody can enter. */
export function countSpaces(
  role: Role,
  team: { readonly spaces: number; readonly openSpaces: number },
  person: { readonly spacesIn: number; readonly closedSpacesIn: number },
): number {
  if (seesEverything(role)) return team.spaces
  return role === 'guest' ? person.spacesIn : team.openSpaces + person.closedSpacesIn
}
