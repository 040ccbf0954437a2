import type { AuditAction, MembershipState, Origin, Role } from '@scimulator/admin-api'
import { compareKey, type JsonObject } from '@scimulator/scim-core'
import type { StoredResource } from '@scimulator/scim-store'
import type { Membership } from '../records/people.ts'
import { DEFAULT_ROLE } from '../rules/roles.ts'
import { note, subjectOf, type Work } from '../work.ts'
import { isActive, type Profile, profileChange, profileOf } from './profile.ts'
import { assertNotLastOwner, assertSeat } from './refuse.ts'

/** How somebody comes in. */
export interface Joining {
  readonly role: Role
  readonly origin: Origin
  /** Default: now. */
  readonly joinedAt?: number
}

/**
 * A User has been made: whose is it? Somebody who was in the team under that name and has no User any more, or was
 * invited, comes back as they were; a person of another team gets a further membership; anybody else is new.
 * @throws ProductRefusal `seats`.
 */
export async function join(work: Work, user: StoredResource, joining: Joining): Promise<Membership> {
  const { membership, known } = await place(work, user, joining)
  if (membership.state === 'active') await assertSeat(work, known)
  return membership
}

/** A membership in its place, and what it was before; undefined of somebody new. */
interface Placed {
  readonly membership: Membership
  readonly known: Membership | undefined
}

async function place(work: Work, user: StoredResource, joining: Joining): Promise<Placed> {
  const profile = profileOf(user.attributes)
  const state: MembershipState = isActive(user.attributes) ? 'active' : 'inactive'
  const namesakes = await work.records.namesakes(compareKey(profile.userName))
  const known = await findKnown(work, profile, joining.origin, namesakes)
  if (known !== undefined)
    return { membership: await resume(work, known, { ...profile, scimId: user.id, state }, joining), known }
  const { joinedAt = work.at, role, origin } = joining
  const membership: Membership = {
    ...profile,
    teamId: work.team.id,
    personId: await findPerson(work, namesakes),
    scimId: user.id,
    role,
    state,
    origin,
    joinedAt,
    changedAt: work.at,
    deactivatedAt: state === 'inactive' ? work.at : null,
    lastSignInAt: null,
  }
  await work.records.addMembership(membership)
  const { userName } = profile
  await note(work, {
    action: 'member.added',
    subject: subjectOf(membership),
    after: { userName, role, state, origin, scimId: user.id },
  })
  return { membership, known }
}

async function findKnown(
  { records, team }: Work,
  { userName, email }: Profile,
  origin: Origin,
  namesakes: readonly Membership[],
): Promise<Membership | undefined> {
  const left = namesakes
    .filter(({ teamId, scimId }) => teamId === team.id && scimId === null)
    .sort((left, right) => right.changedAt - left.changedAt)[0]
  if (left !== undefined) return left
  // An address that somebody brings along themselves opens no invitation to another: the role of it would come with it.
  const addresses = email === null || origin === 'sign-on' ? [userName] : [userName, email]
  return (await records.invitedTo(team.id, [...new Set(addresses.map(compareKey))]))[0]
}

/** The person who has a name in another team, or a new one. What the other team has of them is not touched. */
export async function findPerson(
  { records, team, newId, at }: Work,
  namesakes: readonly Membership[],
): Promise<string> {
  const known = namesakes.find(({ teamId }) => teamId !== team.id)
  if (known !== undefined) return known.personId
  const personId = newId()
  await records.addPerson(personId, at)
  return personId
}

async function resume(
  work: Work,
  known: Membership,
  now: Profile & { readonly scimId: string; readonly state: 'active' | 'inactive' },
  { role, origin }: Joining,
): Promise<Membership> {
  const wasInvited = known.state === 'invited'
  // Whoever comes themselves accepts what they were invited to; SCIM gives its own role.
  const isAccepted = wasInvited && (origin === 'sign-on' || origin === 'invitation')
  const isOld = isAccepted || (!wasInvited && now.state === 'inactive')
  const membership = await put(work, {
    ...known,
    ...now,
    role: isOld ? known.role : role,
    ...(wasInvited ? { origin, joinedAt: work.at } : {}),
    deactivatedAt: now.state === 'active' ? null : (known.deactivatedAt ?? work.at),
  })
  await work.records.endLinks(work.team.id, known.personId)
  const isBack = !wasInvited && now.state === 'active'
  await noteChange(work, isBack ? 'member.reactivated' : 'member.added', known, membership)
  return membership
}

