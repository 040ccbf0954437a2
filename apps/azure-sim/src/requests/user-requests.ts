/**
 * @see RFC 7644 §3.3 Creating Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 * @see RFC 7644 §3.4 Retrieving Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.4
 */
import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import type { Person, ScimRequest } from '@scimulator/sim-kit'
import type { Job } from '../job/job.ts'
import { MATCHING_ATTRIBUTE, USER_MAPPINGS } from '../mapping/attribute-mapping.ts'
import { EXTENSION, pathOf } from '../mapping/target.ts'
import { encodeQueryValue, equalsFilter } from './query.ts'
import { resourcePath, scimRequest } from './scim-request.ts'

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'

/** Looks for a user by the matching attribute. */
export function matchUserRequest(job: Job, value: string, shape: 'match-user' | 'probe-users'): ScimRequest {
  const path = `/Users?filter=${encodeQueryValue(equalsFilter(MATCHING_ATTRIBUTE, value))}`
  const probe = shape === 'probe-users' ? ['guid-probe'] : []
  return scimRequest(job, { shape, method: 'GET', path, quirks: [...probe, 'form-encoded-filter'] })
}

/** Reads a linked user. */
export function readUserRequest(job: Job, id: string): ScimRequest {
  return scimRequest(job, { shape: 'read-user', method: 'GET', path: resourcePath('Users', id) })
}

/** Creates a user. */
export function createUserRequest(job: Job, person: Person, mailNickname: string): ScimRequest {
  const body = userBody(person, mailNickname)
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

/** Body of a POST: `schemas, externalId, userName, active`, then by alphabet, the extension last; nulls are left out. */
export function userBody(person: Person, mailNickname: string): JsonObject {
  const given = new Map<string, string>()
  for (const { target, value } of USER_MAPPINGS) {
    const text = value(person, mailNickname)
    if (text !== undefined) given.set(pathOf(target), text)
  }
  const department = given.get(`${EXTENSION}:department`)
  return compact({
    schemas: [CORE, EXTENSION],
    externalId: given.get('externalId'),
    userName: given.get('userName'),
    active: given.get('active') === 'True',
    displayName: given.get('displayName'),
    emails: email(given.get('emails[type eq "work"].value')),
    meta: { resourceType: 'User' },
    name: nonEmpty({
      formatted: given.get('name.formatted'),
      familyName: given.get('name.familyName'),
      givenName: given.get('name.givenName'),
    }),
    title: given.get('title'),
    [EXTENSION]: department === undefined ? undefined : { department },
  })
}

function email(value: string | undefined): JsonValue | undefined {
  return value === undefined ? undefined : [{ primary: true, type: 'work', value }]
}

function nonEmpty(value: JsonObject): JsonObject | undefined {
  const compacted = compact(value)
  return Object.keys(compacted).length === 0 ? undefined : compacted
}

function compact(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined))
}
