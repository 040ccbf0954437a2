/**
 * @see RFC 7643 §6 ResourceType Schema — https://www.rfc-editor.org/rfc/rfc7643#section-6
 */
import { GROUP_SCHEMA, isJsonObject, USER_SCHEMA } from '@scimulator/scim-core'
import type { Discovery } from './discovery.ts'

/** A resource type as the target announces it. */
export interface DeclaredType {
  readonly name: string
  /** Path of its resources below the base, such as `/Devices`. */
  readonly path: string
  /** URN of its base schema. */
  readonly schema: string
  readonly extensions: readonly { readonly schema: string; readonly required: boolean }[]
}

/** The resource types that are announced, Users and Groups first. */
export function declaredTypes({ resourceTypes, users, groups }: Discovery): readonly DeclaredType[] {
  const types = (resourceTypes ?? []).flatMap(({ name, endpoint, schema, schemaExtensions }): DeclaredType[] => {
    if (typeof endpoint !== 'string' || typeof schema !== 'string') return []
    const extensions = Array.isArray(schemaExtensions) ? schemaExtensions.filter(isJsonObject) : []
    const known = isSchema(schema, USER_SCHEMA) ? users.path : isSchema(schema, GROUP_SCHEMA) ? groups.path : undefined
    return [
      {
        name: String(name),
        path: known ?? pathOf(endpoint),
        schema,
        extensions: extensions.map((extension) => ({
          schema: String(extension.schema),
          required: extension.required === true,
        })),
      },
    ]
  })
  return types.sort((a, b) => rank(a) - rank(b))
}

/** Whether two URNs name one schema. */
export function isSchema(urn: unknown, wanted: string): boolean {
  return String(urn).toLowerCase() === wanted.toLowerCase()
}

function pathOf(endpoint: string): string {
  const path = endpoint.replace(/^[a-z]+:\/\/[^/]*/i, '')
  return path.startsWith('/') ? path : `/${path}`
}

function rank({ schema }: DeclaredType): number {
  if (isSchema(schema, USER_SCHEMA)) return 0
  return isSchema(schema, GROUP_SCHEMA) ? 1 : 2
}
