import type { Space } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { useAtTeam } from '../../../api/session.ts'
import { spacesQuery, useCreateSpace } from '../../../api/team/spaces.ts'
import { Button } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/page-state.tsx'
import { ListTime } from '../../../components/time.tsx'
import { useNarrow } from '../../../components/use-media.ts'
import { formatCount, plural, visible } from '../../../format/text.ts'
import { Read } from '../frame/read.tsx'
import { TeamPage } from '../frame/team-page.tsx'
import { SpaceDialog } from './space-dialog.tsx'

/** The spaces that one may enter. */
export function SpacesPage(): ReactElement {
  const { team = '' } = useParams({ strict: false })
  const { person } = useAtTeam(team)
  const mayCreate = person !== undefined && person.role !== 'guest'
  return (
    <TeamPage
      team={team}
      title="Spaces"
      summary={<p className="text-ink-2">Where the documents of the team lie.</p>}
      actions={mayCreate ? <CreateButton team={team} /> : undefined}
    >
      <List team={team} />
    </TeamPage>
  )
}

function CreateButton({ team }: { team: string }): ReactElement {
  const navigate = useNavigate()
  const create = useCreateSpace(team)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        New space
      </Button>
      {open && (
        <SpaceDialog
          title="New space"
          verb="Create"
          initial={{ name: '', kind: 'open' }}
          busy={create.isPending}
          error={create.error}
          onClose={() => setOpen(false)}
          onSave={(space) =>
            create.mutate(space, {
              onSuccess: ({ id }) => void navigate({ to: '/teams/$team/spaces/$space', params: { team, space: id } }),
            })
          }
        />
      )}
    </>
  )
}

function List({ team }: { team: string }): ReactElement {
  const spaces = useQuery(spacesQuery(team))
  const narrow = useNarrow()
  return (
    <Read query={spaces} what="the list of spaces">
      {(data) => {
        if (data.length === 0) return <EmptyState title="There is no space yet that you may enter." />
        return narrow ? <Cards team={team} spaces={data} /> : <Table team={team} spaces={data} />
      }}
    </Read>
  )
}

interface ListProps {
  team: string
  spaces: readonly Space[]
}

function Table({ team, spaces }: ListProps): ReactElement {
  return (
    <table aria-label="Spaces" className="w-full table-fixed border-collapse bg-surface">
      <thead>
        <tr className="h-8 border-b border-line text-left text-meta text-ink-3 [&>th]:px-3 [&>th]:font-normal">
          <th>Space</th>
          <th className="w-32">Entry</th>
          <th className="w-24 text-right">People</th>
          <th className="w-28 text-right">Documents</th>
          <th className="hidden w-36 pl-7! @min-[700px]:table-cell">Changed</th>
        </tr>
      </thead>
      <tbody>
        {spaces.map((space) => (
          <tr key={space.id} className="relative h-9 border-b border-line hover:bg-hover [&>td]:px-3">
            <td className="truncate">
              <SpaceLink team={team} space={space} />
            </td>
            <td>{space.kind === 'open' ? 'open' : 'invite only'}</td>
            <td className="text-right tabular-nums">{formatCount(space.people.length)}</td>
            <td className="text-right tabular-nums">{formatCount(space.documents)}</td>
            <td className="hidden pl-7! @min-[700px]:table-cell">
              <ListTime iso={space.changedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cards({ team, spaces }: ListProps): ReactElement {
  return (
    <ul aria-label="Spaces" className="flex flex-col">
      {spaces.map((space) => (
        <li key={space.id} className="relative flex min-h-16 flex-col justify-center gap-0.5 border-b border-line py-2">
          <SpaceLink team={team} space={space} />
          <span className="text-ink-2">
            {space.kind === 'open' ? 'open' : 'invite only'} · {plural(space.people.length, 'person', 'people')} ·{' '}
            {plural(space.documents, 'document')}
          </span>
        </li>
      ))}
    </ul>
  )
}

function SpaceLink({ team, space }: { team: string; space: Space }): ReactElement {
  return (
    <Link
      to="/teams/$team/spaces/$space"
      params={{ team, space: space.id }}
      className="font-medium text-ink no-underline after:absolute after:inset-0 hover:underline focus-visible:underline"
    >
      {visible(space.name)}
    </Link>
  )
}
