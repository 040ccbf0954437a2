import type { Role, SessionInfo } from '@scimulator/admin-api'
import type { LinkProps } from '@tanstack/react-router'
import {
  FolderOpen,
  LayoutDashboard,
  ListTree,
  type LucideIcon,
  Network,
  Plug,
  ScrollText,
  ShieldCheck,
  Users,
} from 'lucide-react'

/** A page of the navigation. */
export interface Place {
  to: NonNullable<LinkProps['to']>
  label: string
  icon: LucideIcon
  /** Whether only this very address counts as being there. */
  exact?: boolean
  /** Roles that the server opens it to; everybody's where there are none. */
  roles?: readonly Role[]
}

/** Pages of whoever runs the server. */
export const LAB: readonly Place[] = [
  { to: '/', label: 'Overview', icon: LayoutDashboard, exact: true },
  { to: '/runs', label: 'Runs', icon: ListTree },
  { to: '/simulators', label: 'Simulators', icon: Plug },
  { to: '/teams', label: 'Teams', icon: Network, exact: true },
]

/** Pages of the people of a team. */
const TEAM: readonly Place[] = [
  { to: '/teams/$team/people', label: 'People', icon: Users },
  { to: '/teams/$team/spaces', label: 'Spaces', icon: FolderOpen },
  { to: '/teams/$team/security', label: 'Security', icon: ShieldCheck, roles: ['owner', 'admin'] },
  { to: '/teams/$team/audit-log', label: 'Audit log', icon: ScrollText, roles: ['owner', 'admin', 'manager'] },
]

/** Pages of a team that whoever is at the browser can open: all for the operator who plays nobody there. */
export function teamPlaces({ operator, people }: SessionInfo, team: string): readonly Place[] {
  const role = people.find((person) => person.team === team)?.role
  if (role === undefined && operator) return TEAM
  return TEAM.filter(({ roles }) => roles === undefined || (role !== undefined && roles.includes(role)))
}

/** The team whose page an address is. */
export function teamOfPath(pathname: string): string | undefined {
  const [, first, name] = pathname.split('/')
  if (first !== 'teams' || name === undefined || name === '') return undefined
  try {
    return decodeURIComponent(name)
  } catch {
    return undefined
  }
}

/** Whether an address is the page where a team is signed in to. */
export function isSignInPath(pathname: string): boolean {
  return /^\/teams\/[^/]+\/sign-in\/?$/.test(pathname)
}

/** The team that the navigation leads to: the page's, else the one last seen, else one that the browser is somebody in. */
export function teamInView(
  path: string | undefined,
  last: string | undefined,
  session: SessionInfo,
  teams: readonly string[],
): string | undefined {
  const known = [...session.people.map(({ team }) => team), ...teams]
  return path ?? (last !== undefined && known.includes(last) ? last : known[0])
}
