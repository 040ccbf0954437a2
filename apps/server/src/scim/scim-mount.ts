import { randomBytes } from 'node:crypto'
import {
  forbidden,
  invalidVersion,
  type ResourceTypeDefinition,
  ScimError,
  TOLERANCES,
  unauthorized,
  unavailable,
} from '@scimulator/scim-core'
import { createScimRouter, type LifecycleHooks, type ScimExchange } from '@scimulator/scim-express'
import type { Request, RequestHandler, Router } from 'express'
import { serveBroken } from '../faults/fault-layer.ts'
import type { Faults } from '../faults/team-faults.ts'
import type { HostVerdict } from '../http/host-guard.ts'
import type { TeamStore } from '../teams/team.ts'
import { isTeamName } from '../teams/team-name.ts'
import type { Admission } from './admission.ts'
import { assertActive } from './assert-active.ts'
import { readScimTarget, type ScimTarget } from './scim-target.ts'
import { sendScimError } from './send-error.ts'

/** What the SCIM side of the server is made of. */
export interface ScimMountOptions {
  readonly admission: Admission
  readonly resourceTypes: readonly ResourceTypeDefinition[]
  readonly teams: TeamStore
  /** What writes mean to the product; called in their transaction. */
  readonly hooks: LifecycleHooks
  /** What is broken on purpose. */
  readonly faults: Faults
  readonly now: () => number
  readonly hostGuard: (request: Request) => HostVerdict
  readonly publicUrl: string | null
  readonly onExchange: (exchange: ScimExchange) => void
  readonly onError: (error: unknown, exchangeId: string) => void
}

/** Answers everything under a SCIM address, of whatever team, and passes on the rest. */
export function scimMount(options: ScimMountOptions): RequestHandler {
  const targets = new WeakMap<Request, ScimTarget & { origin: string }>()
  // A team may be made strict or tolerant while somebody pages.
  const cursorKey = randomBytes(32)
  const router = (strict: boolean): Router => createRouter(options, targets, cursorKey, strict)
  const routers = { strict: router(true), tolerant: router(false) }
  return (request, response, next) => {
    const host = options.hostGuard(request)
    const target = readScimTarget(request, host)
    if (target === undefined) return next()
    if (!options.admission.enter(request))
      return sendScimError(response, unavailable('The server has too many requests in flight.'))
    if (host.kind === 'refused')
      return sendScimError(response, new ScimError(host.status, 'SCIM_FORBIDDEN', undefined, host.message))
    // The same for whoever asks and whatever the team, so it tells nothing.
    if (target.version !== '2')
      return sendScimError(response, invalidVersion('This server speaks version 2 of SCIM, under /v2.'))
    targets.set(request, { ...target, origin: originOf(request, host, options.publicUrl) })
    request.url = request.url.slice(target.prefix.length) || '/'
    if (!request.url.startsWith('/')) request.url = `/${request.url}`
    request.baseUrl += target.prefix
    const team = target.team === null ? undefined : options.teams.byName(target.team)
    const router = routers[team?.strict === true ? 'strict' : 'tolerant']
    const broken = team === undefined ? undefined : options.faults.of(team.id)
    if (broken === undefined) return options.admission.answer(() => router(request, response, next))
    const at = { ...target, origin: originOf(request, host, options.publicUrl) }
    serveBroken(broken, request, response, {
      handle: (inner, answer) => options.admission.answer(() => router(inner, answer, next)),
      prepare: (inner) => void targets.set(inner, at),
      now: options.now,
    }).catch(next)
  }
}

function createRouter(
  { admission, resourceTypes, hooks, onExchange, onError }: ScimMountOptions,
  targets: WeakMap<Request, ScimTarget & { origin: string }>,
  cursorKey: Uint8Array,
  strict: boolean,
): Router {
  const targetOf = (request: Request): ScimTarget & { origin: string } => {
    const target = targets.get(request)
    if (target === undefined) throw forbidden('The request did not come by a SCIM address.')
    return target
  }
  return createScimRouter({
    store: admission.store,
    resourceTypes,
    hooks: admission.counting(hooks),
    cursorKey,
    tolerances: strict ? [] : TOLERANCES.map(({ id }) => id),
    async authenticate(request) {
      const principal = admission.admit(request, targetOf(request).team)
      await assertActive(principal, admission.store)
      return principal
    },
    // What it says is the same for every team, so it does not tell whether one exists.
    allowAnonymousConfig: true,
    baseUrl(request) {
      const { origin, prefix, byHost, team } = targetOf(request)
      if (team === null || !isTeamName(team)) throw unauthorized('The request needs a valid bearer token of this team.')
      return byHost ? `${origin}${prefix}` : `${origin}/teams/${team}/scim/v2`
    },
    exchangeHeader: strict ? null : 'Scimulator-Exchange',
    onExchange,
    onError,
  })
}

// The host has passed the guard, so what is built from it is no stranger's text.
function originOf(_request: Request, host: HostVerdict & { kind: 'allowed' }, publicUrl: string | null): string {
  if (publicUrl !== null && new URL(publicUrl).hostname === host.hostname) return publicUrl
  const port = host.port === '' || host.port === '80' ? '' : `:${host.port}`
  return `http://${host.hostname}${port}`
}
