import type { Run, Simulator } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { EmptyState } from '../../components/page-state.tsx'
import { Status } from '../../components/status.tsx'
import { ListTime, Took } from '../../components/time.tsx'
import { VendorMark, vendorEdge } from '../../components/vendor.tsx'
import { plural } from '../../format/text.ts'
import { runStatus } from '../../words.ts'
import { RunSyncLink } from '../runs/runs-page.tsx'
import { targetText } from '../runs/target.ts'

/** One lane per simulator with its newest run. */
export function Lanes({
  simulators,
  latest,
}: {
  simulators: readonly Simulator[]
  latest: readonly Run[]
}): ReactElement {
  return (
    <section aria-labelledby="simulators" className="flex flex-col gap-2">
      <h2 id="simulators" className="text-section font-semibold">
        Simulators
      </h2>
      {simulators.length === 0 && (
        <EmptyState title="No simulator is running. They register by themselves when npm start has started them." />
      )}
      <ul className="flex flex-col gap-2">
        {simulators.map((simulator) => (
          <Lane
            key={simulator.vendor}
            simulator={simulator}
            run={latest.find((run) => run.vendor === simulator.vendor)}
          />
        ))}
      </ul>
    </section>
  )
}

function Lane({ simulator, run }: { simulator: Simulator; run: Run | undefined }): ReactElement {
  return (
    <li className={`panel flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2 ${vendorEdge(simulator.vendor)}`}>
      <span className="flex w-52 min-w-0 items-center gap-2">
        <VendorMark vendor={simulator.vendor} label={simulator.label} silent />
        <Link
          to="/simulators/$vendor"
          params={{ vendor: simulator.vendor }}
          className="truncate font-medium text-ink hover:underline"
        >
          {simulator.label}
        </Link>
      </span>
      <span className="order-last flex w-full min-w-0 flex-wrap items-center gap-x-4 gap-y-1 @min-[700px]:order-none @min-[700px]:w-auto @min-[700px]:flex-1">
        {run ? <LaneRun run={run} /> : <span className="text-ink-3">No run yet</span>}
      </span>
      <span className="ml-auto">
        <RunSyncLink kind="plain" vendor={simulator.vendor} />
      </span>
    </li>
  )
}

function LaneRun({ run }: { run: Run }): ReactElement {
  return (
    <>
      <span className="w-20">
        <Status {...runStatus(run)} />
      </span>
      <span className="min-w-0 flex-1 truncate text-ink-2">
        {run.profile} → <span className="font-mono text-code">{targetText(run)}</span>
      </span>
      <span className="hidden text-right tabular-nums @min-[700px]:inline @min-[700px]:w-24">
        {plural(run.counters.people, 'person', 'people')}
      </span>
      <span className="text-right tabular-nums @min-[700px]:w-28">{plural(run.counters.exchanges, 'exchange')}</span>
      <span className="hidden w-20 text-right text-ink-2 @min-[900px]:inline">
        <Took startedAt={run.startedAt} finishedAt={run.finishedAt} simulatedMs={run.counters.simulatedMs} />
      </span>
      <span className="hidden w-24 text-ink-2 @min-[900px]:inline">
        <ListTime iso={run.startedAt} />
      </span>
    </>
  )
}
