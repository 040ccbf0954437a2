import type { Expected } from '@scimulator/admin-api'
import { isJsonObject } from '@scimulator/scim-core'
import type { ScenarioContext } from '@scimulator/sim-kit'

/** State as it comes back from disk. */
export function reloaded(context: ScenarioContext): ScenarioContext {
  const value: unknown = JSON.parse(JSON.stringify(context.state.value))
  return { ...context, state: { value: isJsonObject(value) ? value : {} } }
}

/** The same users and groups, whatever their order. */
export function sorted(state: Expected): Expected {
  const groups = state.groups.map((group) => ({ ...group, members: group.members.toSorted() }))
  return {
    users: state.users.toSorted((left, right) => left.userName.localeCompare(right.userName)),
    groups: groups.toSorted((left, right) => left.displayName.localeCompare(right.displayName)),
  }
}
