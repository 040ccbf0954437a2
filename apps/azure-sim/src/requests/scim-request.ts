import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import type { ScimRequest } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import type { Job } from '../job/job.ts'
import { withTenantQuery } from './query.ts'

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const ON_EVERY_REQUEST = ['no-user-agent', 'adscimversion-header']

/** A request before what every request of a job has in common. */
export interface RequestDraft {
  readonly shape: string
  readonly method: ScimRequest['method']
  readonly path: string
  readonly body?: JsonObject
  readonly quirks?: readonly string[]
}

/** The request as this job sends it. */
export function scimRequest(job: Job, draft: RequestDraft): ScimRequest {
  const path = withTenantQuery(draft.path, job.dialect, knob(job.context, 'tenantUrlQuery'))
  const tenantQuery = path === draft.path ? [] : ['tenant-url-query']
  return { ...draft, path, quirks: [...(draft.quirks ?? []), ...tenantQuery, ...ON_EVERY_REQUEST] }
}

/** A PATCH body. */
export function patchBody(operations: readonly JsonValue[]): JsonObject {
  return { schemas: [PATCH_OP], Operations: [...operations] }
}

/** Path of one resource; the id is the server's text. */
export function resourcePath(endpoint: 'Users' | 'Groups', id: string): string {
  return `/${endpoint}/${encodeURIComponent(id.toWellFormed())}`
}
