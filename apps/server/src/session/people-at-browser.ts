import type { Member, SignedIn } from '@scimulator/admin-api'
import type { Request, Response } from 'express'
import { requestId } from '../http/request-id.ts'
import type { Actor, LiveSession, Product, SignInWay } from '../product/product.ts'
import type { Team, TeamStore } from '../teams/team.ts'
import type { PersonCookie } from './person-cookie.ts'

/** Somebody who is signed in to a team. */
export interface SignedInPerson {
  readonly team: Team
  readonly member: Member
  readonly session: LiveSession
}

/** The people a browser is signed in as: one for each team at most. */
export interface PeopleAtBrowser {
  /** The cookies of their sessions. */
  readonly cookie: PersonCookie
  /** Whoever the browser is in this team; undefined when nobody, or their session or membership is over. */
  inTeam(request: Request, team: Team): Promise<SignedInPerson | undefined>
  /** Whether the browser is anybody in this team; asking keeps no session alive. */
  isIn(request: Request, team: Team): Promise<boolean>
  /** All of them. */
  all(request: Request): Promise<SignedInPerson[]>
  /** Whether the browser is anybody in any team. */
  isAnybody(request: Request): Promise<boolean>
  /**
   * Signs the browser in to a team, by a secret that nobody has seen; whoever it was there before is signed out.
   * @throws ProductRefusal `inactive`, `notFound`.
   */
  signIn(browser: Browser, team: Team, personId: string, by: SignInWay, actor: Actor): Promise<SignedInPerson>
  /** Signs the browser out of a team. */
  signOut(browser: Browser, team: Team): Promise<void>
}

/** A request with its answer. */
export interface Browser {
  readonly request: Request
  readonly response: Response
}

/** People at browsers, by the cookies of their sessions. */
export function createPeopleAtBrowser(options: {
  product: Pick<Product, 'members' | 'sessions'>
  teams: TeamStore
  cookie: PersonCookie
}): PeopleAtBrowser {
  const { product, teams, cookie } = options

  async function sessionIn(request: Request, team: Team): Promise<LiveSession | undefined> {
    const secret = cookie.read(request, team.name)
    const session = secret === undefined ? undefined : await product.sessions.find(secret)
    return session?.teamId === team.id ? session : undefined
  }

  /** Gives the browser another secret for a session that has had its own for too long. */
  async function renew(request: Request, { team, session }: SignedInPerson): Promise<void> {
    const secret = cookie.read(request, team.name)
    if (!session.isDue || secret === undefined || request.res === undefined) return
    const next = await product.sessions.renew(session, secret)
    if (next !== undefined) request.res.append('set-cookie', cookie.set(team.name, next))
  }

  async function look(request: Request, team: Team): Promise<SignedInPerson | undefined> {
    const session = await sessionIn(request, team)
    const member = session === undefined ? undefined : await product.members.get(team, session.personId)
    return session === undefined || member?.state !== 'active' ? undefined : { team, member, session }
  }

  async function inTeam(request: Request, team: Team): Promise<SignedInPerson | undefined> {
    const person = await look(request, team)
    if (person !== undefined) await renew(request, person)
    return person
  }

  async function endIn(request: Request, team: Team): Promise<void> {
    const person = await look(request, team)
    if (person === undefined) return
    const { member, session } = person
    await product.sessions.end(team, member.personId, session.id, actorOf(person, request))
  }

  return {
    cookie,
    inTeam,
    async isIn(request, team) {
      const secret = cookie.read(request, team.name)
      return secret !== undefined && product.sessions.isAlive(team, secret)
    },
    async all(request) {
      const found = await Promise.all(teams.list().map((team) => inTeam(request, team)))
      return found.filter((person) => person !== undefined)
    },
    async isAnybody(request) {
      for (const team of teams.list()) if ((await sessionIn(request, team)) !== undefined) return true
      return false
    },
    async signIn({ request, response }, team, personId, by, actor) {
      const client = clientOf(request)
      const secret = await product.sessions.start(team, personId, { by, client }, actor)
      await endIn(request, team)
      const [session, member] = await Promise.all([product.sessions.find(secret), product.members.get(team, personId)])
      if (session === undefined || member === undefined) throw new Error('A session that has just begun is over.')
      response.append('set-cookie', cookie.set(team.name, secret))
      return { team, member, session }
    },
    async signOut({ request, response }, team) {
      await endIn(request, team)
      if (cookie.read(request, team.name) !== undefined) response.append('set-cookie', cookie.clear(team.name))
    },
  }
}

/** A signed-in person as the API shows them. */
export function toSignedIn({ team, member, session }: SignedInPerson): SignedIn {
  const { personId, displayName, userName, role } = member
  return { team: team.name, teamDisplayName: team.displayName, personId, displayName, userName, role, by: session.by }
}

/** A signed-in person as the audit log names them; whom the operator plays is said to be played. */
export function actorOf({ member, session }: SignedInPerson, request: Request): Actor {
  const { personId, displayName } = member
  const name = session.by === 'operator' ? `${displayName} (played by the operator)` : displayName
  return { kind: 'person', id: personId, name, requestId: requestId(request) }
}

const MAX_CLIENT_LENGTH = 300

/** Browser and system, as the browser names itself. */
export function clientOf(request: Request): string {
  return (request.get('user-agent') ?? '').slice(0, MAX_CLIENT_LENGTH)
}
