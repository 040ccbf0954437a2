import type { Member } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useId, useState } from 'react'
import { useActAs } from '../../../api/session.ts'
import { choiceQuery } from '../../../api/team/members.ts'
import { ErrorState, Skeleton } from '../../../components/page-state.tsx'
import { SearchBox } from '../../../components/search-box.tsx'
import { visible } from '../../../format/text.ts'

/** The operator's switch: some people of each role, and a box to find the others. */
export function ActAsPicker({ team, onDone }: { team: string; onDone?: () => void }): ReactElement {
  const id = useId()
  const [q, setQ] = useState('')
  const people = useQuery(choiceQuery(team, q))
  const actAs = useActAs()
  const choose = ({ personId }: Member): void => {
    if (!actAs.isPending) actAs.mutate({ team, personId }, { onSuccess: () => onDone?.() })
  }
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h3 id={id} className="font-medium">
        Act as a person of {team}
      </h3>
      <div className="flex">
        <SearchBox label="Name or email" value={q} onChange={setQ} />
      </div>
      {people.isPending && <Skeleton label="people" rows={3} />}
      {people.isError && (
        <ErrorState error={people.error} retry={() => void people.refetch()} what="The list of people" />
      )}
      {people.data?.length === 0 && (
        <p className="text-ink-2">
          {q === '' ? 'Nobody is active in this team yet.' : 'Nobody active has this in their name.'}
        </p>
      )}
      <ul className="flex flex-col">
        {people.data?.map((member) => (
          <li key={member.personId}>
            <button
              type="button"
              onClick={() => choose(member)}
              aria-disabled={actAs.isPending}
              className="flex min-h-8 w-full items-center gap-2 rounded-chip px-2 py-1 text-left hover:bg-hover max-sm:min-h-11"
            >
              <span className="min-w-0 flex-1 truncate">{visible(member.displayName)}</span>
              <span className="text-ink-3">{member.role}</span>
            </button>
          </li>
        ))}
      </ul>
      {actAs.isError && (
        <p role="alert" className="text-fail">
          {actAs.error.message}
        </p>
      )}
    </section>
  )
}
