import { type MembershipState, roleSchema } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { useAtTeam } from '../../../api/session.ts'
import { MEMBERS_PER_PAGE, membersQuery } from '../../../api/team/members.ts'
import { buttonClass } from '../../../components/button.tsx'
import { FilterSelect } from '../../../components/filter-select.tsx'
import { EmptyState } from '../../../components/page-state.tsx'
import { Pager } from '../../../components/pager.tsx'
import { SearchBox } from '../../../components/search-box.tsx'
import { plural } from '../../../format/text.ts'
import type { PeopleSearch } from '../../../search.ts'
import { Read } from '../frame/read.tsx'
import { TeamPage } from '../frame/team-page.tsx'
import { InviteButton } from './invite.tsx'
import { MemberRows } from './member-rows.tsx'
import { type Moved, withMoved } from './moved.ts'
import { PeopleTabs } from './people-tabs.tsx'
import { rolesToGive } from './roles.ts'

const ROLES = roleSchema.options.map((role) => ({ value: role, label: role }))

/** Who is in the team. */
export function ActivePeoplePage(): ReactElement {
  return <PeoplePage state="active" />
}

/** Who has left the team. */
export function InactivePeoplePage(): ReactElement {
  return <PeoplePage state="inactive" />
}

/** Who has not come yet. */
export function InvitedPeoplePage(): ReactElement {
  return <PeoplePage state="invited" />
}

function PeoplePage({ state }: { state: MembershipState }): ReactElement {
  const { team = '' } = useParams({ strict: false })
  const { q, role, page }: PeopleSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const { person } = useAtTeam(team)
  const change = (next: PeopleSearch): void => {
    void navigate({
      to: '.',
      search: (previous) => ({ ...previous, page: undefined, ...next }),
      replace: true,
      resetScroll: false,
    })
  }
  return (
    <TeamPage
      team={team}
      title="People"
      open
      actions={rolesToGive(person?.role).length > 0 ? <InviteButton team={team} role={person?.role} /> : undefined}
    >
      {person?.role === 'guest' && <p className="text-ink-2">As a guest you see who is in a space with you.</p>}
      <PeopleTabs team={team} />
      <search className="flex flex-wrap items-center gap-2">
        <div className="flex max-sm:basis-full sm:w-72">
          <SearchBox label="Name or email" value={q ?? ''} onChange={(next) => change({ q: next || undefined })} />
        </div>
        <FilterSelect
          label="Role"
          value={role}
          options={ROLES}
          onChange={(next) => change({ role: roleSchema.options.find((each) => each === next) })}
        />
      </search>
      <PeopleList key={`${team} ${state}`} team={team} state={state} q={q} role={role} page={page ?? 1} />
    </TeamPage>
  )
}

interface ListProps extends Pick<PeopleSearch, 'q' | 'role'> {
  team: string
  state: MembershipState
  page: number
}

function PeopleList({ team, state, q, role, page }: ListProps): ReactElement {
  const members = useQuery(membersQuery(team, { state, q, role, page }))
  const [moved, setMoved] = useState<readonly Moved[]>([])
  const narrowed = q !== undefined || role !== undefined
  return (
    <Read query={members} what="the list of people">
      {(data) => {
        const lines = withMoved(data.members, page === 1 && !narrowed ? moved : [])
        if (lines.length === 0 && page > 1) return <PastTheEnd />
        if (lines.length === 0) return <Nobody team={team} state={state} narrowed={narrowed} />
        return (
          <section aria-label="People" className="flex flex-col gap-2">
            <MemberRows
              team={team}
              state={state}
              lines={lines}
              onMoved={(next) =>
                setMoved((known) => [...known.filter(({ member }) => member.personId !== next.member.personId), next])
              }
            />
            <div className="flex items-center justify-between">
              <p className="text-meta text-ink-3">{plural(data.totalResults, 'person', 'people')}</p>
              <Pager page={page} pages={Math.ceil(data.totalResults / MEMBERS_PER_PAGE)} />
            </div>
          </section>
        )
      }}
    </Read>
  )
}

function PastTheEnd(): ReactElement {
  return (
    <EmptyState title="The list has no such page any more.">
      <Link to="." search={(previous) => ({ ...previous, page: undefined })} className={buttonClass('plain')}>
        First page
      </Link>
    </EmptyState>
  )
}

const EMPTY: Readonly<Record<MembershipState, string>> = {
  active: 'Nobody is in this team yet. Invite people, or have an identity provider bring them in.',
  inactive: 'Nobody has left this team. Whoever is deactivated, here or by SCIM, is listed here with all they made.',
  invited: 'No invitation is open.',
}

function Nobody({ team, state, narrowed }: { team: string; state: MembershipState; narrowed: boolean }): ReactElement {
  if (narrowed) {
    return (
      <EmptyState title="Nobody matches these filters.">
        <Link to="." search={{}} className={buttonClass('plain')}>
          Clear filters
        </Link>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={EMPTY[state]}>
      {state === 'active' && (
        <Link to="/teams/$team/people/scim-provisioning" params={{ team }} className={buttonClass('plain')}>
          Set up SCIM provisioning
        </Link>
      )}
    </EmptyState>
  )
}
