// The published packages used by a program in TypeScript. A use that is marked as an error must be one.
import { ALL_CHECKS, type CheckReport, problemsOf, runChecks, selectChecks } from '@scimulator/scim-check'
import {
  applyPatch,
  createTolerances,
  evaluateFilter,
  type Filter,
  GROUP,
  isScimError,
  type JsonObject,
  PATCH_OP,
  parseFilter,
  parsePatchRequest,
  resolveFilter,
  type ScimErrorCode,
  USER,
  USER_SCHEMA,
  unauthorized,
} from '@scimulator/scim-core'
import {
  type Access,
  createScimOpenApi,
  createScimRouter,
  DEFAULT_LIMITS,
  type LifecycleHooks,
  type Principal,
  type ScimExchange,
} from '@scimulator/scim-express'
import { documentOf, type QueryResult, type ResourceStore, type StoreError } from '@scimulator/scim-store'
import { createMemoryStore } from '@scimulator/scim-store/memory'
import { createSqliteStore, type SqliteResourceStore, type SqliteStoreOptions } from '@scimulator/scim-store/sqlite'
import express, { type Express, type Request } from 'express'

const strict = createTolerances([])
const resourceTypes = [USER, GROUP]

export function deactivated(user: JsonObject): JsonObject {
  const body = { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: 'active', value: false }] }
  return applyPatch(user, parsePatchRequest(body, strict), USER, strict)
}

export function matches(text: string, user: JsonObject): boolean {
  const filter: Filter = resolveFilter(parseFilter(text), USER)
  // @ts-expect-error A text is no filter.
  evaluateFilter(text, user, USER)
  return evaluateFilter(filter, user, USER)
}

export function codeOf(error: unknown): ScimErrorCode | undefined {
  // @ts-expect-error What it is has not been looked at yet.
  error.code
  return isScimError(error) ? error.code : undefined
}

export function storesOf(options: SqliteStoreOptions): readonly ResourceStore[] {
  // @ts-expect-error The file is missing.
  createSqliteStore({ resourceTypes: [USER] })
  // @ts-expect-error What a store was made with stays as it is.
  options.file = ':memory:'
  return [createMemoryStore({ resourceTypes }), createSqliteStore(options)]
}

export function noteOf(store: SqliteResourceStore, plain: ResourceStore): Promise<void> {
  // @ts-expect-error A store of another engine has no connection.
  void plain.connectionOf
  return store.transact('main', async (tx) => {
    const { id } = await tx.create('User', ada)
    store.connectionOf(tx).prepare('insert into app_note values (?)').run(id)
  })
}

export async function usersOf(store: ResourceStore, filter: Filter): Promise<readonly JsonObject[]> {
  const query = { resourceType: 'User', filter, startIndex: 1, count: DEFAULT_LIMITS.defaultCount }
  const reader = store.read('main')
  const page: QueryResult = await reader.query(query)
  // @ts-expect-error Reading writes nothing.
  void reader.create
  return page.resources.map(documentOf)
}

export function appOf(store: ResourceStore): Express {
  const hooks: LifecycleHooks = {
    beforeCreate(event) {
      const tenant: string = event.tenant
      if (tenant === '') throw unauthorized('No tenant.')
      return { active: true, ...event.attributes }
    },
    beforeUpdate: ({ attributes, current }) => ({ ...attributes, title: current.attributes.title ?? null }),
  }
  const access: Access = { write: false, resourceTypes: ['User'] }
  // @ts-expect-error It does not say whether it may write.
  const wrong: Access = { onlyMe: true }
  void wrong
  const onExchange = (exchange: ScimExchange): void => console.error(exchange.method, exchange.status)
  const authenticate = (request: Request): Principal => ({ tenant: request.hostname, access })
  const baseUrl = 'https://example.com/scim'
  const app = express()
  app.use('/scim', createScimRouter({ store, authenticate, baseUrl, hooks, onExchange, limits: { bodyDepth: 8 } }))
  // @ts-expect-error Nothing says who may come in.
  createScimRouter({ store, baseUrl })
  // @ts-expect-error There is no such limit.
  createScimRouter({ store, authenticate, baseUrl, limits: { depth: 8 } })
  return app
}

export function documentFor(url: string): JsonObject {
  // @ts-expect-error A server is an object.
  createScimOpenApi({ servers: [url] })
  return createScimOpenApi({ servers: [{ url }], resourceTypes, offersMe: true, failures: { 429: 'Slow down.' } })
}

export async function failedChecks(target: string): Promise<readonly string[]> {
  // @ts-expect-error There is no such level.
  selectChecks(ALL_CHECKS, { level: 'may' })
  const report: CheckReport = await runChecks({ target, checks: selectChecks(ALL_CHECKS, { level: 'must' }) })
  return problemsOf(report).map(({ id }) => id)
}

export function kindOf(error: StoreError): 'uniqueness' | 'other' {
  // @ts-expect-error There is no such kind.
  if (error.kind === 'unknown') return 'other'
  return error.kind === 'uniqueness' ? 'uniqueness' : 'other'
}

export const ada: JsonObject = { schemas: [USER_SCHEMA], userName: 'ada@example.com', active: true }
