import type { Exchange, Finding } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { exchangesQuery } from '../../api/queries.ts'
import { findingKey, type RunDetail } from '../../api/run-detail.ts'
import { EmptyState } from '../../components/page-state.tsx'
import { FindingCard } from './finding-card.tsx'
import { recordedExchanges } from './run-summary.ts'

/** Up to this many exchanges are read as a whole, so that a finding's links can say what they lead to. */
const READ_AT_MOST = 2000

/** What went wrong in a run, errors first. */
export function FindingsView({ detail }: { detail: RunDetail }): ReactElement {
  const { run, findings } = detail
  const small = run.status !== 'running' && recordedExchanges(run.counters) <= READ_AT_MOST
  const exchanges = useQuery({ ...exchangesQuery(run.id, null), enabled: small && findings.length > 0 })
  const byId = new Map((exchanges.data ?? []).map((exchange): [string, Exchange] => [exchange.id, exchange]))
  if (findings.length === 0) {
    const title =
      run.status === 'running' ? 'No findings so far.' : 'No findings: the server survived everything this run sent.'
    return <EmptyState title={title} />
  }
  return (
    <section className="flex flex-col gap-3">
      <h2 className="sr-only">Findings</h2>
      <ol className="flex flex-col gap-3">
        {[...findings].sort(errorsFirst).map((finding) => (
          <li key={findingKey(finding)}>
            <FindingCard finding={finding} detail={detail} exchanges={byId} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function errorsFirst(left: Finding, right: Finding): number {
  return Number(right.level === 'error') - Number(left.level === 'error')
}
