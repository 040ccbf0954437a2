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
    async spend(team, key, actor) {
      try {
        return await doWork(context, team, actor, async (work) =>
          memberNow(work, (await spendLink(work, key)).personId),
        )
      } catch (error) {
        // The refusal has undone that it was spent. It opens nothing any more, and trying it again is no news.
        if (error instanceof ProductRefusal && error.code !== 'seats')
          await context.store.transact(team.id, (tx) => context.records.within(tx).takeLink(team.id, digestOf(key)))
        throw error
      }
    },
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
  if (link === undefined || link.expiresAt <= work.at) throw badLink()
  const membership = await findMember(work, link.personId)
  const isInvited = membership.state === 'invited'
  if (isInvited && (link.isEnded || link.kind !== 'invitation')) throw badLink()
  if (isInvited) return accept(work, membership)
  admit(work, membership)
  if (!link.isEnded) return membership
  // An invitation ends when its person comes in another way: nobody is kept out by that.
  if (link.kind === 'sign-in') refuseEntry(work, membership, 'linkEnded')
  throw badLink()
}

function badLink(): ProductRefusal {
  return new ProductRefusal('badLink', 'This link has been used or has expired. Ask for a new one.')
}

async function accept(work: Work, { userName, role }: Membership): Promise<Membership> {
  const user = await createUser(work, toUserAttributes({ userName, email: userName, role, origin: 'invitation' }))
  return join(work, user, { role, origin: 'invitation' })
}

// A link that is refused is a sign-in that is refused: the log says so.
function admit(work: Work, membership: Membership): void {
  if (membership.state !== 'active') refuseEntry(work, membership, 'inactive')
  assertActive(membership)
}

function refuseEntry({ actor, refused }: Work, membership: Membership, reason: string): void {
  refused.push({ actor, action: 'signIn.refused', subject: subjectOf(membership), after: { reason } })
}

/** Keeps the door shut to whoever is not active. @throws ProductRefusal `inactive`. */
export function assertActive({ state, userName }: Membership): void {
  if (state !== 'active') throw new ProductRefusal('inactive', `"${userName}" is not active in the team.`)
}
