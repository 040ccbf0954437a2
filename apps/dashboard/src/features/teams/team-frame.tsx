import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import { ApiFailure } from '../../api/client.ts'
import { teamQuery } from '../../api/queries.ts'
import { buttonClass } from '../../components/button.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../components/page-state.tsx'
import { formatCount, plural } from '../../format/text.ts'
import { AddressList } from './address-list.tsx'

const TAB =
  '-mb-px flex h-9 items-center gap-2 border-b-2 border-transparent px-3 text-prose whitespace-nowrap text-ink-2 no-underline -outline-offset-2! hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink'

/** Head of a team's pages. */
export function TeamFrame({ name, page, children }: { name: string; page: string; children: ReactNode }): ReactElement {
  const team = useQuery(teamQuery(name))
  if (team.error instanceof ApiFailure && team.error.status === 404) return <Missing name={name} />
  const { data } = team
  return (
    <>
      <PageHeader
        title={data?.displayName ?? name}
        tab={`${page} of ${data?.displayName ?? name}`}
        crumbs={
          <Link to="/teams" className="text-ink-2 hover:underline">
            Teams
          </Link>
        }
        actions={
          <Link to="/runs" search={{ team: name }} className={buttonClass('plain')}>
            Runs into this team
          </Link>
        }
      >
        {data && (
          <p className="text-ink-2">
            {plural(data.users, 'person', 'people')}, {formatCount(data.activeUsers)} active,{' '}
            {plural(data.groups, 'group')}.
          </p>
        )}
      </PageHeader>
      {team.isError && <ErrorState error={team.error} retry={() => void team.refetch()} what="The team" />}
      {team.isPending && <Skeleton label="the team" rows={2} />}
      {data && (
        <details className="panel px-3 py-2">
          <summary className="font-medium">SCIM addresses</summary>
          <div className="pt-3">
            <AddressList team={data} />
          </div>
        </details>
      )}
      <nav aria-label="Pages of this team" className="flex gap-1 border-b border-line">
        <Link to="/teams/$team/people" params={{ team: name }} activeOptions={{ includeSearch: false }} className={TAB}>
          People <Count value={data?.users} />
        </Link>
        <Link to="/teams/$team/groups" params={{ team: name }} activeOptions={{ includeSearch: false }} className={TAB}>
          Groups <Count value={data?.groups} />
        </Link>
      </nav>
      {children}
    </>
  )
}

function Count({ value }: { value: number | undefined }): ReactElement {
  return <span className="text-meta text-ink-3 tabular-nums">{value === undefined ? '' : formatCount(value)}</span>
}

function Missing({ name }: { name: string }): ReactElement {
  return (
    <>
      <PageHeader title="No such team" />
      <EmptyState title={`Team ${name} is not on this server.`}>
        <Link to="/teams" className={buttonClass('plain')}>
          All teams
        </Link>
      </EmptyState>
    </>
  )
}
