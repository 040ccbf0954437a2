import type { TeamUser } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { Status } from '../../components/status.tsx'
import { ListTime } from '../../components/time.tsx'
import { useNarrow } from '../../components/use-media.ts'
import { visible } from '../../format/text.ts'

/** People as a table, or as cards where there is room for one column. */
export function PeopleRows({ users }: { users: readonly TeamUser[] }): ReactElement {
  return useNarrow() ? (
    <ul aria-label="People" className="flex flex-col">
      {users.map((user) => (
        <PersonCard key={user.id} user={user} />
      ))}
    </ul>
  ) : (
    <table aria-label="People" className="w-full table-fixed border-collapse bg-surface">
      <thead>
        <tr className="h-8 border-b border-line text-left text-meta text-ink-3 [&>th]:px-3 [&>th]:font-normal">
          <th>Person</th>
          <th className="w-28">State</th>
          <th className="hidden w-48 @min-[700px]:table-cell">Title</th>
          <th className="hidden w-40 @min-[1000px]:table-cell">Department</th>
          <th className="w-56">Groups</th>
          <th className="hidden w-32 @min-[900px]:table-cell">Changed</th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <PersonRow key={user.id} user={user} />
        ))}
      </tbody>
    </table>
  )
}

function PersonRow({ user }: { user: TeamUser }): ReactElement {
  return (
    <tr className="border-b border-line hover:bg-hover [&>td]:px-3 [&>td]:py-1.5">
      <td>
        <Name user={user} />
      </td>
      <td>
        <State active={user.active} />
      </td>
      <td className="hidden truncate @min-[700px]:table-cell" title={user.title ?? undefined}>
        {user.title ?? <None what="title" />}
      </td>
      <td className="hidden truncate @min-[1000px]:table-cell" title={user.department ?? undefined}>
        {user.department ?? <None what="department" />}
      </td>
      <td className="truncate" title={user.groups.join(', ')}>
        {user.groups.length > 0 ? user.groups.join(', ') : <None what="group" />}
      </td>
      <td className="hidden @min-[900px]:table-cell">
        <ListTime iso={user.lastModified} />
      </td>
    </tr>
  )
}

function PersonCard({ user }: { user: TeamUser }): ReactElement {
  return (
    <li className="flex min-h-16 items-center gap-3 border-b border-line py-2">
      <div className="min-w-0 flex-1">
        <Name user={user} />
        <p className="truncate text-meta text-ink-3">
          {[user.title, ...user.groups].filter((each) => each !== null).join(' · ')}
        </p>
      </div>
      <State active={user.active} />
    </li>
  )
}

function Name({ user }: { user: TeamUser }): ReactElement {
  return (
    <>
      <span className={`block truncate font-medium ${user.active ? '' : 'text-ink-2 line-through'}`}>
        {visible(user.displayName ?? user.userName)}
      </span>
      <span className="block truncate text-ink-3" title={user.userName}>
        {visible(user.userName)}
      </span>
    </>
  )
}

function State({ active }: { active: boolean }): ReactElement {
  return active ? <Status tone="pass" word="active" /> : <Status tone="skip" word="inactive" />
}

function None({ what }: { what: string }): ReactElement {
  return (
    <span className="text-ink-3">
      <span aria-hidden>–</span>
      <span className="sr-only">no {what}</span>
    </span>
  )
}
