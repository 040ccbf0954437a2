import type { Member, Role } from '@scimulator/admin-api'
import { type FormEvent, type ReactElement, useState } from 'react'
import { useAtTeam } from '../../../api/session.ts'
import { useChangeMember } from '../../../api/team/members.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { visible } from '../../../format/text.ts'
import { RoleField } from './role-field.tsx'
import { rolesToGive } from './roles.ts'

/** Gives a person another role. */
export function RoleDialog({
  team,
  member,
  onClose,
}: {
  team: string
  member: Member
  onClose: () => void
}): ReactElement {
  const { person } = useAtTeam(team)
  const change = useChangeMember(team, member.personId)
  const [role, setRole] = useState<Role>(member.role)
  const save = (event: FormEvent): void => {
    event.preventDefault()
    if (role === member.role) onClose()
    else if (!change.isPending) change.mutate({ role }, { onSuccess: onClose })
  }
  return (
    <Dialog title={`Role of ${visible(member.displayName)}`} onClose={onClose}>
      <form onSubmit={save} className="flex flex-col gap-4 p-5 text-prose">
        <RoleField value={role} roles={rolesToGive(person?.role)} onChange={setRole} />
        <div className="flex flex-wrap items-center justify-end gap-2">
          <ActionError error={change.error} />
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" aria-disabled={change.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
