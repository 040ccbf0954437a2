import type { Run } from '@scimulator/admin-api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { type ReactElement, useEffect, useRef } from 'react'
import { sessionQuery } from '../../api/queries.ts'
import { useLiveEvents } from '../../api/use-live-events.ts'
import { Announcer, announce } from '../../components/announcer.tsx'
import { ErrorState } from '../../components/page-state.tsx'
import { focusTitle } from '../../components/title-focus.ts'
import { runStatus } from '../../words.ts'
import { SyncDialogHost } from '../sync-dialog/sync-dialog-host.tsx'
import { ConnectionBar } from './connection-pill.tsx'
import { BottomNav, SideNav } from './nav.tsx'
import { SignedOutPage } from './signed-out-page.tsx'
import { TopBar } from './top-bar.tsx'

/** Frame of every page; shows the way in to who is not signed in. */
export function Shell(): ReactElement {
  // Who has signed in through another tab finds this one signed in too.
  const session = useQuery({
    ...sessionQuery,
    refetchOnWindowFocus: ({ state }) => (state.data === false ? 'always' : false),
  })
  const retry = (): void => void session.refetch()
  const wasSignedIn = useWasSignedIn(session.data)
  if (session.data === false) return <SignedOutPage ended={wasSignedIn} retry={retry} />
  if (session.data === true) return <SignedIn />
  return (
    <main className="mx-auto max-w-lg p-6">
      {session.isError && <ErrorState error={session.error} retry={retry} what="The session" />}
    </main>
  )
}

/** Whether this page was signed in before; what was read then does not outlive the session. */
function useWasSignedIn(signedIn: boolean | undefined): boolean {
  const client = useQueryClient()
  const was = useRef(false)
  if (signedIn === true) was.current = true
  useEffect(() => {
    if (signedIn === false) client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  }, [client, signedIn])
  return was.current
}

function SignedIn(): ReactElement {
  useLiveEvents(announceRun)
  useFocusOnNavigation()
  return (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-raised focus:p-2"
      >
        Skip to content
      </a>
      <TopBar />
      <div className="flex">
        <SideNav />
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 p-4 outline-none max-sm:pb-20 sm:p-6">
          <div className="@container mx-auto flex max-w-[100rem] flex-col gap-6">
            <Outlet />
          </div>
        </main>
      </div>
      <BottomNav />
      <ConnectionBar />
      <SyncDialogHost />
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
