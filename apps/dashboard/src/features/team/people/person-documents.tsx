import type { Member } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { documentsQuery } from '../../../api/team/spaces.ts'
import { visible } from '../../../format/text.ts'
import { Read } from '../frame/read.tsx'
import { DocumentList } from '../spaces/document-list.tsx'

/** The documents a person owns, as far as the viewer may see them. */
export function PersonDocuments({ team, member }: { team: string; member: Member }): ReactElement {
  const documents = useQuery(documentsQuery(team))
  return (
    <section aria-labelledby="documents" className="flex flex-col gap-2">
      <h2 id="documents" className="text-section font-semibold">
        Documents
      </h2>
      <Read query={documents} what="the list of documents" rows={3}>
        {(data) => {
          const own = data.filter(({ owner }) => owner.personId === member.personId)
          if (own.length > 0) return <DocumentList team={team} documents={own} label="Documents of this person" />
          return (
            <p className="text-ink-2">
              {member.documents === 0
                ? `${visible(member.displayName)} owns no document.`
                : 'None of theirs is shared with you.'}
            </p>
          )
        }}
      </Read>
    </section>
  )
}
