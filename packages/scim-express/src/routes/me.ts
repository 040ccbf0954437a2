/**
 * @see RFC 7644 §3.11 "/Me" Authenticated Subject Alias — https://www.rfc-editor.org/rfc/rfc7644#section-3.11
 * @see RFC 7644 §2 Authentication and Authorization — https://www.rfc-editor.org/rfc/rfc7644#section-2
 */
import {
  forbidden,
  isSameJson,
  type JsonObject,
  notFound,
  notImplemented,
  type ResourceTypeDefinition,
} from '@scimulator/scim-core'
import { assertAllowed } from '../access.ts'
import type { Handler, ResourceHandler, ScimContext } from '../context.ts'
import type { LifecycleHooks } from '../hooks.ts'
import { deleteResource } from './delete.ts'
import { modifyResource } from './modify.ts'
import { readResource } from './read.ts'
import { replaceResource } from './replace.ts'

/**
 * `/Me`. CHOICE: it is answered itself, with the permanent address in `Location`, not redirected; nobody can make
 * themselves by POST; whoever has no resource gets 404, and 501 where the service does not know of subjects at all.
 */
export const meEndpoint: ReadonlyMap<string, Handler> = new Map([
  ['GET', onSubject(readResource, false)],
  ['PUT', onSubject(replaceResource, true)],
  ['PATCH', onSubject(modifyResource, true)],
  ['DELETE', onSubject(deleteResource, true)],
  ['POST', refuse],
])

function refuse(): never {
  throw notImplemented('This service does not offer the operation.')
}

function onSubject(handle: ResourceHandler, write: boolean): Handler {
  return async (context) => {
    const { resourceType, id } = await findSubject(context)
    assertAllowed(context, { resourceType, write, isMe: true })
    const settings = { ...context.settings, hooks: withSelfProtection(context) }
    return handle({ ...context, settings }, resourceType, id)
  }
}

async function findSubject(context: ScimContext): Promise<{ resourceType: ResourceTypeDefinition; id: string }> {
  const { subject: id, settings, tenant } = context
  if (id === undefined) return refuse()
  const reader = settings.store.read(tenant)
  for (const resourceType of id === null ? [] : settings.resourceTypes) {
    const isThere = (await reader.get(resourceType.name, id ?? '')) !== undefined
    if (isThere) return { resourceType, id: id ?? '' }
  }
  throw notFound('The credentials of the request belong to no resource.')
}

// RFC 7644 §2: what somebody may do to themselves is less than what a client may do to everybody.
function withSelfProtection({ settings: { hooks, protectedFromSelf } }: ScimContext): LifecycleHooks {
  return {
    ...hooks,
    beforeUpdate(event) {
      const { current, attributes } = event
      const touched = protectedFromSelf.find((name) => !isSame(current.attributes, attributes, name))
      if (touched !== undefined) throw forbidden(`The attribute "${touched}" may not be changed by its own subject.`)
      return hooks.beforeUpdate?.(event)
    },
  }
}

function isSame(before: JsonObject, after: JsonObject, name: string): boolean {
  const [old, given] = [before, after].map((attributes) =>
    Object.hasOwn(attributes, name) ? attributes[name] : undefined,
  )
  return isSameJson(old, given)
}
