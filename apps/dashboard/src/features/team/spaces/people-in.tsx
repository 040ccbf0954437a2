import type { PersonName } from '@scimulator/admin-api'
import type { UseMutationResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Admission } from '../../../api/team/spaces.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { IconButton } from '../../../components/button.tsx'
import { visible } from '../../../format/text.ts'
import { PersonPicker } from './person-picker.tsx'

interface PeopleInProps {
  team: string
  title: string
  note: string
  people: readonly PersonName[]
  nobody: string
  /** Verb of the button that adds somebody. */
  add: string
  admit: UseMutationResult<unknown, Error, Admission>
}

/** People who were let in somewhere, to add to and to take out of. */
export function PeopleIn({ team, title, note, people, nobody, add, admit }: PeopleInProps): ReactElement {
  const change = (personId: string, isIn: boolean): void => {
    if (!admit.isPending) admit.mutate({ personId, isIn })
  }
  return (
    <section aria-label={title} className="flex max-w-[40rem] flex-col gap-2">
      <h2 className="text-section font-semibold">{title}</h2>
      <p className="text-ink-2">{note}</p>
      {people.length === 0 ? (
        <p className="text-ink-3">{nobody}</p>
      ) : (
        <ul className="panel divide-y divide-line">
          {people.map(({ personId, displayName }) => (
            <li key={personId} className="flex min-h-9 items-center gap-2 pl-3">
              <Link
                to="/teams/$team/people/$person"
                params={{ team, person: personId }}
                className="min-w-0 flex-1 truncate text-ink no-underline hover:underline"
              >
                {visible(displayName)}
              </Link>
              <IconButton label={`Take ${visible(displayName)} out`} onClick={() => change(personId, false)}>
                <X size={16} strokeWidth={1.5} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <PersonPicker
          team={team}
          label={add}
          without={people.map(({ personId }) => personId)}
          onPick={(personId) => change(personId, true)}
        />
        <ActionError error={admit.error} />
      </div>
    </section>
  )
}
