import type { Document } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { useAtTeam } from '../../../api/session.ts'
import { documentQuery, spacesQuery, useChangeDocument, useShare } from '../../../api/team/spaces.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/page-state.tsx'
import { Status } from '../../../components/status.tsx'
import { ListTime } from '../../../components/time.tsx'
import { visible } from '../../../format/text.ts'
import { Read } from '../frame/read.tsx'
import { TeamPage } from '../frame/team-page.tsx'
import { EditDocument } from './edit-document.tsx'
import { PeopleIn } from './people-in.tsx'
import { PersonPicker } from './person-picker.tsx'

/** One document: its text, its owner, and whom it is shared with. */
export function DocumentPage(): ReactElement {
  const { team = '', document = '' } = useParams({ strict: false })
  const { person } = useAtTeam(team)
  const query = useQuery({ ...documentQuery(team, document), enabled: person !== undefined })
  const [editing, setEditing] = useState(false)
  const { data } = query
  return (
    <TeamPage
      team={team}
      title={data ? visible(data.title) : 'Document'}
      under={<SpaceCrumb team={team} space={data?.spaceId} />}
      actions={data && !editing && <Button onClick={() => setEditing(true)}>Edit</Button>}
    >
      <Read
        query={query}
        what="this document"
        missing={<EmptyState title="There is no such document, or you may not open it." />}
      >
        {(loaded) => (
          <>
            {editing ? (
              <EditDocument team={team} document={loaded} onClose={() => setEditing(false)} />
            ) : (
              <Text document={loaded} />
            )}
            <Owner team={team} document={loaded} />
            <Shares team={team} document={loaded} />
          </>
        )}
      </Read>
    </TeamPage>
  )
}

function SpaceCrumb({ team, space }: { team: string; space: string | undefined }): ReactElement {
  const { person } = useAtTeam(team)
  const spaces = useQuery({ ...spacesQuery(team), enabled: person !== undefined })
  const found = spaces.data?.find(({ id }) => id === space)
  const look = 'truncate text-ink-2 hover:underline'
  if (!found) {
    return (
      <Link to="/teams/$team/spaces" params={{ team }} className={look}>
        Spaces
      </Link>
    )
  }
  return (
    <Link to="/teams/$team/spaces/$space" params={{ team, space: found.id }} className={look}>
      {visible(found.name)}
    </Link>
  )
}

function Text({ document: { body } }: { document: Document }): ReactElement {
  return (
    <article aria-label="Text" className="panel max-w-[48rem] p-4">
      {body === '' ? (
        <p className="text-ink-3">Nothing is written here yet.</p>
      ) : (
        <p className="text-prose break-words whitespace-pre-wrap">{visible(body)}</p>
      )}
    </article>
  )
}

function Owner({ team, document }: { team: string; document: Document }): ReactElement {
  const give = useChangeDocument(team, document.id)
  const { owner, ownerState, createdAt, changedAt } = document
  return (
    <section aria-label="Owner" className="flex max-w-[40rem] flex-col gap-2">
      <h2 className="text-section font-semibold">Owner</h2>
      <p className="flex flex-wrap items-center gap-x-3 text-prose">
        <Link
          to="/teams/$team/people/$person"
          params={{ team, person: owner.personId }}
          className="font-medium text-ink hover:underline"
        >
          {visible(owner.displayName)}
        </Link>
        {ownerState === 'inactive' && <Status tone="skip" word="inactive" />}
      </p>
      {ownerState === 'inactive' && (
        <p className="text-ink-2">
          The owner has left the team; the document stays. It is theirs again when they are back, unless it is given
          away.
        </p>
      )}
      <p className="text-ink-3">
        Made <ListTime iso={createdAt} />, changed <ListTime iso={changedAt} />
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <PersonPicker
          team={team}
          label="Give away"
          without={[owner.personId]}
          onPick={(ownerId) => !give.isPending && give.mutate({ ownerId })}
        />
        <ActionError error={give.error} />
      </div>
    </section>
  )
}

function Shares({ team, document }: { team: string; document: Document }): ReactElement {
  const share = useShare(team, document.id)
  return (
    <PeopleIn
      team={team}
      title="Shared with"
      note="Beside the people of its space. A share is kept while somebody is away, and ends when it is taken back."
      people={document.sharedWith}
      nobody="With nobody besides."
      add="Share"
      admit={share}
    />
  )
}
