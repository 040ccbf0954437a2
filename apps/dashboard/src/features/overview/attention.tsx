import type { Run } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { ReactElement } from 'react'
import { StatusIcon } from '../../components/status.tsx'
import { ListTime } from '../../components/time.tsx'
import { plural } from '../../format/text.ts'
import { targetText } from '../runs/target.ts'
import { needsAttention } from './latest-runs.ts'

const MOST = 5

/** The newest runs that went wrong, worst first. */
export function Attention({ runs }: { runs: readonly Run[] }): ReactElement | null {
  const wrong = runs
    .filter(needsAttention)
    .sort((left, right) => weight(right) - weight(left))
    .slice(0, MOST)
  if (wrong.length === 0) return null
  return (
    <section aria-labelledby="attention" className="flex flex-col gap-2">
      <h2 id="attention" className="text-section font-semibold">
        Needs attention
      </h2>
      <ul className="panel divide-y divide-line">
        {wrong.map((run) => (
          <AttentionRow key={run.id} run={run} />
        ))}
      </ul>
    </section>
  )
}

function weight(run: Run): number {
  return run.verdict === 'fail' || run.status === 'stopped' ? 1 : 0
}

function AttentionRow({ run }: { run: Run }): ReactElement {
  const failed = weight(run) > 0
  return (
    <li className="relative flex items-center gap-3 px-3 py-2 hover:bg-hover">
      <StatusIcon tone={failed ? 'fail' : 'warn'} label={failed ? 'failed' : 'warning'} />
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
        <Link
          to="/runs/$run"
          params={{ run: run.id }}
          className="font-medium text-ink no-underline after:absolute after:inset-0 hover:underline focus-visible:underline"
        >
          {run.vendorLabel} → {targetText(run)}
        </Link>
        <span className="text-ink-2">{reasonOf(run)}</span>
      </div>
      <span className="text-ink-3">
        <ListTime iso={run.startedAt} />
      </span>
      <ChevronRight size={16} strokeWidth={1.5} aria-hidden className="text-ink-3" />
    </li>
  )
}

function reasonOf(run: Run): string {
  if (run.status === 'stopped') return run.stopReason ?? 'The run stopped before its end.'
  const findings = plural(run.counters.findings, 'finding')
  return run.counters.failed > 0 ? `${plural(run.counters.failed, 'failed step')}, ${findings}` : findings
}
