import type { SessionInfo } from '@scimulator/admin-api'
import { ChevronDown, CircleUser } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type ReactElement, useState } from 'react'
import { useSignOut } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { visible } from '../../format/text.ts'
import { ActAsPicker } from '../team/acting/act-as-picker.tsx'
import { useTeamInView } from './use-team-in-view.ts'

/** Who is at the browser; the operator chooses here whom to play. */
export function AccountMenu({ session }: { session: SessionInfo }): ReactElement {
  const [open, setOpen] = useState(false)
  const { team } = useTeamInView(session)
  const person = session.people.find((each) => each.team === team)
  const name = person ? visible(person.displayName) : session.operator ? 'Operator' : 'Signed in'
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="inline-flex h-8 max-w-52 items-center gap-1.5 rounded-chip px-2 text-prose text-ink-2 hover:bg-hover hover:text-ink max-sm:h-10">
        <CircleUser size={16} strokeWidth={1.5} aria-hidden />
        <span className="sr-only">Account: </span>
        <span className="truncate max-sm:max-w-28">{name}</span>
        <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          aria-label="Account"
          className="z-50 flex max-h-[calc(100dvh-4rem)] w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-3 overflow-y-auto rounded-panel border border-line bg-raised p-3 text-body shadow-overlay"
        >
          <WhoIsThere session={session} />
          {session.operator && team !== undefined && <ActAsPicker team={team} onDone={() => setOpen(false)} />}
          <SignOutButton />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function WhoIsThere({ session }: { session: SessionInfo }): ReactElement {
  return (
    <ul className="flex flex-col gap-1">
      {session.operator && <li>Operator of this server</li>}
      {session.people.map(({ team, teamDisplayName, displayName, userName, role }) => (
        <li key={team} className="min-w-0">
          <span className="block truncate font-medium">
            {visible(displayName)} ({role})
          </span>
          <span className="block truncate text-ink-3">
            {visible(userName)} in {visible(teamDisplayName)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function SignOutButton(): ReactElement {
  const signOut = useSignOut()
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-line pt-3">
      <Button onClick={() => signOut.mutate()} aria-disabled={signOut.isPending}>
        Sign out
      </Button>
      {signOut.isError && (
        <p role="alert" className="text-fail">
          {signOut.error.message}
        </p>
      )}
    </div>
  )
}
