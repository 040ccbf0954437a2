import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { LayoutDashboard, ListTree, type LucideIcon, Plug, Users } from 'lucide-react'
import type { ReactElement } from 'react'
import { teamsQuery } from '../../api/queries.ts'
import { useMedia } from '../../components/use-media.ts'

interface Place {
  to: NonNullable<LinkProps['to']>
  label: string
  icon: LucideIcon
  exact?: boolean
}

const LAB: readonly Place[] = [
  { to: '/', label: 'Overview', icon: LayoutDashboard, exact: true },
  { to: '/runs', label: 'Runs', icon: ListTree },
  { to: '/simulators', label: 'Simulators', icon: Plug },
]
const TEAMS: Place = { to: '/teams', label: 'Teams', icon: Users }

const ROW =
  'flex h-8 items-center gap-2 rounded-chip px-2 text-prose text-ink-2 no-underline hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-ink max-wide:justify-center'

/** Navigation beside the content: names on wide windows, icons on middle ones. */
export function SideNav(): ReactElement {
  return (
    <nav
      aria-label="Pages"
      className="sticky top-12 flex h-[calc(100dvh-3rem)] w-14 flex-none flex-col gap-6 overflow-y-auto border-r border-line p-2 max-sm:hidden wide:w-52 wide:p-3"
    >
      <ul aria-label="Lab" className="flex flex-col gap-0.5">
        {LAB.map((place) => (
          <li key={place.to}>
            <SideLink place={place} />
          </li>
        ))}
      </ul>
      <TeamLinks />
    </nav>
  )
}

function SideLink({ place: { to, label, icon: Icon, exact = false } }: { place: Place }): ReactElement {
  return (
    <Link to={to} activeOptions={{ exact, includeSearch: false }} className={ROW} title={label}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      <span className="max-wide:sr-only">{label}</span>
    </Link>
  )
}

function TeamLinks(): ReactElement {
  const teams = useQuery(teamsQuery)
  const named = useMedia('(width >= 75rem)')
  return (
    <ul aria-label="Teams" className="flex flex-col gap-0.5">
      <li>
        <SideLink place={{ ...TEAMS, exact: named }} />
      </li>
      {(teams.data ?? []).map((team) => (
        <li key={team.name} className="max-wide:hidden">
          <Link
            to="/teams/$team/people"
            params={{ team: team.name }}
            activeOptions={{ includeSearch: false }}
            className={`${ROW} pl-8`}
          >
            <span className="truncate">{team.displayName}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** Navigation under the thumb on phones. */
export function BottomNav(): ReactElement {
  return (
    <nav aria-label="Pages" className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface sm:hidden">
      <ul className="flex h-14">
        {[...LAB, TEAMS].map(({ to, label, icon: Icon, exact = false }) => (
          <li key={to} className="flex-1">
            <Link
              to={to}
              activeOptions={{ exact, includeSearch: false }}
              className="flex h-full flex-col items-center justify-center gap-0.5 text-meta text-ink-2 no-underline aria-[current=page]:bg-selected aria-[current=page]:text-ink"
            >
              <Icon size={16} strokeWidth={1.5} aria-hidden />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
