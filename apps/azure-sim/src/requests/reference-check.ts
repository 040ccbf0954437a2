/** @see RFC 7644 §3.4.2.2 Filtering — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2 */
import type { ScimRequest } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import { encodeQueryValue } from './query.ts'
import { scimRequest } from './scim-request.ts'

/** Shape of the question; it stands outside the catalogue, since the service of today is not known to ask it. */
export const REFERENCE_CHECK = 'check-reference'

/** Asks whether a resource already has a value in a reference attribute, as the documentation of the older client shows. */
export function referenceCheckRequest(
  job: Job,
  endpoint: 'Users' | 'Groups',
  id: string,
  reference: { readonly attribute: 'manager' | 'members'; readonly value: string },
): ScimRequest {
  const filter = `id eq ${JSON.stringify(id)} and ${reference.attribute} eq ${JSON.stringify(reference.value)}`
  return scimRequest(job, {
    shape: REFERENCE_CHECK,
    method: 'GET',
    path: `/${endpoint}?filter=${encodeQueryValue(filter)}&attributes=id`,
    quirks: ['form-encoded-filter'],
  })
}
