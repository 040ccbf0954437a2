import type { LinkRecord, SessionRecord, SignInReader, SignInWriter } from '../records/sign-in.ts'
import type { RunSql, Values } from './sql.ts'

const SESSIONS = `select s.id, s.team as teamId, s.person as personId, s.way as "by", s.client, s.started_at as startedAt,
    s.last_seen_at as lastSeenAt, s.ends_at as endsAt
  from product_session s`

/** Reads sessions. */
export function createSignInReader(run: RunSql): SignInReader {
  return {
    session: (digest) =>
      run((sql) =>
        sql.get<SessionRecord>(
          `${SESSIONS} join product_membership m on m.team = s.team and m.person = s.person
           where s.digest = @digest and m.state = 'active'`,
          { digest },
        ),
      ),
    sessions: (teamId, personId) =>
      run((sql) =>
        sql.all<SessionRecord>(
          `${SESSIONS} where s.team = @teamId and s.person = @personId order by s.last_seen_at desc, s.started_at desc, s.id`,
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
    endSessions: (teamId, personId, sessionId) =>
      write(
        `delete from product_session where team = @teamId and person = @personId
         ${sessionId === undefined ? '' : 'and id = @sessionId'}`,
        { teamId, personId, sessionId: sessionId ?? null },
      ),
    async addLink(digest, link) {
      await write(
        `insert into product_link(digest, team, person, kind, expires_at)
         values (@digest, @teamId, @personId, @kind, @expiresAt)`,
        { ...link, digest },
      )
    },
    takeLink: (teamId, digest) =>
      run((sql) =>
        sql.get<LinkRecord>(
          `delete from product_link where digest = @digest and team = @teamId
           returning team as teamId, person as personId, kind, expires_at as expiresAt`,
          { teamId, digest },
        ),
      ),
    endLinks: (teamId, personId) =>
      write('delete from product_link where team = @teamId and person = @personId', { teamId, personId }),
    async dropExpired(teamId, at) {
      await write('delete from product_session where team = @teamId and ends_at <= @at', { teamId, at })
      await write('delete from product_link where team = @teamId and expires_at <= @at', { teamId, at })
    },
  }
}
