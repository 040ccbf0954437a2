import type { Role } from '@scimulator/admin-api'
import type { Position, StoredResource } from '@scimulator/scim-store'
import type { Team } from '../../teams/team.ts'
import type { Actor } from '../product.ts'
import { DEFAULT_ROLE } from '../rules/roles.ts'
import { doWork, type ProductContext, type Work } from '../work.ts'
import { join } from './lifecycle.ts'

const PAGE = 200
const ACTOR: Actor = { kind: 'system', id: null, name: 'Scimulator', requestId: null }

/** Says which role somebody has that an earlier release knew as a User only. */
export type RoleOf = (userName: string) => Role | undefined

/**
 * Gives a membership to every SCIM User that has none, as those of an earlier release. Doing it again changes nothing.
 * Tells how many memberships were made.
 */
export async function adopt(context: ProductContext, team: Team, roleOf: RoleOf = () => undefined): Promise<number> {
  const reader = context.store.read(team.id)
  const { totalResults } = await reader.query({ resourceType: 'User', startIndex: 1, count: 0 })
  const { withUser } = await context.records.read.counts(team.id)
  if (totalResults === withUser) return 0
  let made = 0
  let after: Position | null | undefined = null
  while (after !== undefined) {
    const page = { resourceType: 'User', startIndex: 1, count: PAGE, after }
    const { resources, next } = await reader.query(page)
    made += await doWork(context, team, ACTOR, (work) => adoptPage(work, resources, roleOf))
    after = next
  }
  return made
}

async function adoptPage(work: Work, users: readonly StoredResource[], roleOf: RoleOf): Promise<number> {
  // Nobody is turned away who is there already.
  const roomy = { ...work, policy: { ...work.policy, seats: null } }
  let made = 0
  for (const user of users) {
    if ((await work.records.membershipOfUser(work.team.id, user.id)) !== undefined) continue
    const role = roleOf(String(user.attributes.userName)) ?? DEFAULT_ROLE
    await join(roomy, user, { role, origin: role === 'owner' ? 'founder' : 'scim', joinedAt: Date.parse(user.created) })
    made++
  }
  return made
}
