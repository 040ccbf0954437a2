import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import { teamsQuery } from '../../../api/queries.ts'
import { useAtTeam } from '../../../api/session.ts'
import { buttonClass } from '../../../components/button.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { EmptyState } from '../../../components/page-state.tsx'
import { visible } from '../../../format/text.ts'
import { ActAsPicker } from '../acting/act-as-picker.tsx'
import { ActingStrip } from '../acting/acting-strip.tsx'

interface TeamPageProps {
  team: string
  title: string
  /** Page this one lies under, between the team and the title. */
  under?: ReactNode
  actions?: ReactNode
  summary?: ReactNode
  /** Whether the operator sees it without playing anybody. */
  open?: boolean
  children: ReactNode
}

/** Frame of a page of a team: who one is there, the way back, and the title. */
export function TeamPage({
  team,
  title,
  under,
  actions,
  summary,
  open = false,
  children,
}: TeamPageProps): ReactElement {
  const { operator, person } = useAtTeam(team)
  const teams = useQuery({ ...teamsQuery, enabled: operator })
  const known = teams.data?.find(({ name }) => name === team)
  if (teams.data && !known) return <Missing team={team} operator />
  if (!operator && !person) return <Missing team={team} operator={false} />
  const name = visible(person?.teamDisplayName ?? known?.displayName ?? team)
  const shown = open || person !== undefined
  return (
    <>
      {shown && <ActingStrip team={team} person={person} operator={operator} />}
      <PageHeader
        title={title}
        tab={`${title} – ${name}`}
        crumbs={
          <>
            <Link to="/teams/$team/people" params={{ team }} className="truncate text-ink-2 hover:underline">
              {name}
            </Link>
            {under !== undefined && <span aria-hidden>/</span>}
            {under}
          </>
        }
        actions={shown ? actions : undefined}
      >
        {shown ? summary : undefined}
      </PageHeader>
      {shown ? children : <ChooseFirst team={team} />}
    </>
  )
}

function ChooseFirst({ team }: { team: string }): ReactElement {
  return (
    <div className="panel flex max-w-md flex-col gap-4 p-5">
      <h2 className="text-prose font-medium">Choose whom to act as</h2>
      <p className="text-ink-2">
        This page belongs to the people of the team. You run the server: play one of them to see what they see.
      </p>
      <ActAsPicker team={team} />
    </div>
  )
}

function Missing({ team, operator }: { team: string; operator: boolean }): ReactElement {
  return (
    <>
      <PageHeader title={operator ? 'No such team' : 'Not your team'} />
      <EmptyState title={operator ? `Team ${team} is not on this server.` : `You are not signed in to a team ${team}.`}>
        {operator ? (
          <Link to="/teams" className={buttonClass('plain')}>
            All teams
          </Link>
        ) : (
          <Link to="/teams/$team/sign-in" params={{ team }} className={buttonClass('plain')}>
            Sign in to {team}
          </Link>
        )}
      </EmptyState>
    </>
  )
}
