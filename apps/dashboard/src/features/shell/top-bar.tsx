import type { SessionInfo } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { AccountMenu } from './account-menu.tsx'
import { ConnectionPill } from './connection-pill.tsx'
import { ThemeButton } from './theme-button.tsx'

/** Head of every page. */
export function TopBar({ session }: { session: SessionInfo }): ReactElement {
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-surface px-4 max-sm:px-3 sm:px-6">
      <Link to="/" className="flex items-center gap-2 text-prose font-semibold text-ink no-underline">
        <img src="/favicon.svg" alt="" width="20" height="20" />
        <span className="max-[30rem]:sr-only">Scimulator</span>
      </Link>
      <span className="flex-1" />
      {session.operator && <ConnectionPill />}
      <ThemeButton />
      <AccountMenu session={session} />
    </header>
  )
}
