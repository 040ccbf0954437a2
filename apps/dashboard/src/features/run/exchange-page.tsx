import type { Exchange } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { exchangesQuery, runQuery } from '../../api/queries.ts'
import { findingKey, type RunDetail } from '../../api/run-detail.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../components/page-state.tsx'
import { toCurl } from '../../format/curl.ts'
import { cutMiddle, decodeTarget } from '../../format/text.ts'
import { actionText, subjectText } from '../../words.ts'
import { ExchangeBody } from './exchange-body.tsx'
import { ExchangeMarks } from './exchange-marks.tsx'
import { ExchangeLine } from './exchange-panel.tsx'
import { FindingCard } from './finding-card.tsx'

const route = getRouteApi('/runs/$run/exchanges/$exchange')

/** One request with its answer on the whole page. */
export function ExchangePage(): ReactElement {
  const { run, exchange: id } = route.useParams()
  const { step } = route.useSearch()
  const detail = useQuery(runQuery(run))
  const ofStep = useQuery({ ...exchangesQuery(run, step ?? null), enabled: step !== undefined })
  const isHere = ofStep.data?.some((each) => each.id === id) ?? false
  // A link that names no step, or the wrong one, still leads to the exchange.
  const ofRun = useQuery({ ...exchangesQuery(run, null), enabled: step === undefined || (ofStep.isSuccess && !isHere) })
  const exchanges = isHere || (step !== undefined && !ofStep.isSuccess) ? ofStep : ofRun
  const error = detail.error ?? exchanges.error
  const retry = (): void => void Promise.all([detail.refetch(), exchanges.refetch()])
  const exchange = exchanges.data?.find((each) => each.id === id)
  if (detail.data && exchange) return <Loaded detail={detail.data} exchange={exchange} all={exchanges.data ?? []} />
  return (
    <>
      <PageHeader title="Exchange" />
      {error && <ErrorState error={error} retry={retry} what="The exchange" />}
      {!error && exchanges.data && detail.data && <EmptyState title={`Exchange ${id} is not in this run.`} />}
      {!error && (exchanges.isPending || detail.isPending) && <Skeleton label="the exchange" />}
    </>
  )
}

function Loaded({
  detail,
  exchange,
  all,
}: {
  detail: RunDetail
  exchange: Exchange
  all: readonly Exchange[]
}): ReactElement {
  const findings = detail.findings.filter((finding) => finding.exchanges.includes(exchange.id))
  const { request } = exchange
  return (
    <>
      <PageHeader
        title={`${request.method} ${cutMiddle(decodeTarget(request.target), 60)}`}
        crumbs={<Crumbs detail={detail} exchange={exchange} />}
        actions={<CopyButton wide label="Copy as curl" value={() => toCurl(request, detail.run.target)} />}
      >
        <Neighbours exchange={exchange} all={all} run={detail.run.id} />
      </PageHeader>
      {findings.length > 0 && <h2 className="sr-only">Findings</h2>}
      {findings.map((finding) => (
        <FindingCard
          key={findingKey(finding)}
          finding={finding}
          detail={detail}
          exchanges={new Map([[exchange.id, exchange]])}
        />
      ))}
      <article aria-labelledby="bytes" className="panel flex min-w-0 flex-col gap-2 pt-2">
        <h2 id="bytes" className="sr-only">
          Request and response
        </h2>
        <div className="flex items-center gap-2 px-3">
          <ExchangeLine exchange={exchange} faulty={findings.length > 0} />
        </div>
        <div className="px-3">
          <ExchangeMarks run={detail.run} exchange={exchange} />
        </div>
        <div className="border-t border-line">
          <ExchangeBody key={exchange.id} exchange={exchange} />
        </div>
      </article>
    </>
  )
}

function Crumbs({ detail, exchange }: { detail: RunDetail; exchange: Exchange }): ReactElement {
  const step = detail.steps.find((each) => each.id === exchange.stepId)
  return (
    <>
      <Link to="/runs/$run" params={{ run: detail.run.id }} className="text-ink-2 hover:underline">
        {detail.run.vendorLabel} run
      </Link>
      <span aria-hidden>/</span>
      <Link
        to="/runs/$run"
        params={{ run: detail.run.id }}
        search={{ view: 'steps', sel: exchange.stepId }}
        className="truncate text-ink-2 hover:underline"
      >
        {step ? `${subjectText(step)}, ${actionText(step)}` : 'step'}
      </Link>
    </>
  )
}

function Neighbours({
  exchange,
  all,
  run,
}: {
  exchange: Exchange
  all: readonly Exchange[]
  run: string
}): ReactElement {
  const near = all.filter((each) => each.stepId === exchange.stepId)
  const at = near.findIndex((each) => each.id === exchange.id)
  return (
    <p className="flex flex-wrap items-center gap-3 text-ink-2">
      <span>
        Exchange {at + 1} of {near.length} in this step
      </span>
      <Neighbour exchange={near[at - 1]} run={run} label="Previous" />
      <Neighbour exchange={near[at + 1]} run={run} label="Next" />
    </p>
  )
}

function Neighbour({
  exchange,
  run,
  label,
}: {
  exchange: Exchange | undefined
  run: string
  label: string
}): ReactElement | null {
  if (!exchange) return null
  return (
    <Link
      to="/runs/$run/exchanges/$exchange"
      params={{ run, exchange: exchange.id }}
      search={{ step: exchange.stepId }}
      className="text-accent underline"
    >
      {label}
    </Link>
  )
}
