import { digestOf } from '../../teams/token.ts'
import { join } from '../people/lifecycle.ts'
import { memberNow } from '../people/members.ts'
import { toUserAttributes } from '../people/profile.ts'
import { assertNoPerson, findMember } from '../people/rights.ts'
import { createUser } from '../people/user-writes.ts'
import { ProductRefusal, type SignInLinks } from '../product.ts'
import type { Membership } from '../records/people.ts'
import { SIGN_IN_LINK_MS } from '../rules/lifetimes.ts'
import { doWork, note, type ProductContext, subjectOf, type Work } from '../work.ts'
import { addLink, type NewLink } from './new-link.ts'

/** One-time links over the product's records. */
export function createSignInLinks(context: ProductContext): SignInLinks {
  return {
    create: (team, personId, actor) => doWork(context, team, actor, (work) => createLink(work, personId)),
    spend: (team, key, actor) =>
      doWork(context, team, actor, async (work) => memberNow(work, (await spendLink(work, key)).personId)),
  }
}

async function createLink(work: Work, personId: string): Promise<NewLink> {
  assertNoPerson(work, 'Sign-in links are made by the operator alone.')
  const membership = await findMember(work, personId)
  admit(work, membership)
  const link = await addLink(work, personId, 'sign-in', SIGN_IN_LINK_MS)
  await note(work, {
    action: 'signInLink.created',
    subject: subjectOf(membership),
    after: { expiresAt: link.expiresAt },
  })
  return link
}

async function spendLink(work: Work, key: string): Promise<Membership> {
  const link = await work.records.takeLink(work.team.id, digestOf(key))
  if (link === undefined || link.expiresAt <= work.at)
    throw new ProductRefusal('badLink', 'This link has been used or has expired. Ask for a new one.')
  const membership = await findMember(work, link.personId)
  if (link.kind === 'invitation' && membership.state === 'invited') return accept(work, membership)
  admit(work, membership)
  return membership
}

async function accept(work: Work, { userName, role }: Membership): Promise<Membership> {
  const user = await createUser(work, toUserAttributes({ userName, email: userName, role, origin: 'invitation' }))
  return join(work, user, { role, origin: 'invitation' })
}

// A link that is refused is a sign-in that is refused: the log says so.
function admit(work: Work, membership: Membership): void {
  if (membership.state !== 'active') {
    const { actor } = work
    work.refused.push({
      actor,
      action: 'signIn.refused',
      subject: subjectOf(membership),
      after: { reason: 'inactive' },
    })
  }
  assertActive(membership)
}

/** Keeps the door shut to whoever is not active. @throws ProductRefusal `inactive`. */
export function assertActive({ state, userName }: Membership): void {
  if (state !== 'active') throw new ProductRefusal('inactive', `"${userName}" is not active in the team.`)
}
