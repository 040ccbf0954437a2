import { type JsonObject, parseResource, type ResourceTypeDefinition } from '@scimulator/scim-core'
import type { Include, ResourceTransaction, StoredResource } from '@scimulator/scim-store'
import type { ScimContext } from '../context.ts'
import { required } from '../routes/required.ts'
import { hookEvent } from './hook-event.ts'
import { editMembership, splitAttributes } from './membership.ts'

/** A resource to be made, in strokes: resources that name each other are all there before one gets its members. */
export interface Creation {
  /** Stores the attributes, under a given id or a new one. */
  insert(tx: ResourceTransaction, id?: string): Promise<void>
  /** Adds the members. */
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
  return {
    async insert(tx, givenId) {
      await hooks.beforeCreate?.({ ...hookEvent(context, resourceType, tx), attributes })
      const made = await tx.create(resourceType.name, attributes, givenId === undefined ? {} : { id: givenId })
      id = made.id
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
