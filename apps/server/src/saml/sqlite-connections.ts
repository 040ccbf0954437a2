import type Database from 'better-sqlite3'
import { z } from 'zod'
import { digestOf } from '../teams/token.ts'
import {
  DEFAULT_SIGN_ON_RULES,
  type IdentityProvider,
  type Refusal,
  type SamlConnections,
  type SignOnRules,
} from './connections.ts'
import { openSamlDatabase } from './saml-database.ts'
import { createSqliteRequests } from './sqlite-requests.ts'

const REFUSALS_KEPT = 20

interface ProviderRow {
  readonly entityId: string
  readonly ssoUrl: string
  readonly metadataUrl: string | null
  readonly certificates: string
  readonly setUpAt: number
}

interface RulesRow {
  readonly requireSso: number
  readonly jit: number
  readonly jitRole: string
  readonly allowSha1: number
}

/** Opens what is kept of sign-on in one SQLite file, or in memory for `:memory:`. @throws UsageError when a newer release wrote it. */
export function createSqliteConnections(file: string): SamlConnections {
  const db = openSamlDatabase(file)
  const requests = createSqliteRequests(db)
  const providers = providerStatements(db)
  const rules = ruleStatements(db)
  const refusals = refusalStatements(db)
  const remove = db.transaction((teamId: string) => {
    providers.remove.run(teamId)
    rules.remove.run(teamId)
    requests.removeAll(teamId)
  })
  return {
    async identityProvider(teamId) {
      const row = providers.find.get(teamId)
      return row === undefined ? undefined : { ...row, certificates: readCertificates(row.certificates) }
    },
    async setIdentityProvider(teamId, { entityId, ssoUrl, metadataUrl, certificates, setUpAt }: IdentityProvider) {
      providers.put.run(teamId, entityId, ssoUrl, metadataUrl, JSON.stringify(certificates), setUpAt)
    },
    remove: async (teamId) => remove.immediate(teamId),
    async rules(teamId) {
      const row = rules.find.get(teamId)
      return row === undefined ? DEFAULT_SIGN_ON_RULES : toRules(row)
    },
    async setRules(teamId, { requireSso, jit, jitRole, allowSha1 }: SignOnRules) {
      rules.put.run(teamId, Number(requireSso), Number(jit), jitRole, Number(allowSha1))
    },
    addRequest: async (teamId, request) => requests.add(teamId, digestOf(request.id), request),
    isOutstanding: async (teamId, requestId, now) => requests.isOutstanding(teamId, digestOf(requestId), now),
    spend: async (teamId, spending, now) => requests.spend(teamId, digestOf(spending.requestId), spending, now),
    async addRefusal(teamId, { at, reference, reason }) {
      refusals.add.run(teamId, at, reference, reason)
      refusals.prune.run(teamId, teamId, REFUSALS_KEPT)
    },
    forgetRefusals: async (teamId) => void refusals.forget.run(teamId),
    refusals: async (teamId) => refusals.list.all(teamId, REFUSALS_KEPT),
    close: () => void db.close(),
  }
}

function providerStatements(db: Database.Database) {
  return {
    find: db.prepare<[string], ProviderRow>(
      `select entity_id as entityId, sso_url as ssoUrl, metadata_url as metadataUrl, certificates, set_up_at as setUpAt
       from identity_providers where team_id = ?`,
    ),
    put: db.prepare<[string, string, string, string | null, string, number]>(
      'insert or replace into identity_providers values (?, ?, ?, ?, ?, ?)',
    ),
    remove: db.prepare<[string]>('delete from identity_providers where team_id = ?'),
  }
}

function ruleStatements(db: Database.Database) {
  return {
    find: db.prepare<[string], RulesRow>(
      `select require_sso as requireSso, jit, jit_role as jitRole, allow_sha1 as allowSha1
       from rules where team_id = ?`,
    ),
    put: db.prepare<[string, number, number, string, number]>('insert or replace into rules values (?, ?, ?, ?, ?)'),
    remove: db.prepare<[string]>('delete from rules where team_id = ?'),
  }
}

function refusalStatements(db: Database.Database) {
  return {
    add: db.prepare<[string, number, string, string]>(
      'insert into refusals(team_id, at, reference, reason) values (?, ?, ?, ?)',
    ),
    prune: db.prepare<[string, string, number]>(
      `delete from refusals where team_id = ?
       and pk <= (select pk from refusals where team_id = ? order by pk desc limit 1 offset ?)`,
    ),
    forget: db.prepare<[string]>('delete from refusals where team_id = ?'),
    list: db.prepare<[string, number], Refusal>(
      'select at, reference, reason from refusals where team_id = ? order by pk desc limit ?',
    ),
  }
}

function readCertificates(text: string): string[] {
  return z.array(z.string()).parse(JSON.parse(text))
}

function toRules({ requireSso, jit, jitRole, allowSha1 }: RulesRow): SignOnRules {
  return {
    requireSso: requireSso === 1,
    jit: jit === 1,
    jitRole: jitRole === 'guest' ? 'guest' : 'member',
    allowSha1: allowSha1 === 1,
  }
}
