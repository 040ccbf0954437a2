import { randomBytes, randomUUID } from 'node:crypto'
import { GROUP, type ResourceTypeDefinition, TOLERANCES, USER } from '@scimulator/scim-core'
import type { ResourceStore } from '@scimulator/scim-store'
import type { Request } from 'express'
import type { ScimExchange } from './exchange.ts'
import type { LifecycleHooks } from './hooks.ts'
import { type Cursors, createCursors } from './request/cursor.ts'

/** What a credential may do; see `Principal`. */
export interface Access {
  /** False: may only read. */
  readonly write: boolean
  /** Names of the resource types it may touch; absent: all. */
  readonly resourceTypes?: readonly string[]
  /** Whether it may touch nothing but its subject's own resource, and that by `/Me`. Default false. */
  readonly onlyMe?: boolean
}

/** Who a request may act for. */
export interface Principal {
  /** The store's name of the tenant. */
  readonly tenant: string
  /**
   * Id of the resource the request speaks for, which `/Me` stands for; null when its credentials are nobody's own. Absent:
   * the service does not know of subjects, and `/Me` is not offered.
   */
  readonly subject?: string | null
  /** Name of the credential, such as the id of a token: hooks are told of it. Never the secret. */
  readonly credential?: string
  /** What the credential may do. Absent: everything. */
  readonly access?: Access
}

/** Limits that clients are told of where SCIM has a place for it. */
export interface ScimLimits {
  /** Bytes of a body. Default 1 MiB. */
  readonly bodyBytes: number
  /** Bytes of a body that may carry a whole membership. Default 16 MiB. */
  readonly membershipBodyBytes: number
  /** Nested arrays and objects in a body. Default 32. */
  readonly bodyDepth: number
  /** Operations of a bulk request; announced as `bulk.maxOperations`. Default 1,000. */
  readonly bulkOperations: number
  /** Bytes of a bulk request; announced as `bulk.maxPayloadSize`. Default 2 MiB. */
  readonly bulkBodyBytes: number
  /** Characters of a filter. Default 8,192. */
  readonly filterLength: number
  /** Resources of a page when the client names no count. Default 100. */
  readonly defaultCount: number
  /** Resources of a page at most; announced as `filter.maxResults`. Default 1,000. */
  readonly maxCount: number
  /** Seconds a cursor may be used; announced as `pagination.cursorTimeout`. Default 3,600. */
  readonly cursorTimeout: number
}

/** What `createScimRouter` takes. */
export interface ScimRouterOptions {
  /** Where the resources are kept. */
  readonly store: ResourceStore
  /** Who the request may act for, from its credentials alone. Runs before anything else of the request is read. @throws ScimError 401 or 403. */
  readonly authenticate: (request: Request) => Principal | Promise<Principal>
  /** The address clients reach the router by, without a trailing slash: fixed, or worked out from a Host header that has been checked. */
  readonly baseUrl: string | ((request: Request) => string)
  /** Default: User and Group. */
  readonly resourceTypes?: readonly ResourceTypeDefinition[]
  /** Ids of the tolerances to switch on. Default: none, the RFC to the letter. */
  readonly tolerances?: readonly string[]
  /** Answers `/ServiceProviderConfig` without credentials (RFC 7643 §5 SHOULD). Default false. */
  readonly allowAnonymousConfig?: boolean
  /** Attributes that nobody may change of themselves by `/Me`; an extension as a whole by its URN. Default: active, entitlements, roles, userType. */
  readonly protectedFromSelf?: readonly string[]
  /** Limits that differ from `DEFAULT_LIMITS`. */
  readonly limits?: Partial<ScimLimits>
  /** What writes mean to the application. Default: nothing. */
  readonly hooks?: LifecycleHooks
  /** Names the scope, in the service's own words, that a refused request would have needed (RFC 6750 §3). Default: `User.read`, `Group.write`. */
  readonly requiredScope?: (need: { readonly resourceType: string; readonly write: boolean }) => string
  /** Told of every exchange once it is answered. */
  readonly onExchange?: (exchange: ScimExchange) => void
  /** Told of every failure that clients see as 500. Default: `console.error`. */
  readonly onError?: (error: unknown, exchangeId: string) => void
  /** A new exchange id. Default: a random UUID. */
  readonly exchangeId?: () => string
  /** Name of a response header that carries `ID; tolerances=a,b`. Default null: no such header. */
  readonly exchangeHeader?: string | null
  /** What cursors are sealed with. Default: random, so that cursors end with the process and serve one process alone. */
  readonly cursorKey?: string | Uint8Array
  /** Now, in milliseconds since the epoch. Default: the system's clock. */
  readonly now?: () => number
}

