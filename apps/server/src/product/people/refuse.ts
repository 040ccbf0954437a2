import { ProductRefusal } from '../product.ts'
import type { Membership } from '../records/people.ts'
import { subjectOf, type Work } from '../work.ts'

/** What is tried with the last owner. */
export type OwnerLoss = 'deactivated' | 'deleted' | 'demoted' | 'purged'

/** Keeps the team its last owner. @throws ProductRefusal `lastOwner`. */
export async function assertNotLastOwner(work: Work, membership: Membership, loss: OwnerLoss): Promise<void> {
  if (membership.state !== 'active' || membership.role !== 'owner') return
  if (await work.records.hasOtherOwner(work.team.id, membership.personId)) return
  noteRefused(work, membership, { reason: 'lastOwner', attempt: loss })
  throw new ProductRefusal(
    'lastOwner',
    `"${membership.userName}" is the last owner of the team and cannot be ${loss}. Make somebody else an owner first.`,
  )
}

/**
 * Keeps the team within its seats, once somebody has taken one; `known` is who they were to the team before.
 * @throws ProductRefusal `seats`.
 */
export async function assertSeat(work: Work, known?: Membership): Promise<void> {
  const { seats } = work.policy
  if (seats === null) return
  const { active } = await work.records.counts(work.team.id)
  if (active <= seats) return
  noteNoSeat(work, known)
  throw new ProductRefusal(
    'seats',
    `The seats of the team (${seats}) are all taken. Deactivate somebody or add seats, then try again.`,
  )
}

// A sign-in that is refused is noted as one. Of somebody whom the team does not know nothing stays that could not be
// erased: the id of the request leads to the rest.
function noteNoSeat(work: Work, known: Membership | undefined): void {
  const { team, actor, refused } = work
  if (actor.kind === 'sign-on') return
  const reason = 'seats'
  if (known !== undefined) {
    const attempt = known.state === 'invited' ? 'added' : 'reactivated'
    noteRefused(work, known, { reason, attempt })
    return
  }
  const subject = { kind: 'team', id: team.id, name: team.displayName } as const
  refused.push({ actor, action: 'member.refused', subject, after: { reason, attempt: 'added' } })
}

/** Leaves a row of the refusal in the audit log. */
export function noteRefused(work: Work, membership: Membership, what: { reason: string; attempt: string }): void {
  work.refused.push({
    actor: work.actor,
    action: 'member.refused',
    subject: subjectOf(membership),
    before: { role: membership.role, state: membership.state },
    after: what,
  })
}
