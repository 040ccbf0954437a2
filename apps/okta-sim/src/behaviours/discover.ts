/**
 * @see RFC 7644 §4 Service Provider Configuration Endpoints — https://www.rfc-editor.org/rfc/rfc7644#section-4
 */
import type { JsonObject } from '@scimulator/scim-core'
import { type Behaviour, type ScimRequest, type StepResult, step } from '@scimulator/sim-kit'
import type { OktaApp } from '../app/app.ts'
import { writeLog } from '../app/tasks.ts'
import { ownText } from '../mapping/json.ts'
import { type Failure, tail } from '../messages.ts'
import { ask } from '../requests/ask.ts'
import { listDiscovery, listEntitlements } from '../requests/discovery.ts'
import { type ListReply, readList } from '../requests/list-reply.ts'

/** Schemas of what Okta takes for roles and entitlements; another one, the IETF draft’s too, is ignored silently. */
const ENTITLEMENT_SCHEMAS = new Set([
  'urn:okta:scim:schemas:core:1.0:Role',
  'urn:okta:scim:schemas:core:1.0:Entitlement',
])

/**
 * Import User Schema: /ResourceTypes, then /Schemas, then each endpoint of roles and entitlements the resource types
 * name. In Okta a job of its own, minutes after the save.
 */
export function* discoverSchema(app: OktaApp, cause: string): Behaviour<StepResult> {
  const subject = { kind: 'connection', name: app.integration.label } as const
  return yield* step(
    subject,
    'verify',
    function* () {
      const types = yield* read(app, listDiscovery('ResourceTypes'))
      if ('failure' in types) return refused(types.failure)
      const schemas = yield* read(app, listDiscovery('Schemas'))
      if ('failure' in schemas) return refused(schemas.failure)
      app.data.schemas = schemas.list.resources.flatMap((schema) => ownText(schema, 'id') ?? [])
      const endpoints = types.list.resources.filter(isEntitlement)
      for (const type of endpoints) {
        const values = yield* read(app, listEntitlements(ownText(type, 'endpoint') ?? ''))
        if ('failure' in values) return refused(values.failure)
      }
      writeLog(app, 'application.configuration.import_schema', 'SUCCESS', app.integration.label)
      return { outcome: 'succeeded', reason: `${app.data.schemas.length} schemas read, ${endpoints.length} endpoints` }
    },
    cause,
  )
}

function isEntitlement(type: JsonObject): boolean {
  const endpoint = ownText(type, 'endpoint') ?? ''
  return ENTITLEMENT_SCHEMAS.has(ownText(type, 'schema') ?? '') && /^\/[\w/-]{1,200}$/.test(endpoint)
}

function* read(
  app: OktaApp,
  request: ScimRequest,
): Behaviour<{ readonly list: ListReply } | { readonly failure: Failure }> {
  const reply = yield* ask(app, request, { refused: 'discovery-refused' })
  if (!reply.ok) return { failure: reply.failure }
  const list = yield* readList(reply)
  return list === undefined ? { failure: { reasonPhrase: 'null', detail: '' } } : { list }
}

function refused(failure: Failure): StepResult {
  return { outcome: 'failed', reason: `Schema import failed: ${tail(failure)}` }
}
