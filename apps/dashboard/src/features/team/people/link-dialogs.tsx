import type { Member } from '@scimulator/admin-api'
import { type ReactElement, useEffect, useRef } from 'react'
import { useInvite, useMakeSignInLink } from '../../../api/team/members.ts'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorState, Skeleton } from '../../../components/page-state.tsx'
import { visible } from '../../../format/text.ts'
import { LinkPanel } from './link-panel.tsx'

interface LinkDialogProps {
  team: string
  member: Member
  onClose: () => void
}

/** A new link for somebody invited; the one before stops working. */
export function InviteAgainDialog({ team, member, onClose }: LinkDialogProps): ReactElement {
  const invite = useInvite(team)
  const { email, userName, role } = member
  const ask = useOnce(() => invite.mutate({ email: email ?? userName, role }))
  const what = `Invitation of ${visible(member.displayName)}`
  return (
    <Dialog title={what} onClose={onClose}>
      <div className="p-5">
        {invite.isPending && <Skeleton label="the link" rows={2} />}
        {invite.isError && <ErrorState error={invite.error} retry={ask} what="A new link" />}
        {invite.data && (
          <LinkPanel link={invite.data.link} onClose={onClose}>
            Give this link to {visible(userName)}. It lets them into the team once; the link before it no longer works.
          </LinkPanel>
        )}
      </div>
    </Dialog>
  )
}

/** A link by which a person comes in without their identity provider, made by the operator. */
export function SignInLinkDialog({ team, member, onClose }: LinkDialogProps): ReactElement {
  const make = useMakeSignInLink(team, member.personId)
  const ask = useOnce(() => make.mutate())
  return (
    <Dialog title={`Sign-in link for ${visible(member.displayName)}`} onClose={onClose}>
      <div className="p-5">
        {make.isPending && <Skeleton label="the link" rows={2} />}
        {make.isError && <ErrorState error={make.error} retry={ask} what="The link" />}
        {make.data && (
          <LinkPanel link={make.data} onClose={onClose}>
            Open it in another browser or a private window: it signs that browser in as {visible(member.displayName)},
            once.
          </LinkPanel>
        )}
      </div>
    </Dialog>
  )
}

/** Asks as soon as it is shown, and only once however often React mounts it. */
function useOnce(ask: () => void): () => void {
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    ask()
  })
  return ask
}
