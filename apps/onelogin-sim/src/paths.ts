/**
 * Request targets as OneLogin writes them.
 * @see RFC 7644 §3.4.2.2 Filtering — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */

/**
 * The look-up by userName: form encoding, one parameter, a dangling `&` (captured).
 * `%40` for `@`, and backslashes before quotes inside the name, are inferred.
 */
export function lookupPath(userName: string): string {
  const query = new URLSearchParams({ filter: `userName eq ${JSON.stringify(userName)}` })
  return `/Users?${query.toString()}&`
}

/** A user by id with the dangling `?` of writes (captured for PUT, expected for DELETE). */
export function userWritePath(id: string): string {
  return `/Users/${segment(id)}?`
}

/** A user by id as it is read (inferred: without `?`). */
export function userReadPath(id: string): string {
  return `/Users/${segment(id)}`
}

/** A group by id with the dangling `?` of writes (captured). */
export function groupWritePath(id: string): string {
  return `/Groups/${segment(id)}?`
}

/** Half a surrogate pair, which JSON may carry, has no form in a URL. */
function segment(id: string): string {
  return encodeURIComponent(id.toWellFormed())
}
