import type { Role } from '@scimulator/admin-api'
import { type FormEvent, type ReactElement, useRef, useState } from 'react'
import { useInvite } from '../../../api/team/members.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Field } from '../../../components/field.tsx'
import { visible } from '../../../format/text.ts'
import { LinkPanel } from './link-panel.tsx'
import { RoleField } from './role-field.tsx'
import { rolesToGive } from './roles.ts'

/** Opens the dialog that invites somebody. */
export function InviteButton({ team, role }: { team: string; role: Role | undefined }): ReactElement {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        Invite
      </Button>
      {open && <InviteDialog team={team} own={role} onClose={() => setOpen(false)} />}
    </>
  )
}

function InviteDialog({
  team,
  own,
  onClose,
}: {
  team: string
  own: Role | undefined
  onClose: () => void
}): ReactElement {
  const invite = useInvite(team)
  return (
    <Dialog title={invite.data ? 'The invitation is ready' : 'Invite somebody'} onClose={onClose}>
      <div className="p-5">
        {invite.data ? (
          <LinkPanel link={invite.data.link} onClose={onClose}>
            Give this link to {visible(invite.data.member.userName)}. It lets them into the team once. This server sends
            no email.
          </LinkPanel>
        ) : (
          <InviteForm invite={invite} own={own} onClose={onClose} />
        )}
      </div>
    </Dialog>
  )
}

function InviteForm({
  invite,
  own,
  onClose,
}: {
  invite: ReturnType<typeof useInvite>
  own: Role | undefined
  onClose: () => void
}): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('member')
  const [asked, setAsked] = useState(false)
  const problem = asked && !/^[^\s@]+@[^\s@]+$/.test(email.trim()) ? 'Write an email address.' : undefined
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (!/^[^\s@]+@[^\s@]+$/.test(email.trim())) input.current?.focus()
    else if (!invite.isPending) invite.mutate({ email: email.trim(), role })
  }
  return (
    <form onSubmit={submit} noValidate autoComplete="off" className="flex flex-col gap-4 text-prose">
      <Field label="Email address" error={problem}>
        {(control) => (
          <input
            {...control}
            ref={input}
            type="email"
            className="control"
            value={email}
            maxLength={254}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <RoleField value={role} roles={rolesToGive(own)} onChange={setRole} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <ActionError error={invite.error} />
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" aria-disabled={invite.isPending}>
          Make the link
        </Button>
      </div>
    </form>
  )
}
