import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { orderAssignment } from '../../../api/assignments.ts'
import { ActionError } from '../../../components/action-error.tsx'
import { Button } from '../../../components/button.tsx'

interface AssignButtonProps {
  vendor: string
  act: 'assign' | 'unassign'
  team: string
  userName: string
}

/** Does what the identity provider's admin does, and leads to the run that comes of it. */
export function AssignButton({ vendor, act, team, userName }: AssignButtonProps): ReactElement {
  const order = useMutation({ mutationFn: () => orderAssignment(vendor, act, { team, person: userName }) })
  return (
    <>
      {order.data && (
        <Link to="/runs/$run" params={{ run: order.data.id }} className="text-accent underline">
          What was sent
        </Link>
      )}
      <ActionError error={order.error} />
      <Button aria-disabled={order.isPending} onClick={() => !order.isPending && order.mutate()}>
        {act === 'assign' ? 'Assign' : 'Unassign'}
      </Button>
    </>
  )
}
