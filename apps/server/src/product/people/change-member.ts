import type { MemberChange, Role } from '@scimulator/admin-api'
import { ProductRefusal } from '../product.ts'
import type { Membership } from '../records/people.ts'
import { note, subjectOf, type Work } from '../work.ts'
import { comeBack, leave, put } from './lifecycle.ts'
import { assertNotLastOwner } from './refuse.ts'
import { assertReach, findMember } from './rights.ts'
import { setUserActive } from './user-writes.ts'

/** Changes state and role of somebody by hand. What is so already is left alone. */
export async function changeMember(work: Work, personId: string, { state, role }: MemberChange): Promise<void> {
  const known = await findMember(work, personId)
  await assertReach(work, role === undefined ? [] : [role], known)
  const moved = state === undefined || state === known.state ? known : await setState(work, known, state)
  if (role !== undefined && role !== moved.role) await setRole(work, moved, role)
}

async function setState(work: Work, known: Membership, state: 'active' | 'inactive'): Promise<Membership> {
  if (known.state === 'invited') {
    throw new ProductRefusal(
      'invalid',
      'Somebody invited becomes a member by the link; the invitation can be withdrawn.',
    )
  }
  const scimId = await setUserActive(work, known, state === 'active')
  return state === 'active' ? comeBack(work, known, scimId) : leave(work, known)
}

async function setRole(work: Work, known: Membership, role: Role): Promise<void> {
  if (known.state === 'inactive') {
    throw new ProductRefusal('inactive', 'Somebody inactive has no role; bring them back first.')
  }
  if (role !== 'owner') await assertNotLastOwner(work, known, 'demoted')
  const membership = await put(work, { ...known, role })
  // A secret that was planted or seen before opens nothing of the new role.
  await work.records.makeSessionsDue(work.team.id, known.personId)
  await note(work, {
    action: 'member.roleChanged',
    subject: subjectOf(membership),
    before: { role: known.role },
    after: { role },
  })
}
