import type { MembershipState } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import type { ReactElement } from 'react'
import { useAtTeam } from '../../../api/session.ts'
import { memberCountQuery } from '../../../api/team/members.ts'
import { Menu, MenuLink } from '../../../components/menu.tsx'
import { formatCount } from '../../../format/text.ts'

const TAB =
  '-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent px-3 text-prose whitespace-nowrap text-ink-2 no-underline -outline-offset-2! hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink max-sm:h-11 max-sm:px-2'

const TABS = [
  { state: 'active', to: '/teams/$team/people', label: 'Active' },
  { state: 'inactive', to: '/teams/$team/people/inactive', label: 'Inactive' },
  { state: 'invited', to: '/teams/$team/people/invited', label: 'Invited' },
] as const

/** The lists of a team's people, and right of them what else there is to set up about people. */
export function PeopleTabs({ team }: { team: string }): ReactElement {
  const { operator } = useAtTeam(team)
  const options = { exact: true, includeSearch: false }
  return (
    <div className="flex items-center justify-between border-b border-line">
      <nav aria-label="Lists of people" className="flex overflow-x-auto sm:gap-1">
        {TABS.map(({ state, to, label }) => (
          <Link key={state} to={to} params={{ team }} activeOptions={options} className={TAB}>
            {label} <Count team={team} state={state} />
          </Link>
        ))}
        {operator && (
          <Link to="/teams/$team/groups" params={{ team }} activeOptions={options} className={TAB}>
            Groups
          </Link>
        )}
      </nav>
      <Menu label="More about people" icon={<Ellipsis size={16} strokeWidth={1.5} aria-hidden />}>
        <MenuLink>
          <Link to="/teams/$team/people/scim-provisioning" params={{ team }}>
            SCIM Provisioning
          </Link>
        </MenuLink>
      </Menu>
    </div>
  )
}

function Count({ team, state }: { team: string; state: MembershipState }): ReactElement {
  const { data } = useQuery(memberCountQuery(team, state))
  return <span className="text-meta text-ink-3 tabular-nums">{data === undefined ? '' : formatCount(data)}</span>
}
