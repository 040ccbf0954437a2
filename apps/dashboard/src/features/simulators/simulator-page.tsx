import type { ProfileSummary, Simulator } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { simulatorsQuery } from '../../api/queries.ts'
import { Evidence } from '../../components/evidence.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../components/page-state.tsx'
import { VendorMark } from '../../components/vendor.tsx'
import { plural } from '../../format/text.ts'
import { RunSyncLink } from '../runs/runs-page.tsx'
import { QuirkTable } from './quirk-table.tsx'

const route = getRouteApi('/simulators/$vendor')

/** One simulator: its profiles, their scenarios and quirks, each with its evidence. */
export function SimulatorPage(): ReactElement {
  const { vendor } = route.useParams()
  const { profile } = route.useSearch()
  const simulators = useQuery(simulatorsQuery)
  const simulator = simulators.data?.find((each) => each.vendor === vendor)
  if (simulator) return <Loaded simulator={simulator} chosen={profile ?? simulator.defaultProfile} />
  return (
    <>
      <PageHeader title="Simulator" />
      {simulators.isPending && <Skeleton label="the simulator" />}
      {simulators.isError && (
        <ErrorState error={simulators.error} retry={() => void simulators.refetch()} what="The simulator" />
      )}
      {simulators.data && <EmptyState title={`Simulator ${vendor} is not running.`} />}
    </>
  )
}

function Loaded({ simulator, chosen }: { simulator: Simulator; chosen: string }): ReactElement {
  const profile = simulator.profiles.find((each) => each.id === chosen) ?? simulator.profiles[0]
  return (
    <>
      <PageHeader
        title={simulator.label}
        mark={<VendorMark vendor={simulator.vendor} label={simulator.label} silent />}
        crumbs={
          <Link to="/simulators" className="text-ink-2 hover:underline">
            Simulators
          </Link>
        }
        actions={<RunSyncLink kind="primary" vendor={simulator.vendor} />}
      />
      <ProfileTabs simulator={simulator} chosen={profile?.id} />
      {profile && <Profile profile={profile} />}
    </>
  )
}

function ProfileTabs({ simulator, chosen }: { simulator: Simulator; chosen: string | undefined }): ReactElement {
  return (
    <nav aria-label="Profiles" className="flex gap-1 overflow-x-auto border-b border-line">
      {simulator.profiles.map((profile) => (
        <Link
          key={profile.id}
          from="/simulators/$vendor"
          to="."
          search={{ profile: profile.id }}
          aria-current={profile.id === chosen ? 'page' : undefined}
          className="-mb-px flex h-9 items-center border-b-2 border-transparent px-3 text-prose whitespace-nowrap text-ink-2 no-underline -outline-offset-2! hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {profile.label}
        </Link>
      ))}
    </nav>
  )
}

function Profile({ profile }: { profile: ProfileSummary }): ReactElement {
  return (
    <>
      <section aria-label="Profile" className="flex flex-col gap-2">
        <p className="max-w-3xl text-prose">{profile.summary}</p>
        <p className="flex flex-wrap items-center gap-3 text-ink-2">
          <span className="font-mono text-code">{profile.id}</span>
          {plural(profile.shapes, 'request shape')}
          <Evidence mark={profile.mark} />
        </p>
      </section>
      <section aria-labelledby="quirks" className="flex flex-col gap-2">
        <h2 id="quirks" className="text-section font-semibold">
          Quirks
        </h2>
        <QuirkTable quirks={profile.quirks} />
      </section>
      <section aria-labelledby="scenarios" className="flex flex-col gap-2">
        <h2 id="scenarios" className="text-section font-semibold">
          Scenarios
        </h2>
        <dl className="panel grid gap-x-4 gap-y-1 p-4 sm:grid-cols-[12rem_1fr]">
          {profile.scenarios.map((scenario) => (
            <Scenario key={scenario.id} {...scenario} />
          ))}
        </dl>
      </section>
    </>
  )
}

function Scenario({ id, summary }: { id: string; summary: string }): ReactElement {
  return (
    <>
      <dt className="font-mono text-code">{id}</dt>
      <dd className="max-sm:pb-2">{summary}</dd>
    </>
  )
}
