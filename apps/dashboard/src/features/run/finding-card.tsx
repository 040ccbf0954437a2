import type { Exchange, Finding } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import { type ReactElement, type ReactNode, useState } from 'react'
import type { RunDetail } from '../../api/run-detail.ts'
import { Button } from '../../components/button.tsx'
import { Evidence } from '../../components/evidence.tsx'
import { ExternalLink } from '../../components/external-link.tsx'
import { StatusIcon } from '../../components/status.tsx'
import { rfcLink } from '../../format/rfc-link.ts'
import { cutMiddle, decodeTarget, formatCount, visible } from '../../format/text.ts'
import { subjectText, WHOSE_WORDS } from '../../words.ts'

const SHOWN_EXCHANGES = 5

interface FindingCardProps {
  finding: Finding
  detail: RunDetail
  /** Exchanges known by id, for the words of the links. */
  exchanges: ReadonlyMap<string, Exchange>
}

/** A finding: what happened, whose it is, what it leads to, what to change, how it is known. */
export function FindingCard({ finding, detail, exchanges }: FindingCardProps): ReactElement {
  const error = finding.level === 'error'
  return (
    <article className={`panel overflow-hidden border-l-[3px] ${error ? 'border-l-fail' : 'border-l-warn'}`}>
      <h3
        className={`flex items-start gap-2 px-4 py-2 text-prose font-semibold ${error ? 'bg-fail-bg' : 'bg-warn-bg'}`}
      >
        <span className="pt-0.5">
          <StatusIcon tone={error ? 'fail' : 'warn'} label={error ? 'Error' : 'Warning'} />
        </span>
        <span className="min-w-0 break-words">
          <WithCode text={finding.title} />
        </span>
      </h3>
      <dl className="grid max-w-4xl gap-x-3 gap-y-1 px-4 py-3 text-prose sm:grid-cols-[7rem_1fr]">
        <Part name="Whose">{WHOSE_WORDS[finding.whose]}</Part>
        <Part name="Leads to">
          <WithCode text={finding.consequence} />
        </Part>
        <Part name="Change">
          <strong className="font-medium">
            <WithCode text={finding.change} />
          </strong>
        </Part>
        <Part name="How we know">
          <span className="inline-flex flex-wrap items-center gap-2">
            {finding.rfc !== null && <Reference text={finding.rfc} />}
            <Evidence mark={finding.mark} />
          </span>
        </Part>
        {finding.exchanges.length > 0 && (
          <Part name="Seen in">
            <ExchangeLinks ids={finding.exchanges} detail={detail} exchanges={exchanges} />
          </Part>
        )}
      </dl>
    </article>
  )
}

function Part({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <>
      <dt className="text-ink-2 max-sm:mt-1 max-sm:text-meta">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}

function Reference({ text }: { text: string }): ReactElement {
  const href = rfcLink(text)
  return href === null ? <span>{text}</span> : <ExternalLink href={href}>{text}</ExternalLink>
}

/** Text in which `back quotes` mark what is typed or sent. */
function WithCode({ text }: { text: string }): ReactElement {
  const pieces = visible(text).split('`')
  if (pieces.length % 2 === 0) return <>{visible(text)}</>
  return (
    <>
      {pieces.map((piece, position) =>
        position % 2 === 0 ? (
          piece
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never move
          <code key={position} translate="no" className="font-mono text-code">
            {piece}
          </code>
        ),
      )}
    </>
  )
}

function ExchangeLinks({
  ids,
  detail,
  exchanges,
}: {
  ids: string[]
  detail: RunDetail
  exchanges: ReadonlyMap<string, Exchange>
}): ReactElement {
  const [all, setAll] = useState(false)
  const shown = all ? ids : ids.slice(0, SHOWN_EXCHANGES)
  return (
    <div className="flex flex-col items-start gap-1">
      <ul className="flex flex-col gap-0.5">
        {shown.map((id) => (
          <li key={id}>
            <ExchangeLink id={id} exchange={exchanges.get(id)} detail={detail} />
          </li>
        ))}
      </ul>
      {shown.length < ids.length && (
        <Button onClick={() => setAll(true)}>Show all {formatCount(ids.length)} exchanges</Button>
      )}
    </div>
  )
}

function ExchangeLink({
  id,
  exchange,
  detail,
}: {
  id: string
  exchange: Exchange | undefined
  detail: RunDetail
}): ReactElement {
  const step = detail.steps.find((each) => each.id === exchange?.stepId)
  return (
    <>
      <Link
        to="/runs/$run/exchanges/$exchange"
        params={{ run: detail.run.id, exchange: id }}
        search={{ step: exchange?.stepId }}
        className="font-mono text-code text-accent underline"
      >
        {exchange ? <ExchangeName exchange={exchange} /> : `Exchange ${id}`}
      </Link>
      {step && (
        <span className="pl-3 break-words text-ink-2">
          <bdi>{subjectText(step)}</bdi>
        </span>
      )}
    </>
  )
}

function ExchangeName({ exchange: { request, response } }: { exchange: Exchange }): ReactElement {
  return (
    <>
      {request.method} <bdi className="break-all">{cutMiddle(decodeTarget(request.target), 72)}</bdi>{' '}
      <span className="whitespace-nowrap">→ {response ? response.status : 'no answer'}</span>
    </>
  )
}
