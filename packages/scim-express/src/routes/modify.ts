/**
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import {
  applyPatch,
  isJsonObject,
  type MemberEdit,
  type PatchOperation,
  parsePatchRequest,
  parseProjection,
  type ResourceTypeDefinition,
  sentInPatch,
  splitMemberOperations,
} from '@scimulator/scim-core'
import type { StoredResource } from '@scimulator/scim-store'
import type { ResourceHandler, ScimContext } from '../context.ts'
import type { MembershipChange } from '../hooks.ts'
import { assertPreconditions } from '../request/preconditions.ts'
import { parseQuery } from '../request/query-parameters.ts'
import { hasMembers } from '../resource/derived.ts'
import { hookEvent } from '../resource/hook-event.ts'
import { editMembership, splitAttributes, toMembershipChange } from '../resource/membership.ts'
import { toResource } from '../resource/representation.ts'
import { createView } from '../resource/view.ts'
import { readWriteBody } from './read-body.ts'
import { required } from './required.ts'
import { updateAttributes } from './update-attributes.ts'

/** A PATCH made ready: edits that need no look at the members, and the operations on everything else. */
interface Plan {
  readonly edits: readonly MemberEdit[]
  readonly operations: readonly PatchOperation[]
  /** An operation on the members needs to see them, so they are loaded and patched like any attribute. */
  readonly needsMembers: boolean
}

/**
 * `PATCH /{endpoint}/{id}`, all or nothing. CHOICE: a resource without members is answered with 200 and its new state; one
 * with members, whose state may be huge, with 204, unless the client names attributes.
 */
export const modifyResource: ResourceHandler = async (context, resourceType, id) => {
  const { settings, tolerances } = context
  const projection = parseProjection(parseQuery(context.query))
  const operations = parsePatchRequest(await readWriteBody(context, resourceType), tolerances)
  const view = createView(context, resourceType, { ...projection, sent: sentInPatch(operations, resourceType) })
  const plan = toPlan(operations, resourceType, context)
  const hasBody = view.isProjected || !hasMembers(resourceType)
  const needs = { members: plan.needsMembers, groups: plan.operations.some(mentionsGroups) }
  const modified = await context.transact(async (tx) => {
    const current = required(await tx.get(resourceType.name, id, needs), resourceType, id)
    assertPreconditions(context, current.version)
    const event = { ...hookEvent(context, resourceType, tx), hooks: settings.hooks }
    const { attributes, changes } = patch(plan, current, resourceType, context)
    await updateAttributes(event, resourceType, current, attributes)
    for (const change of changes) await editMembership({ ...event, groupId: id }, change)
    return required(await tx.get(resourceType.name, id, hasBody ? view.include : {}), resourceType, id)
  })
  return hasBody ? view.reply(200, modified) : { status: 204, headers: view.headers(modified) }
}

function toPlan(
  operations: readonly PatchOperation[],
  resourceType: ResourceTypeDefinition,
  { tolerances }: ScimContext,
): Plan {
  if (!hasMembers(resourceType)) return { edits: [], operations, needsMembers: false }
  const split = splitMemberOperations(operations, tolerances)
  if (split === undefined) return { edits: [], operations, needsMembers: true }
  return { edits: split.members, operations: split.others, needsMembers: false }
}

function patch(
  plan: Plan,
  current: StoredResource,
  resourceType: ResourceTypeDefinition,
  { baseUrl, settings, tolerances }: ScimContext,
): { attributes: StoredResource['attributes']; changes: readonly MembershipChange[] } {
  const edits = plan.edits.map(toMembershipChange)
  if (plan.operations.length === 0) return { attributes: current.attributes, changes: edits }
  const resource = toResource(current, resourceType, { baseUrl, resourceTypes: settings.resourceTypes })
  const patched = applyPatch(resource, plan.operations, resourceType, tolerances)
  if (patched === resource) return { attributes: current.attributes, changes: edits }
  const { attributes, members } = splitAttributes(patched)
  return { attributes, changes: plan.needsMembers ? [{ kind: 'set', members }] : edits }
}

// A client may repeat the groups it has read: to see that they are the same, they must be there.
function mentionsGroups({ path, value }: PatchOperation): boolean {
  return path === undefined && isJsonObject(value) && Object.keys(value).some((key) => /groups$/i.test(key))
}
