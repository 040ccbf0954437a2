/**
 * @see RFC 7644 §3.7 Bulk Operations, "method" and "path" — https://www.rfc-editor.org/rfc/rfc7644#section-3.7
 */
import type { JsonValue } from '../json.ts'

/** What a bulk operation may do. */
export type BulkMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

const METHODS: readonly BulkMethod[] = ['POST', 'PUT', 'PATCH', 'DELETE']
const LONGEST_PATH = 2048
const PATH = /^\/[^/?#]+(?:\/[^/?#]+)?$/

/** Whether a value names something a bulk operation may do. CHOICE: only in the spelling of HTTP. */
export function isBulkMethod(value: JsonValue | undefined): value is BulkMethod {
  return METHODS.some((method) => method === value)
}

/**
 * The endpoint and the id in a path. CHOICE: a path is an endpoint, or an endpoint and an id, below the base URL; a query,
 * a fragment, another segment or a whole URL is none.
 */
export function readPath(value: JsonValue | undefined): { endpoint?: string; id?: string } {
  if (typeof value !== 'string' || value.length > LONGEST_PATH || !PATH.test(value)) return {}
  const [, name = '', segment] = value.split('/')
  const endpoint = `/${name}`
  if (segment === undefined) return { endpoint }
  try {
    return { endpoint, id: decodeURIComponent(segment) }
  } catch {
    return {}
  }
}
