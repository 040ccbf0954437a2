/**
 * @see RFC 7644 §3.14 Versioning Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.14
 * @see RFC 9110 §13.1 Preconditions — https://www.rfc-editor.org/rfc/rfc9110#section-13.1
 */

const ENTITY_TAG = /^(?:W\/)?"([\x21\x23-\x7e\x80-\uffff]*)"$/

/** The ETag of a resource with this version; weak, since one version has several representations. */
export function toETag(version: number): string {
  return `W/"${version}"`
}

/**
 * Whether an `If-Match` or `If-None-Match` header names this version: `*` or a list of entity tags. CHOICE: tags are
 * compared by their opaque part, weak or strong, in both headers, since SCIM's own samples use weak tags in `If-Match`.
 * A malformed tag names nothing.
 */
export function matchesETag(header: string, version: number): boolean {
  if (header.trim() === '*') return true
  return header.split(',').some((tag) => ENTITY_TAG.exec(tag.trim())?.[1] === String(version))
}