/**
 * The User says something else than before: who leaves or comes back does so, and the team's pages follow its names.
 * @throws ProductRefusal `lastOwner`, `seats`.
 */
export async function follow(work: Work, before: JsonObject, user: StoredResource): Promise<Membership> {
  const known = (await work.records.membershipOfUser(work.team.id, user.id)) ?? (await adoptBefore(work, before, user))
  const isKept = isActive(user.attributes) === (known.state === 'active')
  const moved = isKept ? known : await (known.state === 'active' ? leave(work, known) : comeBack(work, known))
  return rename(work, moved, before, user.attributes)
}

// A User of an earlier release, changed before the start's sweep came to it.
async function adoptBefore(work: Work, before: JsonObject, user: StoredResource): Promise<Membership> {
  const placed = await place(work, { ...user, attributes: before }, { role: DEFAULT_ROLE, origin: 'scim' })
  return placed.membership
}

async function rename(work: Work, known: Membership, before: JsonObject, after: JsonObject): Promise<Membership> {
  const change = profileChange(before, after, work.show)
  if (change === undefined) return known
  const membership = await put(work, { ...known, ...profileOf(after) })
  const action = Object.hasOwn(change.after, 'userName') ? 'member.renamed' : 'member.changed'
  await note(work, { action, subject: subjectOf(membership), ...change })
  return membership
}

/** Takes somebody out of the team: sessions and links end here and now, everything else stays. @throws ProductRefusal `lastOwner`. */
export async function leave(work: Work, known: Membership): Promise<Membership> {
  await assertNotLastOwner(work, known, 'deactivated')
  await endAccess(work, known)
  const membership = await put(work, { ...known, state: 'inactive', deactivatedAt: work.at })
  await noteChange(work, 'member.deactivated', known, membership)
  return membership
}

/** Brings somebody back with the default role, to whatever of theirs is still there. @throws ProductRefusal `seats`. */
export async function comeBack(
  work: Work,
  known: Membership,
  scimId: string | null = known.scimId,
): Promise<Membership> {
  const membership = await put(work, { ...known, scimId, role: DEFAULT_ROLE, state: 'active', deactivatedAt: null })
  await assertSeat(work, known)
  await noteChange(work, 'member.reactivated', known, membership)
  return membership
}

/** The User has been deleted: its id and its name are free, the person stays with the team as somebody who left. @throws ProductRefusal `lastOwner`. */
export async function detach(work: Work, scimId: string): Promise<void> {
  const known = await work.records.membershipOfUser(work.team.id, scimId)
  if (known === undefined) return
  await assertNotLastOwner(work, known, 'deleted')
  await endAccess(work, known)
  const deactivatedAt = known.deactivatedAt ?? work.at
  const membership = await put(work, { ...known, scimId: null, state: 'inactive', deactivatedAt })
  await noteChange(work, 'member.removed', known, membership)
}

/** Ends every session, link and token of a person in the team. */
export async function endAccess(work: Work, { personId, scimId }: Membership): Promise<void> {
  const { records, team } = work
  if (scimId !== null) work.endTokens(scimId)
  await records.endSessions(team.id, personId)
  await records.endLinks(team.id, personId)
}

/** Stores a membership as changed now. */
export async function put(work: Work, membership: Membership): Promise<Membership> {
  const changed = { ...membership, changedAt: work.at }
  await work.records.putMembership(changed)
  return changed
}

/** Writes down what a change did to state, role and User. */
export function noteChange(work: Work, action: AuditAction, before: Membership, after: Membership): Promise<void> {
  const facts = ({ role, state, scimId }: Membership) => ({ role, state, scimId })
  return note(work, { action, subject: subjectOf(after), before: facts(before), after: facts(after) })
}
