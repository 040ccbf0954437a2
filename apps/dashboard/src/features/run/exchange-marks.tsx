import { type Exchange, OWN_CHECK, type ProfileSummary, type Run, type Simulator } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { simulatorsQuery, tolerancesQuery } from '../../api/queries.ts'
import { MarkChip } from '../../components/chip.tsx'
import { Evidence } from '../../components/evidence.tsx'
import { visible, wordsOfId } from '../../format/text.ts'
import { QuirkSource } from '../simulators/quirk-source.tsx'

type Quirk = ProfileSummary['quirks'][number]

/** Quirks a request carries and tolerances the server needed for it. */
export function ExchangeMarks({ run, exchange }: { run: Run; exchange: Exchange }): ReactElement {
  const simulators = useQuery(simulatorsQuery)
  const quirks = quirksOf(simulators.data ?? [], run)
  const none = exchange.quirks.length === 0 && (exchange.tolerances ?? []).length === 0
  return (
    <ul aria-label="Marks" className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
      {exchange.quirks.map((id) => (
        <li key={id} className="max-w-full">
          <QuirkChip id={id} quirk={quirks.get(id)} run={run} />
        </li>
      ))}
      {(exchange.tolerances ?? []).map((id) => (
        <li key={id} className="max-w-full">
          <ToleranceChip id={id} />
        </li>
      ))}
      {none && <li className="text-meta text-ink-3">{plainText(exchange)}</li>}
      {exchange.fault !== undefined && (
        <li className="text-meta text-ink-2 break-words">Injected on purpose: {visible(exchange.fault)}</li>
      )}
    </ul>
  )
}

function plainText(exchange: Exchange): string {
  if (exchange.shape === OWN_CHECK) return 'Own check: the simulator sends this for itself, the vendor does not.'
  return exchange.tolerances === null
    ? 'No quirk. This server does not say which tolerances it used.'
    : 'No quirk, no tolerance needed.'
}

function quirksOf(simulators: readonly Simulator[], run: Run): ReadonlyMap<string, Quirk> {
  const profiles = simulators.find((simulator) => simulator.vendor === run.vendor)?.profiles ?? []
  const all = [
    ...profiles.filter((each) => each.id !== run.profile),
    ...profiles.filter((each) => each.id === run.profile),
  ]
  return new Map(all.flatMap((profile) => profile.quirks.map((quirk): [string, Quirk] => [quirk.id, quirk])))
}

function QuirkChip({ id, quirk, run }: { id: string; quirk: Quirk | undefined; run: Run }): ReactElement {
  return (
    <MarkChip kind="quirk" text={wordsOfId(id)}>
      <p>{quirk?.summary ?? 'The simulator that sent this is not running, so its explanation is not at hand.'}</p>
      <p className="text-ink-2">The RFC does not ask for it. A server that takes this vendor must take it.</p>
      {quirk && (
        <p className="flex flex-wrap items-center gap-2 text-ink-2">
          <Evidence mark={quirk.mark} /> <QuirkSource source={quirk.source} />
        </p>
      )}
      <Link
        to="/simulators/$vendor"
        params={{ vendor: run.vendor }}
        search={{ profile: run.profile }}
        className="text-accent underline"
      >
        All quirks of this profile
      </Link>
    </MarkChip>
  )
}

function ToleranceChip({ id }: { id: string }): ReactElement {
  const tolerances = useQuery(tolerancesQuery)
  const summary = tolerances.data?.find((tolerance) => tolerance.id === id)?.summary
  return (
    <MarkChip kind="tolerance" text={wordsOfId(id)}>
      {summary !== undefined && <p>{summary}</p>}
      <p>
        The server accepted this only because its tolerance <code className="font-mono text-code">{id}</code> is on.
      </p>
      <p className="text-ink-2">A server that keeps to the RFC to the letter would refuse or misread this request.</p>
    </MarkChip>
  )
}
