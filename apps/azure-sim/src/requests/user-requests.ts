/**
 * @see RFC 7644 §3.3 Creating Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 * @see RFC 7644 §3.4 Retrieving Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.4
 */
import type { Person, ScimRequest } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import { userSource } from '../job/sources.ts'
import type { AttributeMapping } from '../mapping/attribute-mapping.ts'
import { EXTENSION, pathOf } from '../mapping/target.ts'
import { encodeQueryValue, equalsFilter } from './query.ts'
import { resourcePath, scimRequest } from './scim-request.ts'
import { userBody } from './user-body.ts'

/** Looks for a user by a matching attribute, the first one if none is named. */
export function matchUserRequest(
  job: Job,
  value: string,
  shape: 'match-user' | 'probe-users',
  mapping: AttributeMapping | undefined = job.settings.user.matching[0],
): ScimRequest {
  const attribute = mapping === undefined ? 'userName' : pathOf(mapping.target)
  const path = `/Users?filter=${encodeQueryValue(equalsFilter(attribute, value))}`
  const probe = shape === 'probe-users' ? ['guid-probe'] : []
  return scimRequest(job, { shape, method: 'GET', path, quirks: [...probe, 'form-encoded-filter'] })
}

/** Reads a linked user. */
export function readUserRequest(job: Job, id: string): ScimRequest {
  return scimRequest(job, { shape: 'read-user', method: 'GET', path: resourcePath('Users', id) })
}

/** Creates a user. */
export function createUserRequest(job: Job, person: Person): ScimRequest {
  const body = userBody(job.settings.user.mappings, userSource(job, person))
  const bare = Object.hasOwn(body, EXTENSION) ? [] : ['extension-urn-without-data']
  return scimRequest(job, {
    shape: 'create-user',
    method: 'POST',
    path: '/Users',
    body,
    quirks: ['meta-in-post', ...bare],
  })
}

/** Deletes a user. */
export function deleteUserRequest(job: Job, id: string): ScimRequest {
  return scimRequest(job, { shape: 'delete-user', method: 'DELETE', path: resourcePath('Users', id) })
}
