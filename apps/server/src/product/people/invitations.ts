import type { Role } from '@scimulator/admin-api'
import { compareKey } from '@scimulator/scim-core'
import { ProductRefusal } from '../product.ts'
import type { Membership } from '../records/people.ts'
import { looksLikeEmail } from '../rules/email-address.ts'
import { INVITATION_MS } from '../rules/lifetimes.ts'
import { addLink, type NewLink } from '../sign-in/new-link.ts'
import { note, subjectOf, type Work } from '../work.ts'
import { findPerson, put } from './lifecycle.ts'
import { assertReach, findMember } from './rights.ts'

/** Invites somebody by address. Inviting again replaces role and link. */
export async function invite(work: Work, address: string, role: Role): Promise<{ personId: string } & NewLink> {
  await assertReach(work, [role])
  const email = address.trim()
  if (!looksLikeEmail(email)) throw new ProductRefusal('invalid', 'This is no e-mail address.')
  const invited = await inviteOnce(work, email, role)
  await note(work, { action: 'member.invited', subject: subjectOf(invited), after: { email, role } })
  const { personId } = invited
  await work.records.endLinks(work.team.id, personId)
  return { personId, ...(await addLink(work, personId, 'invitation', INVITATION_MS)) }
}

async function inviteOnce(work: Work, email: string, role: Role): Promise<Membership> {
  const [known] = await work.records.membershipsNamed(work.team.id, compareKey(email))
  if (known === undefined) return addInvited(work, email, role)
  if (known.state === 'invited') {
    await assertReach(work, [], known)
    return put(work, { ...known, role })
  }
  const remedy = known.state === 'active' ? '' : ' Bring them back instead.'
  throw new ProductRefusal('taken', `"${email}" is ${known.state} in the team already.${remedy}`)
}

async function addInvited(work: Work, email: string, role: Role): Promise<Membership> {
  const membership: Membership = {
    teamId: work.team.id,
    personId: await findPerson(work, await work.records.namesakes(compareKey(email))),
    scimId: null,
    userName: email,
    displayName: email,
    email,
    role,
    state: 'invited',
    origin: 'invitation',
    joinedAt: work.at,
    changedAt: work.at,
    deactivatedAt: null,
    lastSignInAt: null,
  }
  await work.records.addMembership(membership)
  return membership
}

/** Takes an invitation back: the address is unknown to the team again. */
export async function withdrawInvitation(work: Work, personId: string): Promise<void> {
  const known = await findMember(work, personId)
  if (known.state !== 'invited') throw new ProductRefusal('notFound', 'This person has no open invitation.')
  await assertReach(work, [], known)
  await work.records.removeMembership(work.team.id, personId)
  await work.records.removePersonIfUnknown(personId)
  const { state, role } = known
  await note(work, { action: 'member.removed', subject: subjectOf(known), before: { state, role } })
}
