/**
 * @see RFC 7644 §7.4 Bearer Token and Cookie Considerations — https://www.rfc-editor.org/rfc/rfc7644#section-7.4
 */
import { timingSafeEqual } from 'node:crypto'
import type { Access } from '@scimulator/scim-express'
import type Database from 'better-sqlite3'
import { v7 as uuid } from 'uuid'
import { createLastUsed, type Use } from './last-used.ts'
import { createToken, digestOf } from './token.ts'
import type { Token, TokenStore } from './token-store.ts'

interface AccessRow {
  readonly mayWrite: number
  /** A JSON array, or null for every type. */
  readonly resourceTypes: string | null
  readonly subject: string | null
}

interface FoundRow extends AccessRow {
  readonly digest: Buffer
  readonly id: string
  readonly teamPk: number
  readonly expires: number | null
}

interface TokenRow extends AccessRow {
  readonly id: string
  readonly label: string
  readonly created: number
  readonly expires: number | null
  readonly lastUsed: number | null
  readonly lastClient: string | null
  readonly isProvisioning: number
}

const PROVISIONING_LABEL = 'SCIM Provisioning'

/** How tokens are kept. */
export interface TokenStoreOptions {
  readonly db: Database.Database
  readonly now: () => number
  /** Told of a failure to write down when tokens were used: no request fails for it. */
  readonly onError: (error: unknown) => void
}

/** A token that works, with the key of its team in the database. */
export interface FoundToken {
  readonly id: string
  readonly teamPk: number
  readonly access: Access
  readonly subject: string | null
}

/** Tokens in the database of teams. */
export interface SqliteTokenStore extends TokenStore {
  /** The token behind a secret, unless it has expired. Its use by a client is noted. */
  find(secret: string, client: string | null): FoundToken | undefined
  /** Writes down what is not yet. */
  close(): void
}

