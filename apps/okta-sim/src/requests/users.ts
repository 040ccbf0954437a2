import type { JsonObject } from '@scimulator/scim-core'
import type { ScimRequest } from '@scimulator/sim-kit'
import type { QuirkId } from '../evidence/quirks.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import { ENTERPRISE_SCHEMA } from '../mapping/external-name.ts'
import { toPutOrder } from '../mapping/user-body.ts'
import { encodeSegment, lookupQuery } from './encode.ts'

/** Schema URN of a PATCH body. */
export const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** The two-row read behind Test and Save. */
export function probeUsers(): ScimRequest {
  return { shape: 'connection-test' satisfies ShapeId, method: 'GET', path: '/Users?startIndex=1&count=2' }
}

/** One page of a users import. */
export function listUsers(startIndex: number): ScimRequest {
  return {
    shape: 'import-users' satisfies ShapeId,
    method: 'GET',
    path: `/Users?startIndex=${startIndex}&count=100`,
    quirks: ['import-step-100' satisfies QuirkId],
  }
}

/** The existence check before an assignment. */
export function checkUser(userName: string, space: '%20' | '+', again: boolean): ScimRequest {
  const shape: ShapeId = again ? 'user-check-again' : 'user-check'
  const quirks: QuirkId[] = space === '+' ? ['filter-plus'] : []
  return { shape, method: 'GET', path: `/Users?${lookupQuery('userName', userName, space)}`, quirks }
}

/** POST of a new account. */
export function createUser(body: JsonObject): ScimRequest {
  const shape: ShapeId = Object.hasOwn(body, ENTERPRISE_SCHEMA) ? 'user-create-enterprise' : 'user-create'
  const quirks: QuirkId[] = ['password-on-create', 'groups-on-user']
  return { shape, method: 'POST', path: '/Users', body, quirks }
}

/** The read before a PUT. */
export function readUser(id: string): ScimRequest {
  return { shape: 'user-read' satisfies ShapeId, method: 'GET', path: `/Users/${encodeSegment(id)}` }
}

/** PUT of a whole User in Okta's key order. */
export function replaceUser(id: string, user: JsonObject, shape: ShapeId): ScimRequest {
  const body = toPutOrder(user)
  const quirks: QuirkId[] = ['put-echoes-get']
  if (Object.hasOwn(body, 'groups')) quirks.push('groups-on-user')
  return { shape, method: 'PUT', path: `/Users/${encodeSegment(id)}`, body, quirks }
}

/** PATCH of a profile, without path: only what changed. The body is unverified. */
export function patchProfile(id: string, value: JsonObject, shape: ShapeId): ScimRequest {
  return {
    shape,
    method: 'PATCH',
    path: `/Users/${encodeSegment(id)}`,
    body: { schemas: [PATCH_SCHEMA], Operations: [{ op: 'replace', value }] },
    quirks: ['patch-without-path' satisfies QuirkId],
  }
}

/** PATCH of a password; the method is documented, the body is inferred from the other PATCHes. */
export function patchPassword(id: string, password: string): ScimRequest {
  return {
    shape: 'user-password' satisfies ShapeId,
    method: 'PATCH',
    path: `/Users/${encodeSegment(id)}`,
    body: { schemas: [PATCH_SCHEMA], Operations: [{ op: 'replace', value: { password } }] },
    quirks: ['patch-without-path' satisfies QuirkId],
  }
}

/** PATCH of `active`, without path. */
export function patchActive(id: string, active: boolean): ScimRequest {
  const shape: ShapeId = active ? 'user-activate' : 'user-deactivate'
  return {
    shape,
    method: 'PATCH',
    path: `/Users/${encodeSegment(id)}`,
    body: { schemas: [PATCH_SCHEMA], Operations: [{ op: 'replace', value: { active } }] },
    quirks: ['patch-without-path' satisfies QuirkId],
  }
}
