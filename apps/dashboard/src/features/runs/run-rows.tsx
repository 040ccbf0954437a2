import type { Run } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Status } from '../../components/status.tsx'
import { ListTime, Took } from '../../components/time.tsx'
import { VendorMark } from '../../components/vendor.tsx'
import { formatCount, plural, sentenceCase, wordsOfId } from '../../format/text.ts'
import { runStatus, TRIGGER_WORDS } from '../../words.ts'
import { targetText } from './target.ts'

const NUMBER = 'px-3 text-right tabular-nums'

/** Runs as a table, or as cards where there is room for one column. */
export function RunRows({
  runs,
  narrow,
  label,
}: {
  runs: readonly Run[]
  narrow: boolean
  label: string
}): ReactElement {
  if (narrow) {
    return (
      <ul aria-label={label} className="flex flex-col">
        {runs.map((run) => (
          <RunCard key={run.id} run={run} />
        ))}
      </ul>
    )
  }
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse bg-surface">
      <RunHead />
      <tbody>
        {runs.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </tbody>
    </table>
  )
}

function RunHead(): ReactElement {
  return (
    <thead>
      <tr className="h-8 border-b border-line text-left text-meta text-ink-3 [&>th]:font-normal">
        <th className="w-28 pl-3">Verdict</th>
        <th className="px-3">Run</th>
        <th className="w-32 px-3 @min-[800px]:w-44">Simulator</th>
        <th className="hidden w-40 px-3 @min-[1000px]:w-48 @min-[800px]:table-cell">Target</th>
        <th className="hidden w-20 px-3 text-right @min-[1000px]:table-cell">Steps</th>
        <th className="hidden w-24 px-3 text-right @min-[1000px]:table-cell">Exchanges</th>
        <th className="w-22 px-3 text-right">Findings</th>
        <th className="w-36 px-3 pl-7">Started</th>
        <th className="hidden w-28 px-3 text-right @min-[800px]:table-cell">Took</th>
      </tr>
    </thead>
  )
}

function RunRow({ run }: { run: Run }): ReactElement {
  return (
    <tr className="relative h-8 border-b border-line hover:bg-hover">
      <td className="pl-3">
        <Status {...runStatus(run)} />
      </td>
      <td className="truncate px-3">
        <RunLink run={run} /> <span className="text-ink-3">by {TRIGGER_WORDS[run.trigger]}</span>
      </td>
      <td className="px-3">
        <span className="flex items-center gap-2">
          <VendorMark vendor={run.vendor} label={run.vendorLabel} />
          <span className="truncate" title={`${run.vendorLabel}, ${run.profileLabel}`}>
            {run.profile}
          </span>
        </span>
      </td>
      <td className="hidden truncate px-3 font-mono text-code @min-[800px]:table-cell" title={run.target}>
        {targetText(run)}
      </td>
      <td className={`hidden @min-[1000px]:table-cell ${NUMBER}`}>{formatCount(run.counters.steps)}</td>
      <td className={`hidden @min-[1000px]:table-cell ${NUMBER}`}>{formatCount(run.counters.exchanges)}</td>
      <td className={`${NUMBER} ${run.counters.findings > 0 ? 'font-semibold' : 'text-ink-3'}`}>
        {formatCount(run.counters.findings)}
      </td>
      <td className="px-3 pl-7 whitespace-nowrap">
        <ListTime iso={run.startedAt} />
      </td>
      <td className={`hidden @min-[800px]:table-cell ${NUMBER}`}>
        <Took startedAt={run.startedAt} finishedAt={run.finishedAt} simulatedMs={run.counters.simulatedMs} />
      </td>
    </tr>
  )
}

/** The one link of a row; it covers the row. */
function RunLink({ run }: { run: Run }): ReactElement {
  return (
    <Link
      to="/runs/$run"
      params={{ run: run.id }}
      className="font-medium text-ink no-underline after:absolute after:inset-0 hover:underline focus-visible:underline"
    >
      {sentenceCase(wordsOfId(run.scenario))}
    </Link>
  )
}

function RunCard({ run }: { run: Run }): ReactElement {
  return (
    <li className="relative flex min-h-16 flex-col justify-center gap-0.5 border-b border-line py-2">
      <div className="flex items-center gap-2">
        <Status {...runStatus(run)} />
        <span className="min-w-0 flex-1 truncate">
          <RunLink run={run} />
        </span>
        <span className="text-ink-2">
          <ListTime iso={run.startedAt} />
        </span>
      </div>
      <div className="flex items-center gap-2 text-ink-2">
        <VendorMark vendor={run.vendor} label={run.vendorLabel} />
        <span className="min-w-0 truncate">
          {run.profile} → {targetText(run)}
        </span>
        <span className="ml-auto whitespace-nowrap">
          {plural(run.counters.findings, 'finding')} ·{' '}
          <Took startedAt={run.startedAt} finishedAt={run.finishedAt} simulatedMs={run.counters.simulatedMs} />
        </span>
      </div>
    </li>
  )
}
