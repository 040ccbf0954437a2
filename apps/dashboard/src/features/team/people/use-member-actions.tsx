import { type Member, type MembershipState, memberSchema } from '@scimulator/admin-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { sendDelete, sendJson } from '../../../api/client.ts'
import { useActAs } from '../../../api/session.ts'
import { ownerCountQuery } from '../../../api/team/members.ts'
import { teamPath } from '../../../api/team/path.ts'
import { announce } from '../../../components/announcer.tsx'
import { DeactivateDialog } from './deactivate-dialog.tsx'
import { InviteAgainDialog, SignInLinkDialog } from './link-dialogs.tsx'
import { RoleDialog } from './role-dialog.tsx'
import { lastOwnerReason } from './roles.ts'

type DialogKind = 'role' | 'deactivate' | 'invite' | 'link'

/** What can be done about the people of a list, and how it went. */
export interface MemberActions {
  open: (kind: DialogKind, member: Member) => void
  reactivate: (member: Member) => void
  withdraw: (member: Member) => void
  /** Has the operator play them. */
  actAs: (member: Member) => void
  /** Why somebody has to stay an active owner; null when they need not. */
  lastOwner: (member: Member) => string | null
  /** The last thing that did not come about. */
  problem: { personId: string; error: Error } | null
  /** The dialog that is open. */
  dialog: ReactNode
}

/** Actions on the people of a list; `onMoved` is told whose state has changed. */
export function useMemberActions(team: string, onMoved: (member: Member, to: MembershipState) => void): MemberActions {
  const client = useQueryClient()
  const owners = useQuery(ownerCountQuery(team))
  const [opened, setOpened] = useState<{ kind: DialogKind; member: Member } | null>(null)
  const readAgain = (): Promise<void> => client.invalidateQueries({ queryKey: ['team', team] })
  const reactivate = useMutation({
    mutationFn: ({ personId }: Member) =>
      sendJson('PATCH', teamPath(team, 'members', personId), { state: 'active' }, memberSchema),
    onSuccess: (_answer, member) => {
      onMoved(member, 'active')
      announce(`${member.displayName} is active again`)
      return readAgain()
    },
  })
  const withdraw = useMutation({
    mutationFn: ({ personId }: Member) => sendDelete(teamPath(team, 'invitations', personId)),
    onSuccess: readAgain,
  })
  const actAs = useActAs()
  const failed = [reactivate, withdraw, actAs].find(({ isError }) => isError)
  const close = (): void => setOpened(null)
  const open = (kind: DialogKind, member: Member): void => {
    reactivate.reset()
    withdraw.reset()
    actAs.reset()
    // After the menu has closed and given the focus back: the dialog then returns it to the same place.
    setTimeout(() => setOpened({ kind, member }))
  }
  return {
    open,
    reactivate: (member) => reactivate.mutate(member),
    withdraw: (member) => withdraw.mutate(member),
    actAs: ({ personId }) => actAs.mutate({ team, personId }),
    lastOwner: (member) => lastOwnerReason(member, owners.data),
    problem: failed?.error && failed.variables ? { personId: failed.variables.personId, error: failed.error } : null,
    dialog: opened && (
      <OpenDialog
        team={team}
        opened={opened}
        close={close}
        onMoved={(to) => {
          onMoved(opened.member, to)
          close()
        }}
      />
    ),
  }
}

function OpenDialog({
  team,
  opened: { kind, member },
  close,
  onMoved,
}: {
  team: string
  opened: { kind: DialogKind; member: Member }
  close: () => void
  onMoved: (to: MembershipState) => void
}): ReactNode {
  const common = { team, member, onClose: close }
  if (kind === 'role') return <RoleDialog {...common} />
  if (kind === 'invite') return <InviteAgainDialog {...common} />
  if (kind === 'link') return <SignInLinkDialog {...common} />
  return <DeactivateDialog {...common} onDone={() => onMoved('inactive')} />
}
