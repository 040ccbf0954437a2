import type { Expected } from '@scimulator/admin-api'
import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import type { Responder } from './responder.ts'

/** What a target holds, in the form of `Expected` and in its order. */
export function held({ users, groups }: Responder): Expected {
  const nameOf = (id: unknown): string => String(users.get(String(id))?.userName)
  const members = (group: JsonObject): string[] =>
    (Array.isArray(group.members) ? group.members : []).filter(isJsonObject).map((member) => nameOf(member.value))
  return sorted({
    users: [...users.values()].map((user) => ({ userName: String(user.userName), active: user.active === true })),
    groups: [...groups.values()].map((group) => ({ displayName: String(group.displayName), members: members(group) })),
  })
}

/** People, groups and members by name. */
export function sorted({ users, groups }: Expected): Expected {
  const byName = <T>(items: T[], name: (item: T) => string): T[] =>
    items.toSorted((a, b) => (name(a) < name(b) ? -1 : 1))
  return {
    users: byName(users, ({ userName }) => userName),
    groups: byName(
      groups.map((group) => ({ ...group, members: group.members.toSorted() })),
      ({ displayName }) => displayName,
    ),
  }
}
