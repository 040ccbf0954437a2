import type { Exchange, Finding } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import { Evidence } from '../../components/evidence.tsx'
import { ExternalLink } from '../../components/external-link.tsx'
import { StatusIcon } from '../../components/status.tsx'
import { rfcLink } from '../../format/rfc-link.ts'
import { cutMiddle, decodeTarget } from '../../format/text.ts'
import { WHOSE_WORDS } from '../../words.ts'

const SHOWN_EXCHANGES = 5

interface FindingCardProps {
  finding: Finding
  run: string
  /** Exchanges known by id, for the words of the links. */
  exchanges: ReadonlyMap<string, Exchange>
}

/** A finding: what happened, whose it is, what it leads to, what to change, how it is known. */
export function FindingCard({ finding, run, exchanges }: FindingCardProps): ReactElement {
  const error = finding.level === 'error'
  return (
    <article className={`panel overflow-hidden border-l-[3px] ${error ? 'border-l-fail' : 'border-l-warn'}`}>
      <h3
        className={`flex items-start gap-2 px-4 py-2 text-prose font-semibold ${error ? 'bg-fail-bg' : 'bg-warn-bg'}`}
      >
        <span className="pt-0.5">
          <StatusIcon tone={error ? 'fail' : 'warn'} label={error ? 'Error' : 'Warning'} />
        </span>
        {finding.title}
      </h3>
      <dl className="grid max-w-4xl gap-x-3 gap-y-1 px-4 py-3 text-prose sm:grid-cols-[7rem_1fr]">
        <Part name="Whose">{WHOSE_WORDS[finding.whose]}</Part>
        <Part name="Leads to">{finding.consequence}</Part>
        <Part name="Change">
          <strong className="font-medium">{finding.change}</strong>
        </Part>
        <Part name="How we know">
          <span className="inline-flex flex-wrap items-center gap-2">
            {finding.rfc !== null && <Reference text={finding.rfc} />}
            <Evidence mark={finding.mark} />
          </span>
        </Part>
        {finding.exchanges.length > 0 && (
          <Part name="Seen in">
            <ExchangeLinks ids={finding.exchanges} run={run} exchanges={exchanges} />
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

function ExchangeLinks({
  ids,
  run,
  exchanges,
}: {
  ids: string[]
  run: string
  exchanges: ReadonlyMap<string, Exchange>
}): ReactElement {
  const rest = ids.length - SHOWN_EXCHANGES
  return (
    <ul className="flex flex-col gap-0.5">
      {ids.slice(0, SHOWN_EXCHANGES).map((id, position) => (
        <li key={id}>
          <Link
            to="/runs/$run/exchanges/$exchange"
            params={{ run, exchange: id }}
            search={{ step: exchanges.get(id)?.stepId }}
            className="font-mono text-code break-all text-accent underline"
          >
            {nameOf(exchanges.get(id)) ?? `Exchange ${position + 1}`}
          </Link>
        </li>
      ))}
      {rest > 0 && <li className="text-ink-2">and {rest} more</li>}
    </ul>
  )
}

function nameOf(exchange: Exchange | undefined): string | undefined {
  if (!exchange) return undefined
  const status = exchange.response ? String(exchange.response.status) : 'no answer'
  return `${exchange.request.method} ${cutMiddle(decodeTarget(exchange.request.target), 72)} → ${status}`
}
