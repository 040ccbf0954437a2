/**
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 * @see RFC 7644 §3.9 Additional Operation Response Parameters — https://www.rfc-editor.org/rfc/rfc7644#section-3.9
 */
import type { JsonObject } from '@scimulator/scim-core'
import type { ScimRequest } from '@scimulator/sim-kit'
import { knob } from '../evidence/knobs.ts'
import type { Job } from '../job/job.ts'
import type { AttributeMapping } from '../mapping/attribute-mapping.ts'
import { pathOf } from '../mapping/target.ts'
import { type Dialect, opWord } from '../profiles/dialect.ts'
import { type Edit, operationsOf } from './patch-operations.ts'
import { encodeQueryValue, equalsFilter } from './query.ts'
import { patchBody, resourcePath, scimRequest } from './scim-request.ts'

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const WITHOUT_MEMBERS = 'excludedAttributes=members'

/** Looks for a group by a matching attribute, the first one if none is named; without members. */
export function matchGroupRequest(
  job: Job,
  value: string,
  shape: 'match-group' | 'probe-groups',
  mapping: AttributeMapping | undefined = job.settings.group.matching[0],
): ScimRequest {
  const attribute = mapping === undefined ? 'displayName' : pathOf(mapping.target)
  const path = `/Groups?${WITHOUT_MEMBERS}&filter=${encodeQueryValue(equalsFilter(attribute, value))}`
  const probe = shape === 'probe-groups' ? ['guid-probe'] : []
  return scimRequest(job, {
    shape,
    method: 'GET',
    path,
    quirks: [...probe, 'excluded-attributes-first', 'form-encoded-filter'],
  })
}

/** Reads a linked group without members. */
export function readGroupRequest(job: Job, id: string): ScimRequest {
  const path = `${resourcePath('Groups', id)}?${WITHOUT_MEMBERS}`
  return scimRequest(job, { shape: 'read-group', method: 'GET', path })
}

/** Reads a group with members, as the SCIM Validator does after a membership change. */
export function readMembersRequest(job: Job, id: string): ScimRequest {
  return scimRequest(job, { shape: 'read-members', method: 'GET', path: resourcePath('Groups', id) })
}

/** What the mappings give for a new group. */
export interface MappedGroup {
  readonly externalId: string | undefined
  readonly displayName: string | undefined
}

/** Creates a group, always without members. */
export function createGroupRequest(job: Job, mapped: MappedGroup): ScimRequest {
  const { externalId, displayName } = mapped
  const body = {
    schemas: [CORE],
    ...(externalId === undefined ? {} : { externalId }),
    ...(displayName === undefined ? {} : { displayName }),
    members: [],
    meta: { resourceType: 'Group' },
  }
  return scimRequest(job, {
    shape: 'create-group',
    method: 'POST',
    path: '/Groups',
    body,
    quirks: ['meta-in-post', 'empty-members'],
  })
}

/** An attribute of a group in which source and target differ. */
export interface GroupChange {
  readonly name: 'displayName' | 'externalId'
  readonly op: 'add' | 'replace'
  readonly value: string
}

/** Writes a new name or externalId. */
export function patchGroupRequest(job: Job, id: string, changes: readonly GroupChange[]): ScimRequest {
  const shape = changes.some(({ name }) => name === 'displayName') ? 'rename-group' : 'group-external-id'
  const edits = changes.map(({ name, op, value }): Edit => ({ op, path: name, value, form: 'simple' }))
  return patchGroup(job, id, shape, operationsOf(job.dialect, edits))
}

/** Adds members: one operation with one or several values. */
export function addMembersRequest(job: Job, id: string, members: readonly string[], again: boolean): ScimRequest {
  const add = (values: readonly string[]): JsonObject => ({
    op: opWord(job.dialect, 'add'),
    path: 'members',
    value: memberValues(job, values),
  })
  const each = knob(job.context, 'memberOperations') === 'each'
  return patchGroup(
    job,
    id,
    members.length === 1 ? 'add-member' : 'add-members',
    each ? members.map((member) => add([member])) : [add(members)],
    again ? ['re-add-member'] : [],
  )
}

/** Removes members, in the form of the job's dialect. */
export function removeMembersRequest(job: Job, id: string, members: readonly string[]): ScimRequest {
  const array = job.dialect.removeMembers === 'value-array'
  const operations = array
    ? [{ op: opWord(job.dialect, 'remove'), path: 'members', value: memberValues(job, members) }]
    : members.map((member) => removeByPath(job.dialect, member))
  const shape = members.length === 1 ? 'remove-member' : 'remove-members'
  return patchGroup(job, id, shape, operations, array ? ['remove-value-array'] : [])
}

/** Deletes a group. */
export function deleteGroupRequest(job: Job, id: string): ScimRequest {
  return scimRequest(job, { shape: 'delete-group', method: 'DELETE', path: resourcePath('Groups', id) })
}

function memberValues({ context }: Job, members: readonly string[]): JsonObject[] {
  const reference = knob(context, 'memberReference') === 'null' ? { $ref: null } : {}
  return members.map((value) => ({ ...reference, value }))
}

function removeByPath(dialect: Dialect, member: string): JsonObject {
  return { op: opWord(dialect, 'remove'), path: `members[value eq ${JSON.stringify(member)}]` }
}

function patchGroup(
  job: Job,
  id: string,
  shape: string,
  operations: readonly JsonObject[],
  quirks: readonly string[] = [],
): ScimRequest {
  const capitalised = job.dialect.opCase === 'capitalised' ? ['capitalised-op'] : []
  return scimRequest(job, {
    shape,
    method: 'PATCH',
    path: resourcePath('Groups', id),
    body: patchBody(operations),
    quirks: [...capitalised, ...quirks],
  })
}
