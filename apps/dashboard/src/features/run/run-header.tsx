import type { Run } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import type { RunDetail } from '../../api/run-detail.ts'
import { buttonClass } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { StatusIcon } from '../../components/status.tsx'
import { ListTime, Took } from '../../components/time.tsx'
import { VendorMark } from '../../components/vendor.tsx'
import { formatCount, sentenceCase, visible, wordsOfId } from '../../format/text.ts'
import { runStatus, TRIGGER_WORDS } from '../../words.ts'
import { targetText } from '../runs/target.ts'
import { shownCounters, verdictSentence } from './run-summary.ts'

const BANDS = { pass: 'border-l-pass', fail: 'border-l-fail', run: 'border-l-run' } as const

/** Verdict, counters and coverage of a run; `brief` leaves room for an open step on a narrow window. */
export function RunHeader({ detail, brief }: { detail: RunDetail; brief: boolean }): ReactElement {
  const { run, steps } = detail
  // A page that was opened on a running run keeps a place for every count: nothing below it moves.
  const [live] = useState(run.status === 'running')
  const { word, tone } = runStatus(run)
  const name = sentenceCase(wordsOfId(run.scenario))
  const title = `${name}: ${run.vendorLabel} → ${targetText(run)}`
  const band = tone === 'pass' || tone === 'fail' ? BANDS[tone] : BANDS.run
  return (
    <PageHeader
      title={title}
      tab={`${sentenceCase(word)} – ${name}, ${run.vendorLabel}`}
      mark={<VendorMark vendor={run.vendor} label={run.vendorLabel} silent />}
      crumbs={
        <>
          <Link to="/runs" className="text-ink-2 hover:underline">
            Runs
          </Link>
          <span aria-hidden>/</span>
          <span className="truncate font-mono text-code">{run.id}</span>
        </>
      }
      actions={
        <Link
          to="."
          search={(previous) => ({ ...previous, sync: run.vendor, like: run.id })}
          state={{ dialog: true }}
          resetScroll={false}
          className={buttonClass('plain')}
        >
          Run again
        </Link>
      }
    >
      <section aria-label="Verdict" className={`panel flex flex-col gap-3 border-l-[3px] px-4 py-3 ${band}`}>
        <p className={`flex items-start gap-2 text-section font-medium ${live ? 'max-sm:min-h-12' : ''}`}>
          <span className="pt-1">
            <StatusIcon tone={tone} />
          </span>
          <span className="min-w-0 break-words">{verdictSentence(run, steps)}</span>
        </p>
        {!brief && <CounterList run={run} live={live} />}
        {!brief && <Facts run={run} />}
      </section>
    </PageHeader>
  )
}

function CounterList({ run, live }: { run: Run; live: boolean }): ReactElement {
  return (
    <dl
      className={
        live
          ? 'grid grid-cols-[repeat(auto-fill,minmax(4.75rem,1fr))] gap-x-1 gap-y-2'
          : 'flex flex-wrap gap-x-6 gap-y-2'
      }
    >
      {shownCounters(run.counters, live).map(({ key, word, value }) => (
        <div key={key} className="flex flex-col-reverse">
          <dt className="text-meta text-ink-3">{word}</dt>
          <dd className={`text-section font-medium tabular-nums ${countLook(key, value)}`}>{formatCount(value)}</dd>
        </div>
      ))}
      {run.coverage && !live && (
        <div className="flex flex-col-reverse">
          <dt className="text-meta text-ink-3">request shapes survived</dt>
          <dd className="text-section font-medium tabular-nums">
            {run.coverage.survived} of {run.coverage.known}
          </dd>
        </div>
      )}
    </dl>
  )
}

function countLook(key: string, value: number): string {
  if (value === 0) return 'text-ink-3'
  return key === 'failed' ? 'text-fail' : ''
}

function Facts({ run }: { run: Run }): ReactElement {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
      <span>
        Profile <span className="font-mono text-code">{run.profile}</span>
      </span>
      <span className="inline-flex min-w-0 max-w-full items-center gap-1">
        <span className="min-w-0">
          into <bdi className="font-mono text-code break-all">{visible(run.target)}</bdi>
        </span>
        <CopyButton label="Copy address" value={() => run.target} />
      </span>
      <span>by {TRIGGER_WORDS[run.trigger]}</span>
      <span>
        seed <span className="font-mono text-code">{run.seed}</span>
      </span>
      <span>
        started <ListTime iso={run.startedAt} />
      </span>
      <span>
        {run.finishedAt === null ? 'for' : 'took'}{' '}
        <Took startedAt={run.startedAt} finishedAt={run.finishedAt} simulatedMs={run.counters.simulatedMs} />
      </span>
    </p>
  )
}