/** Keeps tokens in the database of teams. */
export function createSqliteTokenStore(options: TokenStoreOptions): SqliteTokenStore {
  const { db, now } = options
  const insert = db.prepare<unknown[]>(
    `insert or ignore into tokens(
       digest, id, label, is_operators, may_write, resource_types, subject, created, expires, team_pk)
     select ?, ?, ?, ?, ?, ?, ?, ?, ?, pk from teams where id = ?`,
  )
  const insertProvisioning = db.prepare<unknown[]>(
    `insert into tokens(digest, id, label, is_operators, is_provisioning, may_write, created, expires, team_pk)
     select ?, ?, ?, 0, 1, 1, ?, ?, pk from teams where id = ?`,
  )
  const byDigest = db.prepare<[Buffer], FoundRow>(
    `select digest, id, team_pk as teamPk, may_write as mayWrite, resource_types as resourceTypes, subject,
       expires
     from tokens where digest = ?`,
  )
  const rows = `select k.id, label, may_write as mayWrite, resource_types as resourceTypes, subject, created, expires,
      last_used as lastUsed, last_client as lastClient, is_provisioning as isProvisioning
    from tokens k join teams t on t.pk = k.team_pk where t.id = ?`
  const list = db.prepare<[string], TokenRow>(`${rows} order by created, k.id`)
  const provisioning = db.prepare<[string], TokenRow>(`${rows} and is_provisioning = 1`)
  const provisioningByDigest = db.prepare<[string, Buffer], TokenRow>(`${rows} and is_provisioning = 1 and digest = ?`)
  const ofTeam = 'team_pk = (select pk from teams where id = ?)'
  const revoke = db.prepare<[string, string]>(`delete from tokens where ${ofTeam} and id = ?`)
  const revokeSubject = db.prepare<[string, string]>(`delete from tokens where ${ofTeam} and subject = ?`)
  const revokeOperators = db.prepare<[string]>(`delete from tokens where ${ofTeam} and is_operators = 1`)
  const revokeProvisioning = db.prepare<[string]>(`delete from tokens where ${ofTeam} and is_provisioning = 1`)
  const revokeDigest = db.prepare<[string, Buffer]>(`delete from tokens where ${ofTeam} and digest = ?`)
  const setLastUsed = db.prepare<[number, string | null, string]>(
    'update tokens set last_used = ?, last_client = ? where id = ?',
  )
  const writeUses = db.transaction((uses: ReadonlyMap<string, Use>) => {
    for (const [id, { at, client }] of uses) setLastUsed.run(at, client, id)
  })
  const replaceProvisioning = db.transaction((teamId: string, digest: Buffer, id: string, expires: number | null) => {
    if (provisioningByDigest.get(teamId, digest) !== undefined) return
    revokeProvisioning.run(teamId)
    // The operator may have handed in the same secret before.
    revokeDigest.run(teamId, digest)
    insertProvisioning.run(digest, id, PROVISIONING_LABEL, now(), expires, teamId)
  })
  const lastUsed = createLastUsed((uses) => {
    try {
      writeUses(uses)
    } catch (error) {
      options.onError(error)
    }
  })

  function toToken({ id, label, created, expires, isProvisioning, ...row }: TokenRow): Token {
    const { at, client } = lastUsed.pending(id) ?? { at: row.lastUsed, client: row.lastClient }
    return {
      id,
      label,
      access: toAccess(row),
      subject: row.subject,
      created,
      expires,
      lastUsed: at,
      lastClient: client,
      isProvisioning: isProvisioning === 1,
    }
  }

  return {
    // CHOICE (RFC 7644 §7.4 wants a limited life): what whoever runs the server hands in lives as long as they say.
    admitOperatorToken(teamId, token) {
      insert.run(digestOf(token), uuid(), 'operator', 1, 1, null, null, now(), null, teamId)
    },
    revokeOperatorTokens: (teamId) => void revokeOperators.run(teamId),
    issueToken(teamId, { label, access, subject, lifeMs }) {
      const secret = createToken()
      const created = now()
      const expires = created + lifeMs
      const unused = { lastUsed: null, lastClient: null, isProvisioning: false }
      const token: Token = { id: uuid(), label, access, subject, created, expires, ...unused }
      const types = access.resourceTypes === undefined ? null : JSON.stringify(access.resourceTypes)
      insert.run(digestOf(secret), token.id, label, 0, Number(access.write), types, subject, created, expires, teamId)
      return { token, secret }
    },
    setProvisioningToken(teamId, secret, lifeMs) {
      replaceProvisioning.immediate(teamId, digestOf(secret), uuid(), lifeMs === null ? null : now() + lifeMs)
      const row = provisioning.get(teamId)
      if (row === undefined) throw new Error(`There is no team ${JSON.stringify(teamId)}.`)
      return toToken(row)
    },
    provisioningToken(teamId) {
      const row = provisioning.get(teamId)
      return row === undefined ? undefined : toToken(row)
    },
    tokens: (teamId) => list.all(teamId).map(toToken),
    revokeTokensOf: (teamId, subject) => void revokeSubject.run(teamId, subject),
    revokeToken: (teamId, id) => revoke.run(teamId, id).changes > 0,
    find(secret, client) {
      const digest = digestOf(secret)
      const row = byDigest.get(digest)
      if (row === undefined || !timingSafeEqual(row.digest, digest)) return undefined
      const at = now()
      if (row.expires !== null && row.expires <= at) return undefined
      lastUsed.note(row.id, { at, client })
      return { id: row.id, teamPk: row.teamPk, access: toAccess(row), subject: row.subject }
    },
    close: () => lastUsed.flush(),
  }
}

function toAccess({ mayWrite, resourceTypes, subject }: AccessRow): Access {
  return {
    write: mayWrite === 1,
    ...(resourceTypes === null ? {} : { resourceTypes: toNames(JSON.parse(resourceTypes)) }),
    ...(subject === null ? {} : { onlyMe: true }),
  }
}

// Whatever else stands there opens nothing.
function toNames(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []
}
