import type { Run } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { EmptyState } from '../../components/page-state.tsx'
import { StatusIcon, type Tone } from '../../components/status.tsx'

/** How much of the profile's catalogue of request shapes the run touched. */
export function CoverageView({ run }: { run: Run }): ReactElement {
  const { coverage } = run
  if (!coverage) return <EmptyState title="Coverage is counted when the run ends." />
  return (
    <section aria-label="Coverage" className="flex flex-col gap-4">
      <p className="text-prose">
        Profile <span className="font-mono text-code">{run.profile}</span> knows {coverage.known} request shapes. This
        run sent {coverage.exercised} of them; {coverage.survived} came back without a finding.
      </p>
      <Shapes
        title="Sent, with a finding"
        tone="fail"
        ids={coverage.broken}
        none="Every shape that was sent survived."
      />
      <Shapes
        title="Not sent in this run"
        tone="skip"
        ids={coverage.missing}
        none="Every shape the profile knows was sent."
      />
    </section>
  )
}

function Shapes({ title, tone, ids, none }: { title: string; tone: Tone; ids: string[]; none: string }): ReactElement {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="text-section font-semibold">
        {title} <span className="font-normal text-ink-3 tabular-nums">{ids.length}</span>
      </h2>
      {ids.length === 0 ? (
        <p className="flex items-center gap-2 text-ink-2">
          <StatusIcon tone="pass" /> {none}
        </p>
      ) : (
        <ul className="panel divide-y divide-line">
          {ids.map((id) => (
            <li key={id} className="flex items-center gap-2 px-3 py-1.5 font-mono text-code break-all">
              <StatusIcon tone={tone} /> {id}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
