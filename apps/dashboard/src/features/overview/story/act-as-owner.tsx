import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useActAs } from '../../../api/session.ts'
import { choiceQuery } from '../../../api/team/members.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'
import { visible } from '../../../format/text.ts'

/** Has the operator play the team's owner, in one press. */
export function ActAsOwner({ team }: { team: string }): ReactElement {
  const people = useQuery(choiceQuery(team, ''))
  const actAs = useActAs()
  const owner = people.data?.find(({ role }) => role === 'owner')
  if (people.data && !owner) return <p className="text-ink-2">This team has no owner to play.</p>
  return (
    <>
      <Button
        aria-disabled={!owner || actAs.isPending}
        onClick={() => owner && !actAs.isPending && actAs.mutate({ team, personId: owner.personId })}
      >
        Act as {owner ? visible(owner.displayName) : 'the owner'}
      </Button>
      <ActionError error={actAs.error ?? people.error} />
    </>
  )
}
