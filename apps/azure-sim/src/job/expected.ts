import type { Expected } from '@scimulator/admin-api'
import type { Directory } from '@scimulator/sim-kit'
import type { Links } from './links.ts'

/**
 * What the target should hold: everybody who ever was in scope and is not hard-deleted, inactive or not, and the groups
 * with those of their members. A disabled person keeps the memberships. With SkipOutOfScopeDeletions nobody is disabled.
 */
export function expectedTarget(directory: Directory, links: Links, skipOutOfScope = false): Expected {
  const users = directory.people.filter((person) => links.people.has(person.id))
  const userNames = new Map(users.map((person) => [person.id, person.userName]))
  return {
    users: users.map(({ userName, active }) => ({ userName, active: active || skipOutOfScope })),
    groups: directory.groups
      .filter((group) => links.groups.has(group.id))
      .map(({ displayName, members }) => ({
        displayName,
        members: members.flatMap((member) => userNames.get(member) ?? []),
      })),
  }
}
