import type { Run, SessionInfo } from '@scimulator/admin-api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, Outlet, useLocation, useMatches } from '@tanstack/react-router'
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'
import { sessionQuery } from '../../api/session.ts'
import { useLiveEvents } from '../../api/use-live-events.ts'
import { usePresence } from '../../api/use-presence.ts'
import { useTeamRefresh } from '../../api/use-team-refresh.ts'
import { Announcer, announce } from '../../components/announcer.tsx'
import { ErrorState } from '../../components/page-state.tsx'
import { focusTitle } from '../../components/title-focus.ts'
import { runStatus } from '../../words.ts'
import { SyncDialogHost } from '../sync-dialog/sync-dialog-host.tsx'
import { BottomNav } from './bottom-nav.tsx'
import { ConnectionBar } from './connection-pill.tsx'
import { SideNav } from './nav.tsx'
import { OperatorOnlyPage } from './operator-only-page.tsx'
import { isSignInPath, teamOfPath } from './places.ts'
import { SignedOutPage } from './signed-out-page.tsx'
import { TopBar } from './top-bar.tsx'

/** Frame of every page; shows the way in to who is not signed in. */
export function Shell(): ReactElement {
  const { pathname } = useLocation()
  return isSignInPath(pathname) ? <Outlet /> : <BehindSignIn pathname={pathname} />
}

function BehindSignIn({ pathname }: { pathname: string }): ReactElement {
  // Who has signed in through another tab finds this one signed in too.
  const session = useQuery({
    ...sessionQuery,
    refetchOnWindowFocus: ({ state }) => (state.data === null ? 'always' : false),
  })
  const retry = (): void => void session.refetch()
  const wasSignedIn = useWasSignedIn(session.data)
  const { data } = session
  if (data === null) return <SignedOut pathname={pathname} ended={wasSignedIn} retry={retry} />
  if (data?.operator === true) return <OperatorFrame session={data} />
  if (data) return <PersonFrame session={data} pathname={pathname} />
  return (
    <main className="mx-auto max-w-lg p-6">
      {session.isError && <ErrorState error={session.error} retry={retry} what="The session" />}
    </main>
  )
}

function SignedOut(props: { pathname: string; ended: boolean; retry: () => void }): ReactElement {
  const { pathname, ended, retry } = props
  const team = teamOfPath(pathname)
  if (team === undefined) return <SignedOutPage ended={ended} retry={retry} />
  const search = { to: pathname, ended: ended || undefined }
  return <Navigate to="/teams/$team/sign-in" params={{ team }} search={search} replace />
}

/** Whether this page was signed in before; what was read then does not outlive the session. */
function useWasSignedIn(session: SessionInfo | null | undefined): boolean {
  const client = useQueryClient()
  const was = useRef(false)
  if (session) was.current = true
  const isOut = session === null
  useEffect(() => {
    if (isOut) client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  }, [client, isOut])
  return was.current
}

function OperatorFrame({ session }: { session: SessionInfo }): ReactElement {
  useLiveEvents(announceRun)
  return (
    <Frame session={session}>
      <Outlet />
      <ConnectionBar />
      <SyncDialogHost />
    </Frame>
  )
}

/** What somebody sees who is signed in to a team and nothing else. */
function PersonFrame({ session, pathname }: { session: SessionInfo; pathname: string }): ReactElement {
  useTeamRefresh()
  const asked = teamOfPath(pathname)
  const isOver = useIsOver(session, asked)
  usePresence(isOver ? undefined : (asked ?? session.people[0]?.team))
  // The page that is there lags behind the address: a page of the lab must not show on the way to the team.
  const shown = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? '/' })
  const team = session.people[0]?.team
  const isTeamPage = asked !== undefined
  if (isOver && asked !== undefined) return <TeamLeft team={asked} pathname={pathname} />
  return (
    <Frame session={session}>
      {isTeamPage && teamOfPath(shown) !== undefined && <Outlet />}
      {pathname === '/' && team !== undefined && <Navigate to="/teams/$team/people" params={{ team }} replace />}
      {!isTeamPage && pathname !== '/' && <OperatorOnlyPage team={team} />}
    </Frame>
  )
}

/** Whether this page was somebody of the team until now, and is not any more. */
function useIsOver(session: SessionInfo, team: string | undefined): boolean {
  const was = useRef(new Set<string>())
  for (const { team: own } of session.people) was.current.add(own)
  return team !== undefined && was.current.has(team) && !session.people.some((person) => person.team === team)
}

function TeamLeft({ team, pathname }: { team: string; pathname: string }): ReactElement {
  const client = useQueryClient()
  useEffect(() => client.removeQueries({ queryKey: ['team', team] }), [client, team])
  return <Navigate to="/teams/$team/sign-in" params={{ team }} search={{ to: pathname, ended: true }} replace />
}

function Frame({ session, children }: { session: SessionInfo; children: ReactNode }): ReactElement {
  useFocusOnNavigation()
  return (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-raised focus:p-2"
      >
        Skip to content
      </a>
      <TopBar session={session} />
      <div className="flex">
        <SideNav session={session} />
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 p-4 outline-none max-sm:pb-20 sm:p-6">
          <div className="@container mx-auto flex max-w-[100rem] flex-col gap-6">{children}</div>
        </main>
      </div>
      <BottomNav session={session} />
      <Announcer />
    </>
  )
}

function useFocusOnNavigation(): void {
  const { pathname } = useLocation()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    focusTitle()
  }, [pathname])
}

const known = new Map<string, Run['status']>()

function announceRun(run: Run): void {
  if (known.get(run.id) === run.status) return
  known.set(run.id, run.status)
  const name = `${run.scenario} of ${run.vendorLabel}`
  announce(run.status === 'running' ? `Run started: ${name}` : `Run ended: ${name}, ${runStatus(run).word}`)
}
