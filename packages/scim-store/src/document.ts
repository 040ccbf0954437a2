import { type JsonObject, type JsonValue, toETag } from '@scimulator/scim-core'
import type { StoredResource } from './store.ts'

/** The stored resource as the protocol sees it, with `id`, `meta` and the derived attributes that were read along. */
export function documentOf(resource: StoredResource): JsonObject {
  const { resourceType, created, lastModified } = resource
  return {
    ...resource.attributes,
    id: resource.id,
    meta: { resourceType, created, lastModified, version: toETag(resource.version) },
    ...elements('members', resource.members),
    ...elements('groups', resource.groups),
  }
}

interface Reference {
  readonly value: string
  readonly type: string
  readonly display?: string
}

function elements(name: string, references: readonly Reference[] | undefined): JsonObject {
  if (references === undefined || references.length === 0) return {}
  const values: JsonValue[] = references.map((reference) => ({ ...reference }))
  return { [name]: values }
}
