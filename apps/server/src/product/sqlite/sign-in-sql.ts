import type { FoundSession, SessionRecord, SignInReader, SignInWriter, TakenLink } from '../records/sign-in.ts'
import type { RunSql, Values } from './sql.ts'

const COLUMNS = `s.id, s.team as teamId, s.person as personId, s.way as "by", s.client, s.started_at as startedAt,
    s.last_seen_at as lastSeenAt, s.ends_at as endsAt`

const OF_ACTIVE = `from product_session s join product_membership m on m.team = s.team and m.person = s.person
  where m.state = 'active'`

/** Reads sessions. */
export function createSignInReader(run: RunSql): SignInReader {
  return {
    async session(digest) {
      const text = `select ${COLUMNS}, s.renewal_due as isDue ${OF_ACTIVE} and s.digest = @digest`
      const row = await run((sql) => sql.get<Omit<FoundSession, 'isDue'> & { isDue: number }>(text, { digest }))
      return row === undefined ? undefined : { ...row, isDue: row.isDue === 1 }
    },
    renewedSession: (digest, at) =>
      run((sql) =>
        sql.get<SessionRecord>(
          `select ${COLUMNS} ${OF_ACTIVE} and s.earlier_digest = @digest and s.earlier_until > @at`,
          { digest, at },
        ),
      ),
    sessions: (teamId, personId) =>
      run((sql) =>
        sql.all<SessionRecord>(
          `select ${COLUMNS} from product_session s
           where s.team = @teamId and s.person = @personId order by s.last_seen_at desc, s.started_at desc, s.id`,
          { teamId, personId },
        ),
      ),
  }
}

/** Writes sessions and links. */
export function createSignInWriter(run: RunSql): SignInWriter {
  const write = (text: string, values: Values): Promise<number> => run((sql) => sql.run(text, values))
  return {
    async addSession(digest, session) {
      await write(
        `insert into product_session(digest, id, team, person, way, client, started_at, last_seen_at, ends_at)
         values (@digest, @id, @teamId, @personId, @by, @client, @startedAt, @lastSeenAt, @endsAt)`,
        { ...session, digest },
      )
    },
    touchSession: async (digest, at) =>
      (await write('update product_session set last_seen_at = @at where digest = @digest', { digest, at })) > 0,
    async makeSessionsDue(teamId, personId) {
      await write('update product_session set renewal_due = 1 where team = @teamId and person = @personId', {
        teamId,
        personId,
      })
    },
    renewSession: async (digest, next, until) =>
      (await write(
        `update product_session
         set digest = @next, earlier_digest = @digest, earlier_until = @until, renewal_due = 0
         where digest = @digest and renewal_due = 1`,
        { digest, next, until },
      )) > 0,
    endSessions: (teamId, personId, sessionId) =>
      write(
        `delete from product_session where team = @teamId and person = @personId
         ${sessionId === undefined ? '' : 'and id = @sessionId'}`,
        { teamId, personId, sessionId: sessionId ?? null },
      ),
    endLinkedSessions: (teamId) =>
      write(
        `delete from product_session where team = @teamId and way = 'link' and person not in (
           select person from product_membership where team = @teamId and state = 'active' and role = 'owner')`,
        { teamId },
      ),
    async addLink(digest, link) {
      await write(
        `insert into product_link(digest, team, person, kind, expires_at)
         values (@digest, @teamId, @personId, @kind, @expiresAt)`,
        { ...link, digest },
      )
    },
    async takeLink(teamId, digest) {
      const text = `delete from product_link where digest = @digest and team = @teamId
        returning team as teamId, person as personId, kind, expires_at as expiresAt, ended as isEnded`
      const row = await run((sql) =>
        sql.get<Omit<TakenLink, 'isEnded'> & { isEnded: number }>(text, { teamId, digest }),
      )
      return row === undefined ? undefined : { ...row, isEnded: row.isEnded === 1 }
    },
    endLinks: (teamId, personId) =>
      write('update product_link set ended = 1 where team = @teamId and person = @personId and ended = 0', {
        teamId,
        personId,
      }),
    async dropExpired(teamId, at) {
      await write('delete from product_session where team = @teamId and ends_at <= @at', { teamId, at })
      await write('delete from product_link where team = @teamId and expires_at <= @at', { teamId, at })
    },
  }
}
