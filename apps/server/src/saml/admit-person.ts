import type { Member } from '@scimulator/admin-api'
import { compareKey } from '@scimulator/scim-core'
import { type Actor, type Product, ProductRefusal } from '../product/product.ts'
import type { Team } from '../teams/team.ts'
import type { SignOnRules } from './connections.ts'
import type { Ending } from './page/pages.ts'
import { toProfile } from './profile.ts'
import type { Assertion } from './response/read-assertion.ts'

/** What admitting needs of the product. */
export type People = Pick<Product, 'members' | 'sessions'>

/** Somebody whom the identity provider knows and the team does not let in. */
export class NotAdmitted extends Error {
  override readonly name = 'NotAdmitted'
  readonly ending: Exclude<Ending, 'failed' | 'notSetUp'>
  /** Who it is, when the team knows them. */
  readonly member: Member | undefined

  constructor(ending: NotAdmitted['ending'], message: string, member?: Member) {
    super(message)
    this.ending = ending
    this.member = member
  }
}

/** How somebody comes. */
export interface Coming {
  readonly team: Team
  readonly rules: SignOnRules
  readonly assertion: Assertion
  /** The browser as it names itself. */
  readonly client: string
  readonly actor: Actor
}

/**
 * Starts a session for the person that an assertion names, and gives its secret. Who is active comes in; who was invited
 * accepts by it; who is unknown becomes a member where the team wants that; and nobody who has left comes back this way.
 * @throws NotAdmitted
 */
export async function admitPerson(people: People, coming: Coming): Promise<string> {
  const { team, assertion, client, actor } = coming
  const { nameId, sessionEnds } = assertion
  const member = await findOrAdd(people, coming)
  const endsAt = sessionEnds === undefined ? undefined : new Date(sessionEnds).toISOString()
  // The product has the last word: the person may have been taken out of the team this very moment.
  return people.sessions
    .start(team, member.personId, { by: 'saml', client, endsAt }, actor)
    .catch((error: unknown) => refuse(error, nameId, member))
}

async function findOrAdd({ members }: People, { team, rules, assertion, actor }: Coming): Promise<Member> {
  const { nameId } = assertion
  const known = await members.byUserName(team, nameId)
  if (known !== undefined) {
    if (known.state === 'active') return known
    throw new NotAdmitted('inactive', `"${nameId}" is not active in the team.`, known)
  }
  const invited = await findInvited(members, team, nameId)
  if (invited === undefined && !rules.jit)
    throw new NotAdmitted('unknown', `"${nameId}" is no member, and signing in makes nobody a member of this team.`)
  const person = { ...toProfile(assertion), role: invited?.role ?? rules.jitRole, origin: 'sign-on' } as const
  return members.add(team, person, actor).catch(async (error: unknown) => {
    // Two tabs at once: the other one was quicker.
    const isThere = error instanceof ProductRefusal && error.code === 'taken'
    const quicker = isThere ? await members.byUserName(team, nameId) : undefined
    return quicker?.state === 'active' ? quicker : refuse(error, nameId, invited)
  })
}

const PAGE = 200

async function findInvited(members: People['members'], team: Team, nameId: string): Promise<Member | undefined> {
  const key = compareKey(nameId)
  const { members: found } = await members.list(team, { state: 'invited', q: nameId, startIndex: 1, count: PAGE })
  return found.find(({ userName }) => compareKey(userName) === key)
}

function refuse(error: unknown, nameId: string, member: Member | undefined): never {
  if (!(error instanceof ProductRefusal)) throw error
  const ending = error.code === 'inactive' || error.code === 'notFound' ? 'inactive' : error.code
  if (ending === 'inactive') throw new NotAdmitted(ending, `"${nameId}" is not active in the team.`, member)
  if (ending === 'seats') throw new NotAdmitted('full', error.message, member)
  throw new NotAdmitted('unknown', error.message, member)
}
