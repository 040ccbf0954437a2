import type { Document } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { ListTime } from '../../../components/time.tsx'
import { plural, visible } from '../../../format/text.ts'

/** Documents with their owners; an owner who has left is said to have. */
export function DocumentList({
  team,
  documents,
  label,
}: {
  team: string
  documents: readonly Document[]
  label: string
}): ReactElement {
  return (
    <ul aria-label={label} className="panel divide-y divide-line">
      {documents.map(({ id, title, owner, ownerState, sharedWith, changedAt }) => (
        <li key={id} className="relative flex flex-wrap items-baseline gap-x-4 px-3 py-2 hover:bg-hover">
          <Link
            to="/teams/$team/documents/$document"
            params={{ team, document: id }}
            className="min-w-0 flex-1 basis-48 truncate font-medium text-ink no-underline after:absolute after:inset-0 hover:underline focus-visible:underline"
          >
            {visible(title)}
          </Link>
          <span className="text-ink-2">
            {visible(owner.displayName)}
            {ownerState === 'inactive' && ' (inactive)'}
          </span>
          {sharedWith.length > 0 && (
            <span className="text-ink-3">shared with {plural(sharedWith.length, 'person', 'people')}</span>
          )}
          <span className="text-ink-3">
            <ListTime iso={changedAt} />
          </span>
        </li>
      ))}
    </ul>
  )
}
