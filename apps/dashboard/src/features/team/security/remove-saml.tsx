import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { scimSettingsQuery } from '../../../api/team/scim-settings.ts'
import { useRemoveSaml } from '../../../api/team/sign-on.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'

/** Takes SAML away, which is refused while SCIM is on. */
export function RemoveSaml({ team }: { team: string }): ReactElement {
  const settings = useQuery(scimSettingsQuery(team))
  const [open, setOpen] = useState(false)
  const refused = settings.data?.enabled === true
  return (
    <>
      <span className="flex flex-col">
        <Button
          aria-disabled={refused}
          aria-describedby={refused ? 'remove-note' : undefined}
          className={refused ? 'opacity-60' : ''}
          onClick={() => !refused && setOpen(true)}
        >
          Remove SAML
        </Button>
        {refused && (
          <span id="remove-note" className="text-meta text-ink-2">
            Switch SCIM provisioning off first.
          </span>
        )}
      </span>
      {open && <RemoveDialog team={team} onClose={() => setOpen(false)} />}
    </>
  )
}

function RemoveDialog({ team, onClose }: { team: string; onClose: () => void }): ReactElement {
  const remove = useRemoveSaml(team)
  return (
    <Dialog title="Remove single sign-on" onClose={onClose}>
      <div className="flex flex-col gap-4 p-5 text-prose">
        <p>
          Nobody can sign in to {team} by their identity provider any more, and its rules are forgotten. People who are
          signed in now stay so until their session ends.
        </p>
        <p className="text-ink-2">To undo it you need the metadata again.</p>
        <div className="flex flex-wrap items-center justify-end gap-2">
          <ActionError error={remove.error} />
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            aria-disabled={remove.isPending}
            onClick={() => !remove.isPending && remove.mutate(undefined, { onSuccess: onClose })}
          >
            Remove SAML
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
