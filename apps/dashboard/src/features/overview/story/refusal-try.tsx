import type { Member } from '@scimulator/admin-api'
import type { ReactElement } from 'react'
import { ApiFailure } from '../../../api/client.ts'
import { useMakeSignInLink } from '../../../api/team/members.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'

/** Tries the door beside the identity provider's: a one-time link, which nobody inactive gets. */
export function RefusalTry({ team, member }: { team: string; member: Member }): ReactElement {
  const make = useMakeSignInLink(team, member.personId)
  const refused = make.error instanceof ApiFailure && make.error.code === 'inactive'
  return (
    <>
      {refused ? (
        <p role="status" className="basis-full text-ink-2">
          The server said: “{make.error?.message}”
        </p>
      ) : (
        <ActionError error={make.error} />
      )}
      {make.data && <p role="status">A link was made: the person is active.</p>}
      <Button aria-disabled={make.isPending} onClick={() => !make.isPending && make.mutate()}>
        Try a link
      </Button>
    </>
  )
}
