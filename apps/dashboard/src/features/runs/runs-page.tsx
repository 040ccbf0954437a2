import type { Run } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { RUN_LIMIT, runsQuery } from '../../api/queries.ts'
import { buttonClass } from '../../components/button.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../components/page-state.tsx'
import { formatCount } from '../../format/text.ts'
import type { RunsSearch } from '../../search.ts'
import { RunsFilters } from './runs-filters.tsx'
import { RunsList } from './runs-list.tsx'

const route = getRouteApi('/runs')

/** Every run, newest first. */
export function RunsPage(): ReactElement {
  const search = route.useSearch()
  const runs = useQuery(runsQuery({ vendor: search.vendor, team: search.team }))
  return (
    <>
      <PageHeader title="Runs" actions={<RunSyncLink kind="primary" />}>
        <p className="text-ink-2">One run is one sync of a simulator into a server.</p>
      </PageHeader>
      <RunsFilters search={search} />
      {runs.isPending && <Skeleton label="runs" />}
      {runs.isError && <ErrorState error={runs.error} retry={() => void runs.refetch()} what="The list of runs" />}
      {runs.data && <Found runs={runs.data} search={search} />}
    </>
  )
}

/** Opens the dialog that starts a run. */
export function RunSyncLink({ kind, vendor = 'any' }: { kind: 'primary' | 'plain'; vendor?: string }): ReactElement {
  return (
    <Link
      to="."
      search={(previous) => ({ ...previous, sync: vendor })}
      state={{ dialog: true }}
      resetScroll={false}
      className={buttonClass(kind)}
    >
      Run sync
    </Link>
  )
}

function Found({ runs, search }: { runs: readonly Run[]; search: RunsSearch }): ReactElement {
  const matching = runs.filter((run) => matches(run, search))
  if (runs.length === 0 && search.vendor === undefined && search.team === undefined) {
    return (
      <EmptyState title="No runs yet. A run is one sync of a simulator into a server.">
        <RunSyncLink kind="primary" />
      </EmptyState>
    )
  }
  if (matching.length === 0) {
    return (
      <EmptyState title="No run matches these filters.">
        <Link to="/runs" className={buttonClass('plain')}>
          Clear filters
        </Link>
      </EmptyState>
    )
  }
  return (
    <section aria-label="Runs found" className="flex flex-col gap-2">
      <RunsList runs={matching} listKey={JSON.stringify(search)} label="Runs" />
      <p className="text-meta text-ink-3">
        {formatCount(matching.length)} of {runs.length < RUN_LIMIT ? '' : 'the newest '}
        {formatCount(runs.length)} runs
      </p>
    </section>
  )
}

function matches(run: Run, search: RunsSearch): boolean {
  const status = run.status === 'running' ? 'running' : run.verdict
  if (search.verdict !== undefined && status !== search.verdict) return false
  if (search.q === undefined) return true
  const text = `${run.scenario} ${run.vendorLabel} ${run.profile} ${run.target} ${run.team ?? ''} ${run.trigger} ${run.id}`
  return text.toLowerCase().includes(search.q.toLowerCase())
}
