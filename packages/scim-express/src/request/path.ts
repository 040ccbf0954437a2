/**
 * @see RFC 3986 §2.4 When to Encode or Decode — https://www.rfc-editor.org/rfc/rfc3986#section-2.4
 */

/** The path of a request below the base URL. */
export interface RequestPath {
  /** As written, without the query. */
  readonly path: string
  /** The query as written, without `?`. */
  readonly query: string
  /** The path's segments as written. CHOICE: one trailing slash is ignored. */
  readonly segments: readonly string[]
}

/** Splits a request's URL, decoding nothing. */
export function splitUrl(url: string): RequestPath {
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  const trimmed = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
  const segments = trimmed === '/' || trimmed === '' ? [] : trimmed.slice(1).split('/')
  return { path, query: mark < 0 ? '' : url.slice(mark + 1), segments }
}

const LONGEST_ID = 512

/** A segment decoded once, or undefined when it cannot be anybody's id. */
export function decodeId(segment: string): string | undefined {
  if (segment.length > LONGEST_ID) return undefined
  try {
    const id = decodeURIComponent(segment)
    return id === '' ? undefined : id
  } catch {
    return undefined
  }
}
