import type { Exchange, Run } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import { ChevronDown, Maximize2 } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { CopyButton } from '../../components/copy-button.tsx'
import { toCurl } from '../../format/curl.ts'
import { formatDuration } from '../../format/duration.ts'
import { decodeTarget } from '../../format/text.ts'
import { ExchangeBody } from './exchange-body.tsx'
import { ExchangeMarks } from './exchange-marks.tsx'

interface ExchangePanelProps {
  run: Run
  exchange: Exchange
  /** Whether it starts unfolded. */
  open: boolean
  /** A finding points at it. */
  faulty: boolean
}

/** One request with its answer, under a line that says what it was. */
export function ExchangePanel({ run, exchange, open, faulty }: ExchangePanelProps): ReactElement {
  const [shown, setShown] = useState(open || faulty)
  return (
    <article
      aria-label={`${exchange.request.method} ${decodeTarget(exchange.request.target)}`}
      className={`panel min-w-0 ${faulty ? 'border-l-[3px] border-l-fail' : ''}`}
    >
      <div className="flex items-center gap-2 py-1 pr-2">
        <button
          type="button"
          aria-expanded={shown}
          onClick={() => setShown(!shown)}
          className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-chip pl-2 text-left hover:bg-hover"
        >
          <ChevronDown size={16} strokeWidth={1.5} aria-hidden className={`text-ink-3 ${shown ? '' : '-rotate-90'}`} />
          <ExchangeLine exchange={exchange} faulty={faulty} />
        </button>
        <Link
          to="/runs/$run/exchanges/$exchange"
          params={{ run: run.id, exchange: exchange.id }}
          search={{ step: exchange.stepId }}
          aria-label="Open this exchange on its own page"
          title="Open this exchange on its own page"
          className="inline-flex size-8 flex-none items-center justify-center rounded-chip text-ink-2 hover:bg-hover"
        >
          <Maximize2 size={14} strokeWidth={1.5} aria-hidden />
        </Link>
      </div>
      {shown && (
        <div className="flex flex-col gap-2 border-t border-line pt-2">
          <div className="flex flex-wrap items-start justify-between gap-2 px-3">
            <ExchangeMarks run={run} exchange={exchange} />
            <CopyButton wide label="Copy as curl" value={() => toCurl(exchange.request, run.target)} />
          </div>
          <ExchangeBody exchange={exchange} />
        </div>
      )}
    </article>
  )
}

/** Method, path, status and time of an exchange in one line. */
export function ExchangeLine({ exchange, faulty }: { exchange: Exchange; faulty: boolean }): ReactElement {
  const { request, response } = exchange
  const read = request.method === 'GET' || request.method === 'HEAD'
  const heavy = (response?.status ?? 599) >= 400 ? 'font-semibold' : ''
  return (
    <>
      <span className={`w-14 flex-none font-mono text-code font-semibold max-sm:w-auto ${read ? 'text-ink-3' : ''}`}>
        {request.method}
      </span>
      <span className="min-w-0 flex-1 truncate font-mono text-code" title={request.target} translate="no">
        <bdi>{decodeTarget(request.target)}</bdi>
      </span>
      {exchange.attempt > 1 && (
        <span className="text-meta whitespace-nowrap text-ink-2">attempt {exchange.attempt}</span>
      )}
      <span className={`font-mono text-code whitespace-nowrap ${heavy} ${faulty ? 'text-fail' : ''}`}>
        {response ? response.status : 'no answer'}
      </span>
      <span className="w-16 flex-none text-right whitespace-nowrap text-ink-2 tabular-nums max-sm:w-auto">
        {formatDuration(exchange.ms)}
      </span>
    </>
  )
}
