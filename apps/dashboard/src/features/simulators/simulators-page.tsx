import type { Simulator } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { simulatorsQuery } from '../../api/queries.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../components/page-state.tsx'
import { VendorMark, vendorEdge } from '../../components/vendor.tsx'
import { plural } from '../../format/text.ts'
import { RunSyncLink } from '../runs/runs-page.tsx'

/** The simulators that run, with their profiles. */
export function SimulatorsPage(): ReactElement {
  const simulators = useQuery(simulatorsQuery)
  return (
    <>
      <PageHeader title="Simulators">
        <p className="text-ink-2">Each plays one identity provider against your server, quirks included.</p>
      </PageHeader>
      {simulators.isPending && <Skeleton label="simulators" rows={3} />}
      {simulators.isError && (
        <ErrorState error={simulators.error} retry={() => void simulators.refetch()} what="The list of simulators" />
      )}
      {simulators.data?.length === 0 && (
        <EmptyState title="No simulator is running. They register by themselves when npm start has started them." />
      )}
      <ul className="flex flex-col gap-3">
        {simulators.data?.map((simulator) => (
          <SimulatorCard key={simulator.vendor} simulator={simulator} />
        ))}
      </ul>
    </>
  )
}

function SimulatorCard({ simulator }: { simulator: Simulator }): ReactElement {
  return (
    <li className={`panel flex flex-col gap-3 p-4 ${vendorEdge(simulator.vendor)}`}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="flex items-center gap-2 text-section font-semibold">
          <VendorMark vendor={simulator.vendor} label={simulator.label} silent />
          <Link to="/simulators/$vendor" params={{ vendor: simulator.vendor }} className="text-ink hover:underline">
            {simulator.label}
          </Link>
        </h2>
        <RunSyncLink kind="plain" vendor={simulator.vendor} />
      </div>
      <ul className="flex flex-col gap-1">
        {simulator.profiles.map((profile) => (
          <li key={profile.id} className="flex flex-wrap items-baseline gap-x-3">
            <Link
              to="/simulators/$vendor"
              params={{ vendor: simulator.vendor }}
              search={{ profile: profile.id }}
              className="text-accent underline"
            >
              {profile.label}
            </Link>
            <span className="text-ink-2">
              {plural(profile.shapes, 'request shape')}, {plural(profile.quirks.length, 'quirk')}
            </span>
          </li>
        ))}
      </ul>
    </li>
  )
}
