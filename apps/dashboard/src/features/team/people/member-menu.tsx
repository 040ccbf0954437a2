import type { Member } from '@scimulator/admin-api'
import { Link } from '@tanstack/react-router'
import { EllipsisVertical } from 'lucide-react'
import type { ReactElement } from 'react'
import { useAtTeam } from '../../../api/session.ts'
import { Menu, MenuAction, MenuLink, MenuRefusal } from '../../../components/menu.tsx'
import { visible } from '../../../format/text.ts'
import { mayChange } from './roles.ts'
import type { MemberActions } from './use-member-actions.tsx'

/** What can be done about one person. */
export function MemberMenu({
  team,
  member,
  actions,
}: {
  team: string
  member: Member
  actions: MemberActions
}): ReactElement {
  const { operator, person } = useAtTeam(team)
  const { personId, state } = member
  const isPlayed = person?.personId === personId
  return (
    <Menu
      label={`Actions for ${visible(member.displayName)}`}
      icon={<EllipsisVertical size={16} strokeWidth={1.5} aria-hidden />}
    >
      <MenuLink>
        <Link to="/teams/$team/people/$person" params={{ team, person: personId }}>
          Open
        </Link>
      </MenuLink>
      {mayChange(person?.role, member) && <Changes member={member} actions={actions} />}
      {operator && state === 'active' && !isPlayed && (
        <MenuAction onSelect={() => actions.actAs(member)}>Act as this person</MenuAction>
      )}
      {operator && state === 'active' && (
        <MenuAction onSelect={() => actions.open('link', member)}>Make a sign-in link</MenuAction>
      )}
    </Menu>
  )
}

function Changes({ member, actions }: { member: Member; actions: MemberActions }): ReactElement {
  const reason = actions.lastOwner(member)
  if (member.state === 'invited') {
    return (
      <>
        <MenuAction onSelect={() => actions.open('invite', member)}>Make a new link</MenuAction>
        <MenuAction onSelect={() => actions.withdraw(member)}>Withdraw the invitation</MenuAction>
      </>
    )
  }
  if (member.state === 'inactive')
    return <MenuAction onSelect={() => actions.reactivate(member)}>Reactivate</MenuAction>
  if (reason !== null) return <MenuRefusal reason={visible(reason)}>Change role or deactivate</MenuRefusal>
  return (
    <>
      <MenuAction onSelect={() => actions.open('role', member)}>Change role</MenuAction>
      <MenuAction onSelect={() => actions.open('deactivate', member)}>Deactivate</MenuAction>
    </>
  )
}
