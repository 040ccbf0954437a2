/**
 * @see RFC 7644 §3.7.2 "bulkId" Temporary Identifiers — https://www.rfc-editor.org/rfc/rfc7644#section-3.7.2
 */
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import type { BulkOperation } from './request.ts'

const PREFIX = 'bulkId:'

/** Gives the id that stands behind a bulkId, or throws what the operation shall fail with. */
export type ResolveBulkId = (bulkId: string) => string

/** The bulkId a text refers to. CHOICE: only a text that is `bulkId:x` as a whole, in this spelling, is a reference. */
export function readReference(text: string): string | undefined {
  return text.startsWith(PREFIX) && text.length > PREFIX.length ? text.slice(PREFIX.length) : undefined
}

/** Every bulkId an operation refers to, in its path or anywhere in its data. */
export function referencesOf(operation: BulkOperation): ReadonlySet<string> {
  const found = new Set<string>()
  resolveReferences(operation, (bulkId) => {
    found.add(bulkId)
    return ''
  })
  return found
}

/**
 * The operation with ids in place of its references: the resource in its path, every text in its data, and for a PATCH
 * also the texts in the filters of its paths. Names of attributes are left alone.
 */
export function resolveReferences<Operation extends BulkOperation>(
  operation: Operation,
  resolve: ResolveBulkId,
): Operation {
  const { id, data, method } = operation
  const bulkId = id === undefined ? undefined : readReference(id)
  const resolved = data === undefined ? undefined : resolveObject(data, resolve)
  return {
    ...operation,
    ...(bulkId === undefined ? {} : { id: resolve(bulkId) }),
    ...(resolved === undefined ? {} : { data: method === 'PATCH' ? resolvePaths(resolved, resolve) : resolved }),
  }
}

function resolveObject(object: JsonObject, resolve: ResolveBulkId): JsonObject {
  // From entries, so that a key such as `__proto__` stays a key like any other.
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, value === undefined ? value : resolveValue(value, resolve)]),
  )
}

function resolveValue(value: JsonValue, resolve: ResolveBulkId): JsonValue {
  if (Array.isArray(value)) return value.map((element) => resolveValue(element, resolve))
  if (isJsonObject(value)) return resolveObject(value, resolve)
  const bulkId = typeof value === 'string' ? readReference(value) : undefined
  return bulkId === undefined ? value : resolve(bulkId)
}

function resolvePaths(message: JsonObject, resolve: ResolveBulkId): JsonObject {
  return mapMember(message, 'operations', (operations) =>
    Array.isArray(operations)
      ? operations.map((operation) =>
          isJsonObject(operation)
            ? mapMember(operation, 'path', (path) => (typeof path === 'string' ? resolvePath(path, resolve) : path))
            : operation,
        )
      : operations,
  )
}

function mapMember(object: JsonObject, name: string, map: (value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      key,
      value !== undefined && key.toLowerCase() === name ? map(value) : value,
    ]),
  )
}

// The texts in a path are JSON strings, and quotes stand nowhere else in it. Each character is looked at once.
function resolvePath(path: string, resolve: ResolveBulkId): string {
  const parts: string[] = []
  let at = 0
  for (let start = path.indexOf('"'); start >= 0; start = path.indexOf('"', at)) {
    const end = literalEnd(path, start)
    if (end < 0) break
    const literal = path.slice(start, end)
    const bulkId = readReference(readLiteral(literal))
    parts.push(path.slice(at, start), bulkId === undefined ? literal : JSON.stringify(resolve(bulkId)))
    at = end
  }
  return parts.join('') + path.slice(at)
}

// Behind the closing quote, or -1 when there is none.
function literalEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at + 1
  }
  return -1
}

// A literal that is no JSON string is left to whoever reads the path.
function readLiteral(literal: string): string {
  try {
    return String(JSON.parse(literal))
  } catch {
    return ''
  }
}
