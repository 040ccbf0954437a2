import type { Exchange, Step } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { exchangesQuery } from '../../api/queries.ts'
import { findingKey, type RunDetail } from '../../api/run-detail.ts'
import { EmptyState, ErrorState, Skeleton } from '../../components/page-state.tsx'
import { Status } from '../../components/status.tsx'
import { Took } from '../../components/time.tsx'
import { visible } from '../../format/text.ts'
import { formatLogTime } from '../../format/time.ts'
import { actionText, OUTCOME_WORDS, outcomeOf, subjectText } from '../../words.ts'
import { ExchangePanel } from './exchange-panel.tsx'
import { FindingCard } from './finding-card.tsx'

/** Up to this many exchanges of a step are open at once. */
const OPEN_AT_MOST = 4

/** One step: why it happened, how it ended, and every byte of it. */
export function StepDetail({ detail, step }: { detail: RunDetail; step: Step }): ReactElement {
  const exchanges = useQuery(exchangesQuery(detail.run.id, step.id))
  const found = exchanges.data ?? []
  const byId = new Map(found.map((exchange): [string, Exchange] => [exchange.id, exchange]))
  const findings = detail.findings.filter((finding) => finding.exchanges.some((id) => byId.has(id)))
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <StepHead step={step} />
      {findings.map((finding) => (
        <FindingCard key={findingKey(finding)} finding={finding} detail={detail} exchanges={byId} />
      ))}
      {exchanges.isError && (
        <ErrorState error={exchanges.error} retry={() => void exchanges.refetch()} what="The exchanges of this step" />
      )}
      {exchanges.isPending && <Skeleton label="exchanges" rows={4} />}
      {exchanges.data && found.length === 0 && <EmptyState title={emptyText(step)} />}
      {found.map((exchange, position) => (
        <ExchangePanel
          key={exchange.id}
          run={detail.run}
          exchange={exchange}
          open={found.length <= OPEN_AT_MOST || position === 0}
          faulty={findings.some((finding) => finding.exchanges.includes(exchange.id))}
        />
      ))}
    </div>
  )
}

function emptyText(step: Step): string {
  if (step.outcome === null) return 'Nothing was sent for this step yet.'
  return step.outcome === 'notSent'
    ? 'Nothing is sent here: the vendor has no request for it.'
    : 'No exchange was kept for this step.'
}

function StepHead({ step }: { step: Step }): ReactElement {
  return (
    <header className="flex flex-col gap-1">
      <h2 className="flex flex-wrap items-baseline gap-x-2 text-section font-semibold break-words">
        <bdi className="min-w-0">{subjectText(step)}</bdi>{' '}
        <span className="font-normal text-ink-2">{actionText(step)}</span>
      </h2>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
        <Status {...OUTCOME_WORDS[outcomeOf(step)]} />
        <time dateTime={step.startedAt}>{formatLogTime(step.startedAt)}</time>
        <span>
          {step.finishedAt === null ? 'for' : 'took'}{' '}
          <Took startedAt={step.startedAt} finishedAt={step.finishedAt} simulatedMs={step.simulatedMs} />
        </span>
      </p>
      {step.cause !== null && (
        <p className="text-ink-2 break-words">
          Why: <bdi>{visible(step.cause)}</bdi>
        </p>
      )}
      {/* The line is there before the reason is: what follows does not move when the step ends. */}
      <p className="min-h-5 text-prose break-words">{visible(step.reason ?? '')}</p>
    </header>
  )
}
