import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { runsQuery, simulatorsQuery } from '../../api/queries.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../components/page-state.tsx'
import { plural } from '../../format/text.ts'
import { RunsList } from '../runs/runs-list.tsx'
import { RunSyncLink } from '../runs/runs-page.tsx'
import { Attention } from './attention.tsx'
import { Lanes } from './lanes.tsx'
import { latestRuns } from './latest-runs.ts'
import { StoryCard } from './story/story-card.tsx'

const LAST_RUNS = 10

/** What is wrong, who syncs where, and the last runs. */
export function OverviewPage(): ReactElement {
  const runs = useQuery(runsQuery())
  const simulators = useQuery(simulatorsQuery)
  const retry = (): void => void Promise.all([runs.refetch(), simulators.refetch()])
  const error = runs.error ?? simulators.error
  const running = (runs.data ?? []).filter((run) => run.status === 'running').length
  return (
    <>
      <PageHeader title="Overview" actions={<RunSyncLink kind="primary" />}>
        <p className="text-ink-2">
          {running > 0 ? `${plural(running, 'sync', 'syncs')} running now.` : 'No sync is running.'}
        </p>
      </PageHeader>
      {error && <ErrorState error={error} retry={retry} what="The overview" />}
      {!error && (runs.isPending || simulators.isPending) && <Skeleton label="the overview" />}
      {runs.data && <Attention runs={latestRuns(runs.data)} />}
      {simulators.data && runs.data && <Lanes simulators={simulators.data} latest={latestRuns(runs.data)} />}
      {simulators.data && <StoryCard simulators={simulators.data} />}
      {runs.data && (
        <section aria-labelledby="last-runs" className="flex flex-col gap-2">
          <div className="flex items-baseline justify-between">
            <h2 id="last-runs" className="text-section font-semibold">
              Last runs
            </h2>
            {runs.data.length > LAST_RUNS && (
              <Link to="/runs" className="text-accent underline">
                All runs
              </Link>
            )}
          </div>
          {runs.data.length === 0 ? (
            <EmptyState title="No runs yet. A run is one sync of a simulator into a server.">
              <RunSyncLink kind="plain" />
            </EmptyState>
          ) : (
            <RunsList runs={runs.data} most={LAST_RUNS} listKey="overview" label="Last runs" />
          )}
        </section>
      )}
    </>
  )
}
