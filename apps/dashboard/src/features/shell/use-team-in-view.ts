import type { SessionInfo } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { teamsQuery } from '../../api/queries.ts'
import { teamInView, teamOfPath } from './places.ts'

let last: string | undefined

/** The team that the navigation leads to, and all that can be chosen. */
export function useTeamInView(session: SessionInfo): {
  team: string | undefined
  teams: { name: string; displayName: string }[]
} {
  const { pathname } = useLocation()
  const all = useQuery({ ...teamsQuery, enabled: session.operator })
  const teams = session.operator
    ? (all.data ?? []).map(({ name, displayName }) => ({ name, displayName }))
    : session.people.map(({ team, teamDisplayName }) => ({ name: team, displayName: teamDisplayName }))
  const path = teamOfPath(pathname)
  if (path !== undefined) last = path
  const names = teams.map(({ name }) => name)
  return { team: teamInView(path, last, session, names), teams }
}
