import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import type { ReactElement } from 'react'
import { sendDelete } from '../../api/client.ts'
import { sessionQuery } from '../../api/queries.ts'
import { IconButton } from '../../components/button.tsx'
import { ConnectionPill } from './connection-pill.tsx'
import { ThemeButton } from './theme-button.tsx'

/** Head of every page. */
export function TopBar(): ReactElement {
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-surface px-4 max-sm:px-3 sm:px-6">
      <Link to="/" className="flex items-center gap-2 text-prose font-semibold text-ink no-underline">
        <img src="/favicon.svg" alt="" width="20" height="20" />
        <span className="max-[24rem]:sr-only">Scimulator</span>
      </Link>
      <span className="flex-1" />
      <ConnectionPill />
      <ThemeButton />
      <SignOutButton />
    </header>
  )
}

function SignOutButton(): ReactElement {
  const client = useQueryClient()
  const signOut = useMutation({
    mutationFn: () => sendDelete('/api/session'),
    onSuccess: () => client.setQueryData(sessionQuery.queryKey, false),
  })
  return (
    <IconButton label="Sign out" onClick={() => signOut.mutate()}>
      <LogOut size={16} strokeWidth={1.5} aria-hidden />
    </IconButton>
  )
}
