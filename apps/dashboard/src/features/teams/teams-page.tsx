import type { Team } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { simulatorsQuery, teamsQuery } from '../../api/queries.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../components/page-state.tsx'
import { formatCount } from '../../format/text.ts'
import { AddressList } from './address-list.tsx'

/** The teams of this server with their addresses. */
export function TeamsPage(): ReactElement {
  const teams = useQuery(teamsQuery)
  return (
    <>
      <PageHeader title="Teams">
        <p className="text-ink-2">Each team of this server takes its people from one identity provider.</p>
      </PageHeader>
      {teams.isPending && <Skeleton label="teams" rows={3} />}
      {teams.isError && <ErrorState error={teams.error} retry={() => void teams.refetch()} what="The list of teams" />}
      {teams.data?.length === 0 && <EmptyState title="This server has no team yet." />}
      <ul className="grid gap-3 @min-[900px]:grid-cols-2">
        {teams.data?.map((team) => (
          <TeamCard key={team.name} team={team} />
        ))}
      </ul>
    </>
  )
}

function TeamCard({ team }: { team: Team }): ReactElement {
  const simulators = useQuery(simulatorsQuery)
  const provider = simulators.data?.find((simulator) => simulator.vendor === team.vendor)?.label ?? team.vendor
  return (
    <li className="panel flex flex-col gap-4 p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-section font-semibold">
          <Link to="/teams/$team/people" params={{ team: team.name }} className="text-ink hover:underline">
            {team.displayName}
          </Link>
        </h2>
        <span className="text-ink-2">{provider === null ? 'no identity provider' : `with ${provider}`}</span>
      </div>
      <dl className="flex gap-6">
        <Figure label="people" value={team.users} />
        <Figure label="active" value={team.activeUsers} />
        <Figure label="groups" value={team.groups} />
      </dl>
      <AddressList team={team} />
    </li>
  )
}

function Figure({ label, value }: { label: string; value: number }): ReactElement {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-meta text-ink-3">{label}</dt>
      <dd className="text-section font-medium tabular-nums">{formatCount(value)}</dd>
    </div>
  )
}
