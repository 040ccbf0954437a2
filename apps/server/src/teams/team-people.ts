import type { TeamGroup, Team as TeamSummary, TeamUser } from '@scimulator/admin-api'
import {
  ENTERPRISE_USER_SCHEMA,
  type Filter,
  GROUP,
  isJsonObject,
  parseFilter,
  resolveFilter,
  USER,
} from '@scimulator/scim-core'
import type { ResourceReader, ResourceStore, StoredResource } from '@scimulator/scim-store'
import type { Team } from './team.ts'
import type { AddressBook } from './team-addresses.ts'
import { primaryEmailOf, shownNameOf, textOf } from './user-values.ts'

/** Which of a team's people to list. */
export interface PeoplePage {
  readonly startIndex: number
  readonly count: number
  /** Part of a user name, display name or address. */
  readonly q?: string | undefined
  readonly active?: boolean | undefined
}

/** A team's people and groups as the dashboard shows them: the same store that SCIM writes to. */
export interface TeamPeople {
  summary(team: Team): Promise<TeamSummary>
  users(team: Team, page: PeoplePage): Promise<{ totalResults: number; users: TeamUser[] }>
  groups(team: Team): Promise<{ totalResults: number; groups: TeamGroup[] }>
}

const MAX_GROUPS = 200
const INACTIVE = resolveFilter(parseFilter('active eq false'), USER)
const NOT_INACTIVE: Filter = { kind: 'not', operand: INACTIVE }

/** Reads people and groups of teams from the resource store. */
export function createTeamPeople(store: ResourceStore, addresses: AddressBook): TeamPeople {
  return {
    async summary(team) {
      const reader = store.read(team.id)
      // The few inactive ones are indexed; counting the others would walk the whole team.
      const [users, inactive, groups] = await Promise.all([
        count(reader, 'User'),
        count(reader, 'User', INACTIVE),
        count(reader, 'Group'),
      ])
      const { name, displayName, vendor } = team
      return { name, displayName, vendor, ...addresses.of(name), users, activeUsers: users - inactive, groups }
    },
    async users(team, { startIndex, count: size, q, active }) {
      const filter = filterOf(q, active)
      const { totalResults, resources } = await store.read(team.id).query({
        resourceType: 'User',
        ...(filter === undefined ? {} : { filter }),
        startIndex,
        count: size,
        include: { groups: true },
      })
      return { totalResults, users: resources.map(toTeamUser) }
    },
    async groups(team) {
      const { totalResults, resources } = await store.read(team.id).query({
        resourceType: GROUP.name,
        sortBy: 'displayName',
        startIndex: 1,
        count: MAX_GROUPS,
        include: { members: true },
      })
      return { totalResults, groups: resources.map(toTeamGroup) }
    },
  }
}

async function count(reader: ResourceReader, resourceType: string, filter?: Filter): Promise<number> {
  const query = { resourceType, startIndex: 1, count: 0, ...(filter === undefined ? {} : { filter }) }
  return (await reader.query(query)).totalResults
}

// Whoever is not said to be inactive counts as active, as in what the list shows.
function filterOf(q: string | undefined, active: boolean | undefined): Filter | undefined {
  const search = q === undefined ? [] : [searchFilter(q)]
  const state = active === undefined ? [] : [active ? NOT_INACTIVE : INACTIVE]
  const [first, second] = [...search, ...state]
  return first === undefined || second === undefined ? first : { kind: 'and', left: first, right: second }
}

function searchFilter(q: string): Filter {
  const text = JSON.stringify(q)
  return resolveFilter(parseFilter(`userName co ${text} or displayName co ${text} or emails.value co ${text}`), USER)
}

function toTeamUser({ id, attributes, groups, lastModified }: StoredResource): TeamUser {
  const enterprise = attributes[ENTERPRISE_USER_SCHEMA]
  return {
    id,
    userName: textOf(attributes, 'userName') ?? '',
    displayName: shownNameOf(attributes),
    email: primaryEmailOf(attributes),
    title: textOf(attributes, 'title'),
    department: isJsonObject(enterprise) ? textOf(enterprise, 'department') : null,
    externalId: textOf(attributes, 'externalId'),
    active: attributes.active !== false,
    groups: (groups ?? []).map((group) => group.display ?? group.value),
    lastModified,
  }
}

function toTeamGroup({ id, attributes, members, lastModified }: StoredResource): TeamGroup {
  return {
    id,
    displayName: textOf(attributes, 'displayName') ?? '',
    members: (members ?? []).map(({ value, display }) => ({ id: value, display: display ?? null })),
    lastModified,
  }
}