/** The options with every default filled in. */
export interface Settings extends Required<Omit<ScimRouterOptions, 'baseUrl' | 'limits' | 'cursorKey'>> {
  readonly baseUrl: (request: Request) => string
  readonly limits: ScimLimits
  readonly cursors: Cursors
}

const PROTECTED_FROM_SELF = ['active', 'entitlements', 'roles', 'userType']
const MEBIBYTE = 1024 * 1024

/** The limits when nothing else is said. */
export const DEFAULT_LIMITS: ScimLimits = Object.freeze({
  bodyBytes: MEBIBYTE,
  membershipBodyBytes: 16 * MEBIBYTE,
  bodyDepth: 32,
  bulkOperations: 1000,
  bulkBodyBytes: 2 * MEBIBYTE,
  filterLength: 8192,
  defaultCount: 100,
  maxCount: 1000,
  cursorTimeout: 3600,
})

/** Checks the options and fills in the defaults. @throws TypeError with code `ERR_INVALID_ARG_VALUE`. */
export function toSettings(options: ScimRouterOptions): Settings {
  const { baseUrl, now = Date.now, cursorKey = randomBytes(32) } = options
  const limits = Object.freeze({ ...DEFAULT_LIMITS, ...options.limits })
  if (cursorKey.length < 16) throw invalidOption('cursorKey must be at least 16 bytes of secret.')
  const settings: Settings = {
    store: options.store,
    authenticate: options.authenticate,
    baseUrl: typeof baseUrl === 'string' ? () => baseUrl : baseUrl,
    resourceTypes: Object.freeze([...(options.resourceTypes ?? [USER, GROUP])]),
    tolerances: Object.freeze([...(options.tolerances ?? [])]),
    allowAnonymousConfig: options.allowAnonymousConfig ?? false,
    protectedFromSelf: Object.freeze([...(options.protectedFromSelf ?? PROTECTED_FROM_SELF)]),
    limits,
    hooks: options.hooks ?? {},
    requiredScope: options.requiredScope ?? nameScope,
    onExchange: options.onExchange ?? (() => {}),
    onError: options.onError ?? ((error) => console.error(error)),
    exchangeId: options.exchangeId ?? randomUUID,
    exchangeHeader: options.exchangeHeader ?? null,
    cursors: createCursors(cursorKey, limits.cursorTimeout, now),
    now,
  }
  assertValid(settings, baseUrl)
  return Object.freeze(settings)
}

function nameScope({ resourceType, write }: { readonly resourceType: string; readonly write: boolean }): string {
  return `${resourceType}.${write ? 'write' : 'read'}`
}

function assertValid(settings: Settings, baseUrl: ScimRouterOptions['baseUrl']): void {
  if (typeof settings.authenticate !== 'function') throw invalidOption('authenticate must be a function.')
  if (typeof baseUrl === 'string' && !/^https?:\/\/[^?#]*[^/?#]$/.test(baseUrl)) {
    throw invalidOption('baseUrl must be an http(s) URL without query, fragment and trailing slash.')
  }
  const known = new Set<string>(TOLERANCES.map(({ id }) => id))
  const unknown = settings.tolerances.find((id) => !known.has(id))
  if (unknown !== undefined) throw invalidOption(`There is no tolerance "${unknown}". Known: ${[...known].join(', ')}.`)
  const endpoints = settings.resourceTypes.map(({ endpoint }) => endpoint)
  if (new Set(endpoints).size !== endpoints.length) throw invalidOption('Two resource types have the same endpoint.')
  for (const [name, value] of Object.entries(settings.limits)) {
    if (!Number.isSafeInteger(value) || value < 1) throw invalidOption(`limits.${name} must be a whole number above 0.`)
  }
  if (settings.limits.defaultCount > settings.limits.maxCount) {
    throw invalidOption('limits.defaultCount is above limits.maxCount.')
  }
}

function invalidOption(message: string): TypeError {
  return Object.assign(new TypeError(`createScimRouter: ${message}`), { code: 'ERR_INVALID_ARG_VALUE' })
}
