import type { JsonObject } from '@scimulator/scim-core'
import type { ScimRequest } from '@scimulator/sim-kit'
import type { QuirkId } from '../evidence/quirks.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import { encodeSegment, lookupQuery } from './encode.ts'
import { PATCH_SCHEMA } from './users.ts'

/** Schema URN of a Group. */
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group'

/** A member as Okta sends it: no `type`, no `$ref`. */
export type WireMember = { value: string; display: string | null }

/** One page of groups: an import's, or the probe when the integration is saved. */
export function listGroups(startIndex: number, shape: 'import-groups' | 'groups-probe'): ScimRequest {
  return {
    shape: shape satisfies ShapeId,
    method: 'GET',
    path: `/Groups?startIndex=${startIndex}&count=100`,
    quirks: shape === 'import-groups' ? ['import-step-100' satisfies QuirkId] : [],
  }
}

/** The look-up of a group by name before it is created. */
export function lookupGroup(displayName: string, space: '%20' | '+'): ScimRequest {
  return {
    shape: 'group-lookup' satisfies ShapeId,
    method: 'GET',
    path: `/Groups?${lookupQuery('displayName', displayName, space)}`,
    quirks: space === '+' ? ['filter-plus' satisfies QuirkId] : [],
  }
}

/** POST of a new group. */
export function createGroup(displayName: string, members: readonly WireMember[]): ScimRequest {
  const shape: ShapeId = members.length > 0 ? 'group-create' : 'group-create-empty'
  return {
    shape,
    method: 'POST',
    path: '/Groups',
    body: { schemas: [GROUP_SCHEMA], displayName, members: [...members] },
    quirks: memberQuirks(members),
  }
}

/** The "details" PATCH: id and displayName, also when the name did not change. */
export function patchDetails(id: string, displayName: string, shape: 'group-details' | 'group-rename'): ScimRequest {
  const quirks: QuirkId[] = ['patch-without-path', 'details-repeat-id']
  return patchGroup(id, shape, [{ op: 'replace', value: { id, displayName } }], quirks)
}

/** One PATCH of memberships: a remove per member first, then one add. */
export function patchMembers(id: string, removed: readonly string[], added: readonly WireMember[]): ScimRequest {
  const removals = removed.map((member) => ({ op: 'remove', path: `members[value eq ${JSON.stringify(member)}]` }))
  const additions = added.length > 0 ? [{ op: 'add', path: 'members', value: [...added] }] : []
  const shape: ShapeId =
    removed.length === 0 ? 'group-members-add' : added.length === 0 ? 'group-members-remove' : 'group-members-change'
  return patchGroup(id, shape, [...removals, ...additions], memberQuirks(added))
}

/** Push Now: the whole membership at once. */
export function pushMembers(id: string, members: readonly WireMember[], pathless: boolean): ScimRequest {
  const shape: ShapeId = members.length > 0 ? 'group-push-now' : 'group-push-now-empty'
  const quirks = memberQuirks(members)
  const operation: JsonObject = pathless
    ? { op: 'replace', value: { members: [...members] } }
    : { op: 'replace', path: 'members', value: [...members] }
  return patchGroup(id, shape, [operation], pathless ? [...quirks, 'patch-without-path'] : quirks)
}

/** The read before a PUT, or to see whether a group still exists. */
export function readGroup(id: string): ScimRequest {
  return { shape: 'group-read' satisfies ShapeId, method: 'GET', path: `/Groups/${encodeSegment(id)}` }
}

/** PUT of a group with its full membership; both captures have its `id`, the docs’ sample has not. */
export function replaceGroup(
  id: string,
  displayName: string,
  members: readonly WireMember[],
  shape: ShapeId,
  withId = true,
): ScimRequest {
  return {
    shape,
    method: 'PUT',
    path: `/Groups/${encodeSegment(id)}`,
    body: { schemas: [GROUP_SCHEMA], ...(withId ? { id } : {}), displayName, members: [...members] },
    quirks: memberQuirks(members),
  }
}

/** Deletes an unlinked group in the target app. */
export function deleteGroup(id: string): ScimRequest {
  return {
    shape: 'group-delete' satisfies ShapeId,
    method: 'DELETE',
    path: `/Groups/${encodeSegment(id)}`,
    quirks: ['delete-with-content-type' satisfies QuirkId],
  }
}

function patchGroup(id: string, shape: ShapeId, operations: JsonObject[], quirks: readonly QuirkId[]): ScimRequest {
  const body = { schemas: [PATCH_SCHEMA], Operations: operations }
  return { shape, method: 'PATCH', path: `/Groups/${encodeSegment(id)}`, body, quirks }
}

function memberQuirks(members: readonly WireMember[]): QuirkId[] {
  return members.length > 0 ? ['members-without-type'] : []
}
