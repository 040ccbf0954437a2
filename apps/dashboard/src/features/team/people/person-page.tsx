import type { Member } from '@scimulator/admin-api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import { useAtTeam } from '../../../api/session.ts'
import { memberQuery } from '../../../api/team/members.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'
import { CopyValue } from '../../../components/copy-value.tsx'
import { EmptyState } from '../../../components/page-state.tsx'
import { Status } from '../../../components/status.tsx'
import { ListTime } from '../../../components/time.tsx'
import { plural, visible } from '../../../format/text.ts'
import { ORIGIN_WORDS, ROLE_NOTES, STATE_WORDS } from '../../../team-words.ts'
import { Read } from '../frame/read.tsx'
import { TeamPage } from '../frame/team-page.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { PersonDocuments } from './person-documents.tsx'
import { mayChange } from './roles.ts'
import { type MemberActions, useMemberActions } from './use-member-actions.tsx'

/** One person of a team. */
export function PersonPage(): ReactElement {
  const { team = '', person = '' } = useParams({ strict: false })
  const member = useQuery(memberQuery(team, person))
  const at = useAtTeam(team)
  const actions = useMemberActions(team, () => undefined)
  return (
    <TeamPage
      team={team}
      title={member.data ? visible(member.data.displayName) : 'Person'}
      open
      under={
        <Link to="/teams/$team/people" params={{ team }} className="text-ink-2 hover:underline">
          People
        </Link>
      }
      actions={member.data && <Actions team={team} member={member.data} actions={actions} />}
    >
      <Read query={member} what="this person" missing={<NoSuchPerson team={team} />}>
        {(data) => (
          <>
            <ActionError error={actions.problem?.error ?? null} />
            <Facts member={data} lastOwner={actions.lastOwner(data)} />
            {at.person?.personId === data.personId && <OwnSessions team={team} />}
            {at.person && <PersonDocuments team={team} member={data} />}
          </>
        )}
      </Read>
      {actions.dialog}
    </TeamPage>
  )
}

function NoSuchPerson({ team }: { team: string }): ReactElement {
  return (
    <EmptyState title="Nobody with this id is in the team.">
      <Link to="/teams/$team/people" params={{ team }} className="text-accent underline">
        All people
      </Link>
    </EmptyState>
  )
}

function Actions({
  team,
  member,
  actions,
}: {
  team: string
  member: Member
  actions: MemberActions
}): ReactElement | null {
  const { operator, person } = useAtTeam(team)
  const changes = mayChange(person?.role, member)
  const { state, personId } = member
  if (state === 'inactive')
    return changes ? <Button onClick={() => actions.reactivate(member)}>Reactivate</Button> : null
  if (state === 'invited')
    return changes ? <Button onClick={() => actions.open('invite', member)}>Make a new link</Button> : null
  const isLast = actions.lastOwner(member) !== null
  return (
    <>
      {operator && person?.personId !== personId && (
        <Button onClick={() => actions.actAs(member)}>Act as this person</Button>
      )}
      {changes && (
        <>
          <Limited off={isLast} onClick={() => actions.open('role', member)}>
            Change role
          </Limited>
          <Limited off={isLast} onClick={() => actions.open('deactivate', member)}>
            Deactivate
          </Limited>
        </>
      )}
    </>
  )
}

/** A button that says elsewhere why it does nothing. */
function Limited({ off, onClick, children }: { off: boolean; onClick: () => void; children: ReactNode }): ReactElement {
  return (
    <Button
      aria-disabled={off}
      aria-describedby={off ? 'last-owner' : undefined}
      className={off ? 'opacity-60' : ''}
      onClick={() => !off && onClick()}
    >
      {children}
    </Button>
  )
}

function Facts({ member, lastOwner }: { member: Member; lastOwner: string | null }): ReactElement {
  const { state, role } = member
  return (
    <section aria-label="Facts" className="panel p-4">
      <dl className="grid gap-x-6 gap-y-3 @min-[700px]:grid-cols-2">
        <Fact name="State">
          <Status {...STATE_WORDS[state]} />
          {member.deactivatedAt !== null && (
            <span className="text-ink-3">
              {' '}
              since <ListTime iso={member.deactivatedAt} />
            </span>
          )}
        </Fact>
        <Fact name={state === 'inactive' ? 'Role before' : 'Role'}>
          {role}
          <span className="block text-meta text-ink-3">
            {state === 'inactive' ? 'Comes back as member.' : ROLE_NOTES[role]}
          </span>
          {lastOwner !== null && (
            <span id="last-owner" className="block text-meta text-ink-2">
              {visible(lastOwner)}
            </span>
          )}
        </Fact>
        <Fact name="User name">{visible(member.userName)}</Fact>
        <Fact name="Email">{member.email === null ? 'none' : visible(member.email)}</Fact>
        <Fact name="Came">
          {ORIGIN_WORDS[member.origin]}, <ListTime iso={member.joinedAt} />
        </Fact>
        <Fact name="Last sign-in">
          {member.lastSignInAt === null ? 'never' : <ListTime iso={member.lastSignInAt} />}
        </Fact>
        <Fact name="Access">
          {plural(member.spaces, 'space')}, owns {plural(member.documents, 'document')}
          {state === 'inactive' && ' (kept for when they are back)'}
        </Fact>
        <Fact name="SCIM id">
          {member.scimId === null ? (
            <span className="text-ink-3">none</span>
          ) : (
            <CopyValue label="Copy SCIM id" value={member.scimId} />
          )}
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div className="min-w-0">
      <dt className="text-meta text-ink-3">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  )
}
