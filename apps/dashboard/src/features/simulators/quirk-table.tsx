import type { ProfileSummary } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { Evidence } from '../../components/evidence.tsx'
import { EmptyState } from '../../components/page-state.tsx'
import { useNarrow } from '../../components/use-media.ts'
import { QuirkSource } from './quirk-source.tsx'

type Quirks = ProfileSummary['quirks']

/** The odd things a profile sends, and how each is known. */
export function QuirkTable({ quirks }: { quirks: Quirks }): ReactElement {
  const narrow = useNarrow()
  if (quirks.length === 0) return <EmptyState title="This profile sends nothing the RFC does not ask for." />
  return narrow ? <QuirkCards quirks={quirks} /> : <WideTable quirks={quirks} />
}

function WideTable({ quirks }: { quirks: Quirks }): ReactElement {
  return (
    <table className="w-full table-fixed border-collapse bg-surface">
      <thead>
        <tr className="h-8 border-b border-line text-left text-meta text-ink-3 [&>th]:px-3 [&>th]:font-normal">
          <th className="w-64">Quirk</th>
          <th>What it sends</th>
          <th className="w-32">Evidence</th>
          <th className="hidden w-64 @min-[900px]:table-cell">Source</th>
        </tr>
      </thead>
      <tbody>
        {quirks.map((quirk) => (
          <tr key={quirk.id} className="border-b border-line align-top [&>td]:px-3 [&>td]:py-1.5">
            <td className="font-mono text-code break-words">{quirk.id}</td>
            <td>{quirk.summary}</td>
            <td>
              <Evidence mark={quirk.mark} />
            </td>
            <td className="hidden text-ink-2 @min-[900px]:table-cell">
              <QuirkSource source={quirk.source} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function QuirkCards({ quirks }: { quirks: Quirks }): ReactElement {
  return (
    <ul className="flex flex-col">
      {quirks.map((quirk) => (
        <li key={quirk.id} className="flex flex-col gap-1 border-b border-line py-2">
          <span>{quirk.summary}</span>
          <span className="flex flex-wrap items-center gap-2 text-ink-2">
            <span className="font-mono text-code break-all">{quirk.id}</span>
            <Evidence mark={quirk.mark} />
          </span>
        </li>
      ))}
    </ul>
  )
}
