import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '@scimulator/scim-core'

/** Whether a write would leave the attributes as they are; then version and lastModified stay too. */
export function isUnchanged(before: JsonObject, after: JsonObject): boolean {
  return isDeepStrictEqual(before, after)
}
