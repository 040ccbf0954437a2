import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { LOOKED_THROUGH, PEOPLE_PER_PAGE } from '../../api/people.ts'
import { peopleQuery } from '../../api/queries.ts'
import { buttonClass } from '../../components/button.tsx'
import { FilterSelect } from '../../components/filter-select.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../components/page-state.tsx'
import { Pager } from '../../components/pager.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { formatCount, plural } from '../../format/text.ts'
import type { PeopleSearch } from '../../search.ts'
import { PeopleRows } from './people-rows.tsx'
import { TeamFrame } from './team-frame.tsx'

const route = getRouteApi('/teams/$team/people')

const STATES = [
  { value: 'active', label: 'active' },
  { value: 'inactive', label: 'inactive' },
] as const

/** Who is in a team, and who has left. */
export function PeoplePage(): ReactElement {
  const { team } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (next: PeopleSearch): void => {
    void navigate({ search: (previous) => ({ ...previous, page: undefined, ...next }), replace: true })
  }
  return (
    <TeamFrame name={team} page="People">
      <search className="flex flex-wrap items-center gap-2">
        <SearchBox label="Name or email" value={search.q ?? ''} onChange={(q) => change({ q: q || undefined })} />
        <FilterSelect
          label="State"
          value={search.state}
          options={STATES}
          onChange={(state) => change({ state: STATES.find(({ value }) => value === state)?.value })}
        />
      </search>
      <People team={team} search={search} />
    </TeamFrame>
  )
}

function People({ team, search }: { team: string; search: PeopleSearch }): ReactElement {
  const page = search.page ?? 1
  const active = search.state === undefined ? undefined : search.state === 'active'
  const people = useQuery(peopleQuery(team, { q: search.q, active, page }))
  if (people.isPending) return <Skeleton label="people" />
  if (people.isError)
    return <ErrorState error={people.error} retry={() => void people.refetch()} what="The list of people" />
  const { users, totalResults, cut } = people.data
  if (totalResults === 0) return <Nobody team={team} narrowed={search.q !== undefined || search.state !== undefined} />
  if (users.length === 0) return <PastTheEnd />
  return (
    <section aria-label="People" className="flex flex-col gap-2">
      <PeopleRows users={users} />
      <div className="flex items-center justify-between">
        <p className="text-meta text-ink-3">
          {plural(totalResults, 'person', 'people')}
          {cut && ` among the first ${formatCount(LOOKED_THROUGH)}`}
        </p>
        <Pager page={page} pages={Math.ceil(totalResults / PEOPLE_PER_PAGE)} />
      </div>
    </section>
  )
}

function PastTheEnd(): ReactElement {
  return (
    <EmptyState title="The list has no such page any more.">
      <Link
        from="/teams/$team/people"
        to="."
        search={(previous) => ({ ...previous, page: undefined })}
        className={buttonClass('plain')}
      >
        First page
      </Link>
    </EmptyState>
  )
}

function Nobody({ team, narrowed }: { team: string; narrowed: boolean }): ReactElement {
  if (!narrowed) return <EmptyState title="Nobody is in this team yet. A sync brings people in." />
  return (
    <EmptyState title="Nobody matches these filters.">
      <Link to="/teams/$team/people" params={{ team }} className={buttonClass('plain')}>
        Clear filters
      </Link>
    </EmptyState>
  )
}
