import type { Member } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { useChangeMember } from '../../../api/team/members.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { visible } from '../../../format/text.ts'

interface DeactivateDialogProps {
  team: string
  member: Member
  onClose: () => void
  onDone: () => void
}

/** Takes a person out of the team, once it is said what that does and what undoes it. */
export function DeactivateDialog({ team, member, onClose, onDone }: DeactivateDialogProps): ReactElement {
  const change = useChangeMember(team, member.personId)
  const name = visible(member.displayName)
  const deactivate = (): void => {
    if (!change.isPending) change.mutate({ state: 'inactive' }, { onSuccess: onDone })
  }
  return (
    <Dialog title={`Deactivate ${name}`} onClose={onClose}>
      <div className="flex flex-col gap-4 p-5 text-prose">
        <p>
          {name} is signed out everywhere at once and can no longer sign in to this team. What they made stays, and so
          does the list of spaces they were in.
        </p>
        <p className="text-ink-2">
          Reactivating undoes this: the same spaces and documents open again. Their role is then member
          {member.role === 'member' ? '' : `, not ${member.role}`}.
        </p>
        <div className="flex flex-wrap items-center justify-end gap-2">
          <ActionError error={change.error} />
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" onClick={deactivate} aria-disabled={change.isPending}>
            Deactivate
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
