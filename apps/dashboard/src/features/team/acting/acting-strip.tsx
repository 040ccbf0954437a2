import type { SignedIn } from '@scimulator/admin-api'
import { Drama } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type ReactElement, useState } from 'react'
import { useLeaveTeam } from '../../../api/session.ts'
import { buttonClass } from '../../../components/button.tsx'
import { visible } from '../../../format/text.ts'
import { ActAsPicker } from './act-as-picker.tsx'

const SMALL = 'inline-flex h-7 items-center rounded-chip px-2 text-prose text-accent underline max-sm:h-9'

interface ActingStripProps {
  team: string
  person: SignedIn | undefined
  operator: boolean
}

/** Says whom the operator plays in a team; nothing for whoever is there as themselves. */
export function ActingStrip({ team, person, operator }: ActingStripProps): ReactElement | null {
  const leave = useLeaveTeam(team)
  if (!operator) return null
  return (
    <section
      aria-label="Acting as"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-panel bg-sunken px-3 py-1.5 text-prose text-ink-2"
    >
      <Drama size={16} strokeWidth={1.5} aria-hidden />
      <p className="min-w-0 break-words max-sm:flex-1 max-sm:basis-52">{sentenceOf(team, person)}</p>
      <span className="flex flex-wrap gap-1">
        <Switch team={team} label={person === undefined ? 'Choose whom to act as' : 'Change'} />
        {person !== undefined && (
          <button
            type="button"
            className={SMALL}
            aria-disabled={leave.isPending}
            onClick={() => !leave.isPending && leave.mutate(person)}
          >
            {person.by === 'operator' ? 'Stop' : 'Sign out'}
          </button>
        )}
      </span>
      {leave.isError && (
        <p role="alert" className="text-fail">
          {leave.error.message}
        </p>
      )}
    </section>
  )
}

function sentenceOf(team: string, person: SignedIn | undefined): ReactElement {
  if (person === undefined) return <>You see {team} as the operator, who changes nothing here.</>
  const { by, displayName, role } = person
  return (
    <>
      {by === 'operator' ? 'You act as' : 'You are signed in as'}{' '}
      <span className="font-medium text-ink">{visible(displayName)}</span> ({role}) of {team}
    </>
  )
}

function Switch({ team, label }: { team: string; label: string }): ReactElement {
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={SMALL}>{label}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={12}
          aria-label="Act as"
          className="z-50 flex max-h-[calc(100dvh-4rem)] w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-3 overflow-y-auto rounded-panel border border-line bg-raised p-3 text-body shadow-overlay"
        >
          <ActAsPicker team={team} onDone={() => setOpen(false)} />
          <Popover.Close className={`${buttonClass('plain')} self-start`}>Cancel</Popover.Close>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
