import type { JsonObject } from '@scimulator/scim-core'
import type { Answer, Resource } from '../client/answer.ts'
import type { CheckContext } from '../engine/context.ts'

/** Replaces a User by its userName and these attributes. */
export function put(context: CheckContext, user: Resource, attributes: JsonObject = {}, query = {}): Promise<Answer> {
  const { userName = null } = user
  return context.client.put(context.userPath(user), context.userBody({ userName, ...attributes }), { query })
}
