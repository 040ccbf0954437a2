import type { ResourceTransaction } from '@scimulator/scim-store'
import { digestOf } from '../../teams/token.ts'
import { assertReach, findMember } from '../people/rights.ts'
import { toInstant } from '../people/to-member.ts'
import { type LiveSession, type PersonSessions, ProductRefusal, type SignInWay } from '../product.ts'
import type { FoundSession, SessionRecord } from '../records/sign-in.ts'
import { RENEWAL_GRACE_MS, SESSION_IDLE_MS, SESSION_MS, SESSION_TOUCH_MS } from '../rules/lifetimes.ts'
import { doWork, note, type ProductContext, subjectOf, type Work } from '../work.ts'
import { newSecret } from './new-link.ts'
import { assertActive } from './sign-in-links.ts'

/** Sessions over the product's records. */
export function createPersonSessions(context: ProductContext): PersonSessions {
  const { records, store, now } = context
  const isAlive = ({ lastSeenAt, endsAt }: SessionRecord): boolean =>
    now() < endsAt && now() - lastSeenAt < SESSION_IDLE_MS
  return {
    start: (team, personId, way, actor) => doWork(context, team, actor, (work) => startSession(work, personId, way)),
    async find(secret) {
      const digest = digestOf(secret)
      const session = await records.read.session(digest)
      if (session === undefined) {
        const renewed = await records.read.renewedSession(digest, now())
        return renewed !== undefined && isAlive(renewed) ? toLive({ ...renewed, isDue: false }) : undefined
      }
      if (!isAlive(session)) return undefined
      const isFresh = now() - session.lastSeenAt < SESSION_TOUCH_MS
      const isThere =
        isFresh || (await store.transact(session.teamId, (tx) => records.within(tx).touchSession(digest, now())))
      return isThere ? toLive(session) : undefined
    },
    async renew({ teamId }, secret) {
      const next = newSecret()
      const until = now() + RENEWAL_GRACE_MS
      const renew = (tx: ResourceTransaction): Promise<boolean> =>
        records.within(tx).renewSession(digestOf(secret), digestOf(next), until)
      return (await store.transact(teamId, renew)) ? next : undefined
    },
    async list(team, personId) {
      const sessions = await records.read.sessions(team.id, personId)
      return sessions.filter(isAlive).map(({ id, by, client, startedAt, lastSeenAt }) => ({
        id,
        by,
        client,
        startedAt: toInstant(startedAt),
        lastSeenAt: toInstant(lastSeenAt),
      }))
    },
    end: (team, personId, sessionId, actor) =>
      doWork(context, team, actor, async (work) => {
        if ((await endSessions(work, personId, sessionId)) === 0)
          throw new ProductRefusal('notFound', 'There is no such session.')
      }),
    endAll: (team, personId, actor) =>
      doWork(context, team, actor, async (work) => void (await endSessions(work, personId))),
    endLinked: (team, actor) =>
      doWork(context, team, actor, async (work) => {
        const sessions = await work.records.endLinkedSessions(team.id)
        const subject = { kind: 'team', id: team.id, name: team.displayName } as const
        if (sessions > 0) await note(work, { action: 'session.ended', subject, before: { sessions, by: 'link' } })
      }),
    async isAlive(team, secret) {
      const digest = digestOf(secret)
      const session = (await records.read.session(digest)) ?? (await records.read.renewedSession(digest, now()))
      return session !== undefined && session.teamId === team.id && isAlive(session)
    },
  }
}

async function startSession(
  work: Work,
  personId: string,
  { by, client, endsAt }: { by: SignInWay; client: string; endsAt?: string | undefined },
): Promise<string> {
  const { records, team, at } = work
  const membership = await findMember(work, personId)
  assertActive(membership)
  const secret = newSecret()
  const end = Math.min(at + SESSION_MS, endsAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(endsAt))
  // Also when the identity provider's instant cannot be read.
  if (!(end > at)) throw new ProductRefusal('invalid', 'The session would be over before it starts.')
  await records.dropExpired(team.id, at)
  const session = {
    id: work.newId(),
    teamId: team.id,
    personId,
    by,
    client,
    startedAt: at,
    lastSeenAt: at,
    endsAt: end,
  }
  await records.addSession(digestOf(secret), session)
  await records.putMembership({ ...membership, lastSignInAt: at })
  await note(work, { action: 'session.started', subject: subjectOf(membership), after: { by } })
  return secret
}

async function endSessions(work: Work, personId: string, sessionId?: string): Promise<number> {
  const membership = await findMember(work, personId)
  const isOwn = work.actor.kind === 'person' && work.actor.id === personId
  if (!isOwn) await assertReach(work, [], membership)
  const ended = await work.records.endSessions(work.team.id, personId, sessionId)
  if (ended > 0)
    await note(work, { action: 'session.ended', subject: subjectOf(membership), before: { sessions: ended } })
  return ended
}

function toLive({ id, teamId, personId, by, startedAt, isDue }: FoundSession): LiveSession {
  return { id, teamId, personId, by, startedAt: toInstant(startedAt), isDue }
}
