import { compareKey } from '@scimulator/scim-core'
import { type NewMember, ProductRefusal } from '../product.ts'
import type { Membership } from '../records/people.ts'
import { looksLikeEmail } from '../rules/email-address.ts'
import type { Work } from '../work.ts'
import { join } from './lifecycle.ts'
import { toUserAttributes } from './profile.ts'
import { assertReach } from './rights.ts'
import { createUser } from './user-writes.ts'

/** Makes a member with a SCIM User. Signing in brings nobody back, but accepts an invitation, with its role. */
export async function addMember(work: Work, person: NewMember): Promise<Membership> {
  await assertReach(work, [person.role])
  const { userName } = person
  if (work.policy.emailUserNames && !looksLikeEmail(userName))
    throw new ProductRefusal('invalid', 'The userName must be an e-mail address; this team takes nothing else.')
  // Whoever has left stays out under their address too, where the team knows them by another userName.
  const keys = [...new Set([userName, person.email ?? userName].map(compareKey))]
  if (person.origin === 'sign-on' && (await work.records.hasInactive(work.team.id, keys)))
    throw new ProductRefusal(
      'inactive',
      `"${userName}" is not active in the team. Ask an owner or admin to bring them back.`,
    )
  const user = await createUser(work, toUserAttributes(person))
  return join(work, user, { role: person.role, origin: person.origin })
}
