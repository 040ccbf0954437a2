import type { Expected } from '@scimulator/admin-api'
import type { Directory } from '@scimulator/sim-kit'
import type { GroupLink, Links, PersonLink } from './links.ts'

/**
 * What the target should hold: everybody who ever was in scope and was not deleted, inactive or not, and the groups with
 * those of their members that are sent. A disabled person keeps the memberships. With SkipOutOfScopeDeletions nobody is
 * disabled.
 */
export function expectedTarget(directory: Directory, links: Links, skipOutOfScope = false): Expected {
  const people = new Map(directory.people.map((person) => [person.id, person]))
  const groups = new Map(directory.groups.map((group) => [group.id, group]))
  const kept = [...links.people].filter(([id, link]) => people.has(id) || !link.deleting)
  const userNames = new Map(kept.map(([id, link]) => [id, people.get(id)?.userName ?? link.userName]))
  const isActive = ([id, link]: [string, PersonLink]): boolean => {
    const person = people.get(id)
    return person === undefined ? link.active : person.active || skipOutOfScope
  }
  const membersOf = ([id, link]: [string, GroupLink]): string[] => {
    const passedOver = new Set(link.passedOver)
    return (groups.get(id)?.members ?? link.members).filter((member) => !passedOver.has(member))
  }
  return {
    users: kept.map((entry) => ({ userName: userNames.get(entry[0]) ?? '', active: isActive(entry) })),
    groups: [...links.groups]
      .filter(([id, link]) => groups.has(id) || !link.deleting)
      .map((entry) => ({
        displayName: groups.get(entry[0])?.displayName ?? entry[1].displayName,
        members: membersOf(entry).flatMap((member) => userNames.get(member) ?? []),
      })),
  }
}
