import { type JsonObject, parseResource, type ResourceTypeDefinition } from '@scimulator/scim-core'
import type { Include, ResourceTransaction, StoredResource } from '@scimulator/scim-store'
import type { ScimContext } from '../context.ts'
import type { HookEvent } from '../hooks.ts'
import { required } from '../routes/required.ts'
import { hasGroups, hasMembers } from './derived.ts'
import { hookEvent } from './hook-event.ts'
import { editMembership, splitAttributes } from './membership.ts'

/** A resource to be made, in one stroke or, as resources that name each other must be, in two. */
export interface Creation {
  /** Stores the resource with its members. */
  create(tx: ResourceTransaction): Promise<void>
  /** Stores it without its members, under a given id. */
  insert(tx: ResourceTransaction, id: string): Promise<void>
  /** Adds the members to what was inserted: by now those inserted along with it are there too. */
  link(tx: ResourceTransaction): Promise<void>
  /** The resource as it is now. */
  finish(tx: ResourceTransaction): Promise<StoredResource>
}

/** Checks the body of a creation. @throws ScimError. */
export function prepareCreation(
  context: ScimContext,
  resourceType: ResourceTypeDefinition,
  body: JsonObject,
  include: Include,
): Creation {
  const { hooks } = context.settings
  const parsed = parseResource(body, resourceType, context.tolerances, { mode: 'create' })
  const { attributes, members } = splitAttributes(parsed)
  let id = ''

  async function toStored(event: HookEvent): Promise<JsonObject> {
    const instead = await hooks.beforeCreate?.({ ...event, attributes })
    if (instead !== undefined) assertNoneKeptApart(instead, resourceType)
    return instead ?? attributes
  }

  return {
    async create(tx) {
      const event = hookEvent(context, resourceType, tx)
      const stored = await toStored(event)
      id = tx.newId()
      if (members.length > 0)
        await hooks.beforeMembership?.({ ...event, groupId: id, change: { kind: 'add', members } })
      await tx.create(resourceType.name, stored, { id, members })
    },
    async insert(tx, givenId) {
      const stored = await toStored(hookEvent(context, resourceType, tx))
      id = givenId
      await tx.create(resourceType.name, stored, { id })
    },
    async link(tx) {
      if (members.length === 0) return
      await editMembership({ ...hookEvent(context, resourceType, tx), groupId: id, hooks }, { kind: 'add', members })
    },
    async finish(tx) {
      const resource = required(await tx.get(resourceType.name, id, include), resourceType, id)
      await hooks.afterCreate?.({ ...hookEvent(context, resourceType, tx), resource })
      return resource
    },
  }
}

/**
 * What the store gives and keeps apart is no attribute that a hook could set.
 *
 * @throws Error for the operator: the client has asked for nothing of the kind.
 */
function assertNoneKeptApart(attributes: JsonObject, resourceType: ResourceTypeDefinition): void {
  const apart = ['id', 'meta', hasMembers(resourceType) ? 'members' : '', hasGroups(resourceType) ? 'groups' : '']
  const given = apart.find((name) => Object.hasOwn(attributes, name))
  if (given !== undefined) throw new Error(`beforeCreate may not return "${given}".`)
}
