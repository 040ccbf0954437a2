import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { ApiFailure } from '../../api/client.ts'
import { runQuery } from '../../api/queries.ts'
import type { RunDetail } from '../../api/run-detail.ts'
import { useRunStream } from '../../api/use-run-stream.ts'
import { buttonClass } from '../../components/button.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../components/page-state.tsx'
import { useNarrow } from '../../components/use-media.ts'
import type { RunView } from '../../search.ts'
import { CoverageView } from './coverage-view.tsx'
import { ExpectedView } from './expected-view.tsx'
import { FindingsView } from './findings-view.tsx'
import { RunHeader } from './run-header.tsx'
import { StepsView } from './steps-view.tsx'
import { ViewTabs } from './view-tabs.tsx'

const route = getRouteApi('/runs/$run')

/** One run told as a story: verdict, findings, steps, exchanges. */
export function RunPage(): ReactElement {
  const { run: id } = route.useParams()
  const detail = useQuery(runQuery(id))
  useRunStream(id, detail.data?.run.status === 'running')
  if (detail.data) return <Loaded key={id} detail={detail.data} />
  if (detail.error instanceof ApiFailure && detail.error.status === 404) return <Missing id={id} />
  return (
    <>
      <PageHeader title="Run" />
      {detail.isError ? (
        <ErrorState error={detail.error} retry={() => void detail.refetch()} what="The run" />
      ) : (
        <Skeleton label="the run" />
      )}
    </>
  )
}

function Expectation({ detail: { run, expected } }: { detail: RunDetail }): ReactElement {
  if (expected) return <ExpectedView expected={expected} />
  const title =
    run.status === 'running'
      ? 'What the target should hold is known when the run ends.'
      : 'This run does not say what the target should hold.'
  return <EmptyState title={title} />
}

function Missing({ id }: { id: string }): ReactElement {
  return (
    <>
      <PageHeader title="No such run" />
      <EmptyState title={`Run ${id} is not here. It may have been pruned.`}>
        <Link to="/runs" className={buttonClass('plain')}>
          All runs
        </Link>
      </EmptyState>
    </>
  )
}

function Loaded({ detail }: { detail: RunDetail }): ReactElement {
  const search = route.useSearch()
  const narrow = useNarrow()
  // Chosen once: a page that is open does not change its view because a finding arrives.
  const [opening] = useState<RunView>(() => (detail.findings.length > 0 ? 'findings' : 'steps'))
  const view = search.view ?? (search.sel === undefined ? opening : 'steps')
  return (
    <>
      <RunHeader detail={detail} brief={narrow && search.sel !== undefined} />
      <ViewTabs view={view} detail={detail} />
      {view === 'findings' && <FindingsView detail={detail} />}
      {view === 'steps' && <StepsView detail={detail} search={search} />}
      {view === 'coverage' && <CoverageView run={detail.run} />}
      {view === 'expected' && <Expectation detail={detail} />}
    </>
  )
}
