/**
 * @see RFC 7644 §3.10 Attribute Notation — https://www.rfc-editor.org/rfc/rfc7644#section-3.10
 */
import { isScimError } from '../errors/scim-error.ts'
import { isJsonObject, type JsonValue } from '../json.ts'
import { type PatchPath, parsePatchPath } from '../path/patch-path.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import { refuseUnknown } from '../schema/value-errors.ts'
import { readSchemaUri } from '../validate/schemas.ts'
import type { PatchContext } from './context.ts'
import { findTarget, type Target } from './target.ts'

/**
 * What a key of a path-less value names: an attribute, a schema, or `resource` where the URI of the base schema stands
 * for the resource itself; undefined if the key is to be ignored. The full name of an attribute (URN and name) is
 * attribute notation by RFC 7644 §3.10; dots and filters in a key are a tolerance.
 */
export function readKey(
  key: string,
  value: JsonValue | undefined,
  context: PatchContext,
): Target | 'resource' | undefined {
  const { resourceType, tolerances } = context
  const found = findAttribute(resourceType, { attribute: key })
  if (found !== undefined) return { kind: 'attribute', schema: found.schema, attribute: found.attribute }
  const schema = readSchemaUri(key, resourceType, tolerances)
  if (schema === resourceType.schema) {
    if (tolerances.allows('core-uri-as-key')) return 'resource'
  } else if (schema !== undefined) return { kind: 'schema', schema }
  return readPathKey(key, value, context)
}

function readPathKey(
  key: string,
  value: JsonValue | undefined,
  { resourceType, tolerances }: PatchContext,
): Target | undefined {
  const parsed = tryParse(key)
  const target = parsed && findTarget(parsed, resourceType, tolerances)
  if (target !== undefined && target.kind !== 'schema') {
    const isFullName = target.kind === 'attribute' && parsed?.path.schema !== undefined
    if (isFullName || tolerances.allows('dotted-keys')) return target
  }
  const isExtension = key.includes(':') && isJsonObject(value) && target === undefined
  if (isExtension && tolerances.allows('unknown-schemas')) return undefined
  refuseUnknown(key, resourceType.name, tolerances)
  return undefined
}

function tryParse(key: string): PatchPath | undefined {
  try {
    return parsePatchPath(key)
  } catch (error) {
    if (isScimError(error)) return undefined
    throw error
  }
}
