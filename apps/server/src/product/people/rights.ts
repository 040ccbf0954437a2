import type { Role } from '@scimulator/admin-api'
import { ProductRefusal } from '../product.ts'
import type { Membership } from '../records/people.ts'
import { effectiveRole, mayReach } from '../rules/roles.ts'
import type { Work } from '../work.ts'
import { noteRefused } from './refuse.ts'

/** The membership of somebody in the team. @throws ProductRefusal `notFound`. */
export async function findMember({ records, team }: Work, personId: string): Promise<Membership> {
  const membership = await records.membership(team.id, personId)
  if (membership === undefined) throw new ProductRefusal('notFound', 'There is no such person in the team.')
  return membership
}

/**
 * Whether the actor may do something to somebody, or put somebody into one of these roles: operator, support and the
 * server itself may, persons as far as their role reaches. @throws ProductRefusal `forbidden`.
 */
export async function assertReach(work: Work, roles: readonly Role[], target?: Membership): Promise<void> {
  const own = await roleOfActor(work)
  const all = target === undefined ? roles : [effectiveRole(target), ...roles]
  if (own === 'all' || (own !== undefined && all.every((role) => mayReach(own, role)))) return
  if (target !== undefined) noteRefused(work, target, { reason: 'forbidden', attempt: roles.join(', ') || 'change' })
  throw new ProductRefusal('forbidden', 'Your role in the team does not allow this.')
}

/** Keeps something from persons, whatever their role. @throws ProductRefusal `forbidden`. */
export function assertNoPerson({ actor }: Work, message: string): void {
  if (actor.kind === 'person') throw new ProductRefusal('forbidden', message)
}

async function roleOfActor({ actor, records, team }: Work): Promise<Role | 'all' | undefined> {
  if (actor.kind !== 'person') return 'all'
  const own = actor.id === null ? undefined : await records.membership(team.id, actor.id)
  return own?.state === 'active' ? own.role : undefined
}
