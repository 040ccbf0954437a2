import type { SessionInfo } from '@scimulator/admin-api'
import { Link, useNavigate } from '@tanstack/react-router'
import { BookOpen } from 'lucide-react'
import { type ReactElement, useId } from 'react'
import { LAB, type Place, teamPlaces } from './places.ts'
import { useTeamInView } from './use-team-in-view.ts'

const ROW =
  'flex h-8 items-center gap-2 rounded-chip px-2 text-prose text-ink-2 no-underline hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-ink max-wide:justify-center'
const HEAD = 'px-2 pb-1 text-meta text-ink-3 max-wide:sr-only'

/** Navigation beside the content: names on wide windows, icons on middle ones. */
export function SideNav({ session }: { session: SessionInfo }): ReactElement {
  return (
    <nav
      aria-label="Pages"
      className="sticky top-12 flex h-[calc(100dvh-3rem)] w-14 flex-none flex-col gap-6 overflow-y-auto border-r border-line p-2 max-sm:hidden wide:w-52 wide:p-3"
    >
      {session.operator && <LabLinks />}
      <TeamLinks session={session} />
      {session.operator && (
        <a href="/api/reference" className={`${ROW} mt-auto flex-none`} title="API reference">
          <BookOpen size={16} strokeWidth={1.5} aria-hidden />
          <span className="max-wide:sr-only">API reference</span>
        </a>
      )}
    </nav>
  )
}

function LabLinks(): ReactElement {
  const id = useId()
  return (
    <div>
      <h2 id={id} className={HEAD}>
        Lab
      </h2>
      <ul aria-labelledby={id} className="flex flex-col gap-0.5">
        {LAB.map((place) => (
          <li key={place.to}>
            <Link
              to={place.to}
              activeOptions={{ exact: place.exact ?? false, includeSearch: false }}
              className={ROW}
              title={place.label}
            >
              <PlaceMark place={place} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

function TeamLinks({ session }: { session: SessionInfo }): ReactElement | null {
  const id = useId()
  const { team, teams } = useTeamInView(session)
  if (team === undefined) return null
  return (
    <div>
      <h2 id={id} className={HEAD}>
        Team
      </h2>
      <TeamSwitch team={team} teams={teams} />
      <ul aria-labelledby={id} className="flex flex-col gap-0.5">
        {teamPlaces(session, team).map((place) => (
          <li key={place.to}>
            <Link
              to={place.to}
              params={{ team }}
              activeOptions={{ includeSearch: false }}
              className={ROW}
              title={place.label}
            >
              <PlaceMark place={place} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Which team the links lead to; only named where there is one. */
function TeamSwitch({ team, teams }: { team: string; teams: { name: string; displayName: string }[] }): ReactElement {
  const navigate = useNavigate()
  if (teams.length < 2)
    return <p className="truncate px-2 pb-1 font-medium max-wide:sr-only">{teams[0]?.displayName ?? team}</p>
  const go = (name: string): void => void navigate({ to: '/teams/$team/people', params: { team: name } })
  return (
    <select
      aria-label="Team"
      value={team}
      onChange={(event) => go(event.target.value)}
      className="control mb-1 w-full max-wide:hidden"
    >
      {!teams.some(({ name }) => name === team) && <option value={team}>{team}</option>}
      {teams.map(({ name, displayName }) => (
        <option key={name} value={name}>
          {displayName}
        </option>
      ))}
    </select>
  )
}

function PlaceMark({ place: { icon: Icon, label } }: { place: Place }): ReactElement {
  return (
    <>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      <span className="max-wide:sr-only">{label}</span>
    </>
  )
}
