import type { Member, MembershipState } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { ActionError } from '../../../components/action-error.tsx'
import { Status } from '../../../components/status.tsx'
import { ListTime } from '../../../components/time.tsx'
import { useNarrow } from '../../../components/use-media.ts'
import { formatCount, sentenceCase, visible } from '../../../format/text.ts'
import { ORIGIN_WORDS, STATE_WORDS } from '../../../team-words.ts'
import { MemberMenu } from './member-menu.tsx'
import type { Line, Moved } from './moved.ts'
import { type MemberActions, useMemberActions } from './use-member-actions.tsx'

interface MemberRowsProps {
  team: string
  state: MembershipState
  lines: readonly Line[]
  onMoved: (moved: Moved) => void
}

/** People of a team as a table, or as cards where there is room for one column. */
export function MemberRows({ team, state, lines, onMoved }: MemberRowsProps): ReactElement {
  const narrow = useNarrow()
  const actions = useMemberActions(team, (member, to) =>
    onMoved({ member, to, at: lines.findIndex((line) => line.member.personId === member.personId) }),
  )
  return (
    <>
      {narrow ? (
        <ul aria-label="People" className="flex flex-col">
          {lines.map((line) => (
            <MemberCard key={line.member.personId} team={team} line={line} actions={actions} />
          ))}
        </ul>
      ) : (
        <table aria-label="People" className="w-full table-fixed border-collapse bg-surface">
          <Head state={state} />
          <tbody>
            {lines.map((line) => (
              <MemberRow key={line.member.personId} team={team} state={state} line={line} actions={actions} />
            ))}
          </tbody>
        </table>
      )}
      {actions.dialog}
    </>
  )
}

function Head({ state }: { state: MembershipState }): ReactElement {
  return (
    <thead>
      <tr className="h-8 border-b border-line text-left text-meta text-ink-3 [&>th]:px-3 [&>th]:font-normal">
        <th>Person</th>
        <th className="w-30">{state === 'inactive' ? 'Role before' : 'Role'}</th>
        <th className="hidden w-36 @min-[700px]:table-cell">Came</th>
        <th className="hidden w-32 @min-[900px]:table-cell">Last sign-in</th>
        <th className="hidden w-24 text-right @min-[1000px]:table-cell">Spaces</th>
        <th className="w-36 pl-7!">{CHANGED[state]}</th>
        <th className="w-12">
          <span className="sr-only">Actions</span>
        </th>
      </tr>
    </thead>
  )
}

const CHANGED: Readonly<Record<MembershipState, string>> = { active: 'Changed', inactive: 'Left', invited: 'Invited' }

interface RowProps {
  team: string
  line: Line
  actions: MemberActions
}

function MemberRow({
  team,
  state,
  line: { member, movedTo },
  actions,
}: RowProps & { state: MembershipState }): ReactElement {
  return (
    <tr className="border-b border-line hover:bg-hover [&>td]:px-3 [&>td]:py-1.5">
      <td>
        <Name team={team} member={member} isGone={movedTo !== null} />
        <Aftermath team={team} member={member} movedTo={movedTo} actions={actions} />
      </td>
      <td>
        <Role member={member} actions={actions} />
      </td>
      <td className="hidden @min-[700px]:table-cell">{ORIGIN_WORDS[member.origin]}</td>
      <td className="hidden @min-[900px]:table-cell">
        {member.lastSignInAt === null ? (
          <span className="text-ink-3">never</span>
        ) : (
          <ListTime iso={member.lastSignInAt} />
        )}
      </td>
      <td className="hidden text-right tabular-nums @min-[1000px]:table-cell">{formatCount(member.spaces)}</td>
      <td className="pl-7!">
        <ListTime iso={state === 'inactive' ? (member.deactivatedAt ?? member.changedAt) : member.changedAt} />
      </td>
      <td className="px-1!">{movedTo === null && <MemberMenu team={team} member={member} actions={actions} />}</td>
    </tr>
  )
}

function MemberCard({ team, line: { member, movedTo }, actions }: RowProps): ReactElement {
  return (
    <li className="flex min-h-16 items-center gap-2 border-b border-line py-2">
      <div className="min-w-0 flex-1">
        <Name team={team} member={member} isGone={movedTo !== null} />
        <Aftermath team={team} member={member} movedTo={movedTo} actions={actions} />
      </div>
      <div className="flex flex-col items-end">
        <Status {...STATE_WORDS[movedTo ?? member.state]} />
        <Role member={member} actions={actions} />
      </div>
      {movedTo === null && <MemberMenu team={team} member={member} actions={actions} />}
    </li>
  )
}

function Name({ team, member, isGone }: { team: string; member: Member; isGone: boolean }): ReactElement {
  const name = visible(member.displayName)
  return (
    <>
      <Link
        to="/teams/$team/people/$person"
        params={{ team, person: member.personId }}
        className={`block truncate font-medium no-underline hover:underline ${isGone ? 'text-ink-2 line-through!' : 'text-ink'}`}
      >
        {name}
      </Link>
      {member.userName !== member.displayName && (
        <span className="block truncate text-ink-3" title={member.userName}>
          {visible(member.userName)}
        </span>
      )}
    </>
  )
}

function Role({ member, actions }: { member: Member; actions: MemberActions }): ReactElement {
  const isLast = actions.lastOwner(member) !== null
  return (
    <>
      <span className="block">{member.role}</span>
      {isLast && <span className="block text-meta text-ink-3">last owner</span>}
    </>
  )
}

/** What came of the last action on a person, in their own row. */
function Aftermath({
  team,
  member,
  movedTo,
  actions,
}: {
  team: string
  member: Member
  movedTo: MembershipState | null
  actions: MemberActions
}): ReactElement | null {
  if (movedTo !== null) {
    const to = movedTo === 'active' ? '/teams/$team/people' : '/teams/$team/people/inactive'
    return (
      <Link to={to} params={{ team }} className="text-meta text-accent underline">
        Moved to {sentenceCase(movedTo)}
      </Link>
    )
  }
  return actions.problem?.personId === member.personId ? <ActionError error={actions.problem.error} /> : null
}
