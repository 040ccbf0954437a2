import { useQuery } from '@tanstack/react-query'
import { Popover } from 'radix-ui'
import { type ReactElement, useState } from 'react'
import { choiceQuery } from '../../../api/team/members.ts'
import { buttonClass } from '../../../components/button.tsx'
import { ErrorState } from '../../../components/page-state.tsx'
import { SearchBox } from '../../../components/search-box.tsx'
import { visible } from '../../../format/text.ts'

interface PickerProps {
  team: string
  label: string
  /** People who are no choice. */
  without: readonly string[]
  onPick: (personId: string) => void
}

/** A button that opens a short list of active people to pick from. */
export function PersonPicker({ team, label, without, onPick }: PickerProps): ReactElement {
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={buttonClass('plain')}>{label}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={12}
          aria-label={label}
          className="z-50 flex max-h-[min(24rem,calc(100dvh-4rem))] w-72 max-w-[calc(100vw-1.5rem)] flex-col gap-2 overflow-y-auto rounded-panel border border-line bg-raised p-3 text-body shadow-overlay"
        >
          <Choices
            team={team}
            without={without}
            onPick={(personId) => {
              setOpen(false)
              onPick(personId)
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Choices({ team, without, onPick }: Omit<PickerProps, 'label'>): ReactElement {
  const [q, setQ] = useState('')
  const people = useQuery(choiceQuery(team, q))
  const found = people.data?.filter(({ personId }) => !without.includes(personId)) ?? []
  return (
    <>
      <div className="flex">
        <SearchBox label="Name or email" value={q} onChange={setQ} />
      </div>
      {people.isError && (
        <ErrorState error={people.error} retry={() => void people.refetch()} what="The list of people" />
      )}
      {people.data && found.length === 0 && <p className="text-ink-2">Nobody else fits.</p>}
      <ul className="flex flex-col">
        {found.map(({ personId, displayName, role }) => (
          <li key={personId}>
            <button
              type="button"
              onClick={() => onPick(personId)}
              className="flex min-h-8 w-full items-center gap-2 rounded-chip px-2 py-1 text-left hover:bg-hover max-sm:min-h-11"
            >
              <span className="min-w-0 flex-1 truncate">{visible(displayName)}</span>
              <span className="text-ink-3">{role}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
