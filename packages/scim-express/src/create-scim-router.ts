/**
 * @see RFC 7644 §3 SCIM Protocol — https://www.rfc-editor.org/rfc/rfc7644#section-3
 */
import { createTolerances, type Tolerances } from '@scimulator/scim-core'
import { type Request, type Response, Router } from 'express'
import { type Principal, type ScimRouterOptions, type Settings, toSettings } from './options.ts'
import { readJsonObject } from './request/body.ts'
import { assertAcceptsJson } from './request/media-type.ts'
import { type RequestPath, splitUrl } from './request/path.ts'
import { toFailureReply, toScimError } from './response/failure.ts'
import type { Reply } from './response/reply.ts'
import { send } from './response/send.ts'
import { findRoute } from './routes/find-route.ts'

/** A request on its way to its answer. */
interface Journey {
  readonly id: string
  readonly started: number
  readonly path: RequestPath
  readonly tolerances: Tolerances
  tenant: string | null
}

/**
 * An Express router that speaks SCIM over a resource store. It answers every request below where it is mounted, failures
 * included; put no body parser before it.
 *
 * @throws TypeError when the options make no sense.
 * @example app.use('/scim/v2', createScimRouter({ store, authenticate, baseUrl: 'https://example.com/scim/v2' }))
 */
export function createScimRouter(options: ScimRouterOptions): Router {
  const settings = toSettings(options)
  const router = Router()
  router.use((request, response) => answer(settings, request, response))
  return router
}

async function answer(settings: Settings, request: Request, response: Response): Promise<void> {
  const journey: Journey = {
    id: settings.exchangeId(),
    started: performance.now(),
    path: splitUrl(request.url),
    tolerances: createTolerances(settings.tolerances),
    tenant: null,
  }
  const reply = await handle(settings, request, journey).catch((error: unknown) => {
    const failure = toScimError(error)
    if (failure.status >= 500 && failure.code === 'SCIM_INTERNAL_ERROR') settings.onError(error, journey.id)
    return toFailureReply(failure, request)
  })
  send(response, withExchangeHeader(reply, settings, journey))
  settings.onExchange({
    id: journey.id,
    tenant: journey.tenant,
    method: request.method,
    path: journey.path.path,
    status: reply.status,
    tolerances: journey.tolerances.used,
    ms: performance.now() - journey.started,
  })
}

async function handle(settings: Settings, request: Request, journey: Journey): Promise<Reply> {
  const { path, tolerances } = journey
  // Before anything of the request is looked at: neither path nor method may decide who has to prove what.
  const isAnonymous = isAnonymousConfig(settings, request, path)
  const principal: Principal = isAnonymous ? { tenant: '' } : await settings.authenticate(request)
  const { tenant, subject, credential = null, access } = principal
  journey.tenant = tenant === '' ? null : tenant
  const handler = findRoute(request.method, path.segments, settings.resourceTypes)
  assertAcceptsJson(request)
  return handler({
    exchangeId: journey.id,
    settings,
    request,
    query: path.query,
    baseUrl: settings.baseUrl(request),
    tenant,
    subject,
    credential,
    access,
    tolerances,
    ifMatch: request.headers['if-match'],
    ifNoneMatch: request.headers['if-none-match'],
    readBody: (limits) => readJsonObject(request, limits),
    transact: (work) => settings.store.transact(tenant, work),
  })
}

// RFC 7643 §5: the configuration should be readable without credentials. It says nothing about any tenant.
function isAnonymousConfig({ allowAnonymousConfig }: Settings, request: Request, { segments }: RequestPath): boolean {
  if (!allowAnonymousConfig || request.headers.authorization !== undefined) return false
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  return isRead && segments.length === 1 && segments[0] === 'ServiceProviderConfig'
}

// Who is not known is not told either: tenants may differ in what they tolerate.
function withExchangeHeader(reply: Reply, { exchangeHeader }: Settings, journey: Journey): Reply {
  const { id, tolerances, tenant } = journey
  if (exchangeHeader === null || tenant === null) return reply
  return { ...reply, headers: { ...reply.headers, [exchangeHeader]: `${id}; tolerances=${tolerances.used.join(',')}` } }
}
