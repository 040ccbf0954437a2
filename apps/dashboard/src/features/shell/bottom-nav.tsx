import type { SessionInfo } from '@scimulator/admin-api'
import { Link, useLocation } from '@tanstack/react-router'
import { FlaskConical, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { LAB, teamOfPath, teamPlaces } from './places.ts'
import { useTeamInView } from './use-team-in-view.ts'

const LOOK =
  'flex h-full flex-col items-center justify-center gap-0.5 text-meta text-ink-2 no-underline -outline-offset-2! aria-[current=page]:bg-selected aria-[current=page]:text-ink'

/** Navigation under the thumb on phones: of the lab, or of the team one is looking at. */
export function BottomNav({ session }: { session: SessionInfo }): ReactElement {
  const { pathname } = useLocation()
  const { team } = useTeamInView(session)
  const inTeam = !session.operator || teamOfPath(pathname) !== undefined
  return (
    <nav aria-label="Pages" className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface sm:hidden">
      <ul className="flex h-14">
        {inTeam && team !== undefined ? <TeamItems team={team} session={session} /> : <LabItems />}
      </ul>
    </nav>
  )
}

function LabItems(): ReactElement[] {
  return LAB.map(({ to, label, icon, exact = false }) => (
    <li key={to} className="flex-1">
      <Link to={to} activeOptions={{ exact, includeSearch: false }} className={LOOK}>
        <Mark icon={icon} label={label} />
      </Link>
    </li>
  ))
}

function TeamItems({ team, session }: { team: string; session: SessionInfo }): ReactElement {
  return (
    <>
      {session.operator && (
        <li className="flex-1">
          <Link to="/" className={LOOK}>
            <Mark icon={FlaskConical} label="Lab" />
          </Link>
        </li>
      )}
      {teamPlaces(session, team).map(({ to, label, icon }) => (
        <li key={to} className="flex-1">
          <Link to={to} params={{ team }} activeOptions={{ includeSearch: false }} className={LOOK}>
            <Mark icon={icon} label={label} />
          </Link>
        </li>
      ))}
    </>
  )
}

function Mark({ icon: Icon, label }: { icon: LucideIcon; label: string }): ReactElement {
  return (
    <>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      {label}
    </>
  )
}
