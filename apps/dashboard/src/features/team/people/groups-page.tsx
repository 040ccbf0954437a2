import type { TeamGroup } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ChevronDown } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { groupsQuery } from '../../../api/queries.ts'
import { Button } from '../../../components/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../components/page-state.tsx'
import { SearchBox } from '../../../components/search-box.tsx'
import { ListTime } from '../../../components/time.tsx'
import { formatCount, plural, visible } from '../../../format/text.ts'
import type { GroupsSearch } from '../../../search.ts'
import { TeamPage } from '../frame/team-page.tsx'
import { PeopleTabs } from './people-tabs.tsx'

const route = getRouteApi('/teams/$team/groups')
const FIRST_MEMBERS = 100

/** A team's groups with their members. */
export function GroupsPage(): ReactElement {
  const { team } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const find = (q: string): void =>
    void navigate({ search: (previous) => ({ ...previous, q: q || undefined }), replace: true })
  return (
    <TeamPage team={team} title="Groups" open>
      <PeopleTabs team={team} />
      <search className="flex">
        <SearchBox label="Find a group" value={search.q ?? ''} onChange={find} />
      </search>
      <Groups team={team} search={search} />
    </TeamPage>
  )
}

function Groups({ team, search }: { team: string; search: GroupsSearch }): ReactElement {
  const groups = useQuery(groupsQuery(team))
  if (groups.isPending) return <Skeleton label="groups" />
  if (groups.isError)
    return <ErrorState error={groups.error} retry={() => void groups.refetch()} what="The list of groups" />
  const q = search.q?.toLowerCase() ?? ''
  const found = groups.data.groups.filter((group) => group.displayName.toLowerCase().includes(q))
  if (groups.data.totalResults === 0) return <EmptyState title="This team has no groups yet. A sync brings them in." />
  if (found.length === 0) return <EmptyState title="No group has this in its name." />
  return (
    <section aria-label="Groups" className="flex flex-col gap-2">
      <ul className="panel divide-y divide-line">
        {found.map((group) => (
          <GroupRow key={group.id} group={group} open={group.id === search.sel} />
        ))}
      </ul>
      <p className="text-meta text-ink-3">
        {formatCount(found.length)} of {plural(groups.data.totalResults, 'group')}
      </p>
    </section>
  )
}

function GroupRow({ group, open }: { group: TeamGroup; open: boolean }): ReactElement {
  return (
    <li>
      <Link
        from="/teams/$team/groups"
        to="."
        search={(previous) => ({ ...previous, sel: open ? undefined : group.id })}
        resetScroll={false}
        aria-expanded={open}
        className="flex min-h-10 items-center gap-3 px-3 text-ink no-underline -outline-offset-2! hover:bg-hover max-sm:min-h-11"
      >
        <ChevronDown size={16} strokeWidth={1.5} aria-hidden className={`text-ink-3 ${open ? '' : '-rotate-90'}`} />
        <span className="min-w-0 flex-1 truncate font-medium">{visible(group.displayName)}</span>
        <span className="whitespace-nowrap text-ink-2 tabular-nums">{plural(group.members.length, 'member')}</span>
        <span className="w-24 text-right whitespace-nowrap text-ink-3 max-sm:hidden">
          <ListTime iso={group.lastModified} />
        </span>
      </Link>
      {open && <Members group={group} />}
    </li>
  )
}

function Members({ group }: { group: TeamGroup }): ReactElement {
  const [all, setAll] = useState(false)
  if (group.members.length === 0) return <p className="px-10 pb-3 text-ink-3">Nobody is in this group.</p>
  const shown = all ? group.members : group.members.slice(0, FIRST_MEMBERS)
  return (
    <div className="flex flex-col gap-2 px-10 pb-3">
      <ul
        aria-label={`Members of ${group.displayName}`}
        className="grid gap-x-6 @min-[600px]:grid-cols-2 @min-[1000px]:grid-cols-3"
      >
        {shown.map((member) => (
          <li key={member.id} className="truncate" title={member.id}>
            {member.display === null ? (
              <code className="font-mono text-code">{member.id}</code>
            ) : (
              visible(member.display)
            )}
          </li>
        ))}
      </ul>
      {shown.length < group.members.length && (
        <div>
          <Button onClick={() => setAll(true)}>Show all {formatCount(group.members.length)}</Button>
        </div>
      )}
    </div>
  )
}
