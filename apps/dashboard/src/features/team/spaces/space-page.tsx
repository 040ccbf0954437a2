import type { Space } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { useAtTeam } from '../../../api/session.ts'
import { documentsQuery, spaceQuery, useAdmit, useChangeSpace } from '../../../api/team/spaces.ts'
import { Button } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/page-state.tsx'
import { visible } from '../../../format/text.ts'
import { Read } from '../frame/read.tsx'
import { TeamPage } from '../frame/team-page.tsx'
import { DocumentList } from './document-list.tsx'
import { NewDocumentButton } from './new-document.tsx'
import { PeopleIn } from './people-in.tsx'
import { SpaceDialog } from './space-dialog.tsx'

/** One space with its documents and its people. */
export function SpacePage(): ReactElement {
  const { team = '', space = '' } = useParams({ strict: false })
  const { person } = useAtTeam(team)
  const query = useQuery({ ...spaceQuery(team, space), enabled: person !== undefined })
  return (
    <TeamPage
      team={team}
      title={query.data ? visible(query.data.name) : 'Space'}
      under={
        <Link to="/teams/$team/spaces" params={{ team }} className="text-ink-2 hover:underline">
          Spaces
        </Link>
      }
      summary={query.data && <p className="text-ink-2">{query.data.kind === 'open' ? 'Open' : 'Invite only'}</p>}
      actions={
        query.data && (
          <>
            <EditButton team={team} space={query.data} />
            <NewDocumentButton team={team} space={query.data.id} />
          </>
        )
      }
    >
      <Read
        query={query}
        what="this space"
        missing={<EmptyState title="There is no such space, or you may not enter it." />}
      >
        {(data) => (
          <>
            <Documents team={team} space={data} />
            <Residents team={team} space={data} />
          </>
        )}
      </Read>
    </TeamPage>
  )
}

function EditButton({ team, space }: { team: string; space: Space }): ReactElement {
  const change = useChangeSpace(team, space.id)
  const [open, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Edit</Button>
      {open && (
        <SpaceDialog
          title="Edit space"
          verb="Save"
          initial={{ name: space.name, kind: space.kind }}
          busy={change.isPending}
          error={change.error}
          onClose={close}
          onSave={(next) => change.mutate(next, { onSuccess: close })}
        />
      )}
    </>
  )
}

function Documents({ team, space }: { team: string; space: Space }): ReactElement {
  const documents = useQuery(documentsQuery(team, space.id))
  return (
    <section aria-labelledby="documents" className="flex flex-col gap-2">
      <h2 id="documents" className="text-section font-semibold">
        Documents
      </h2>
      <Read query={documents} what="the list of documents" rows={3}>
        {(data) =>
          data.length === 0 ? (
            <EmptyState title="No document lies here yet." />
          ) : (
            <DocumentList team={team} documents={data} label="Documents of this space" />
          )
        }
      </Read>
    </section>
  )
}

function Residents({ team, space }: { team: string; space: Space }): ReactElement {
  const admit = useAdmit(team, space.id)
  return (
    <PeopleIn
      team={team}
      title="People"
      note={
        space.kind === 'open'
          ? 'Everybody of the team may enter; these people are in it by name, guests among them.'
          : 'Whoever leaves the team keeps their place here for when they are back.'
      }
      people={space.people}
      nobody="Nobody is in it by name."
      add="Let in"
      admit={admit}
    />
  )
}
