import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { simulatorsQuery, teamsQuery } from '../../api/queries.ts'
import { buttonClass } from '../../components/button.tsx'
import { FilterSelect } from '../../components/filter-select.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import type { RunsSearch } from '../../search.ts'

const route = getRouteApi('/runs')

/** What the list of runs is narrowed to; the address is the state. */
export function RunsFilters({ search }: { search: RunsSearch }): ReactElement {
  const navigate = route.useNavigate()
  const simulators = useQuery(simulatorsQuery)
  const teams = useQuery(teamsQuery)
  const change = (next: RunsSearch): void =>
    void navigate({ search: (previous) => ({ ...previous, ...next }), replace: true })
  const some = search.q ?? search.vendor ?? search.team ?? search.verdict
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SearchBox label="Find a run" value={search.q ?? ''} onChange={(q) => change({ q: q || undefined })} />
      <FilterSelect
        label="Verdict"
        value={search.verdict}
        options={VERDICTS}
        onChange={(verdict) => change({ verdict: VERDICTS.find(({ value }) => value === verdict)?.value })}
      />
      <FilterSelect
        label="Simulator"
        value={search.vendor}
        options={(simulators.data ?? []).map(({ vendor, label }) => ({ value: vendor, label }))}
        onChange={(vendor) => change({ vendor })}
      />
      <FilterSelect
        label="Team"
        value={search.team}
        options={(teams.data ?? []).map(({ name, displayName }) => ({ value: name, label: displayName }))}
        onChange={(team) => change({ team })}
      />
      {some !== undefined && (
        <Link to="/runs" className={buttonClass('quiet')}>
          Clear filters
        </Link>
      )}
    </search>
  )
}

const VERDICTS = [
  { value: 'pass', label: 'pass' },
  { value: 'fail', label: 'fail' },
  { value: 'running', label: 'running' },
] as const
