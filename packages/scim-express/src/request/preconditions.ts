/**
 * @see RFC 7644 §3.14 Versioning Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.14
 * @see RFC 9110 §13.1 Preconditions — https://www.rfc-editor.org/rfc/rfc9110#section-13.1
 */
import { matchesETag, preconditionFailed } from '@scimulator/scim-core'
import type { ScimContext } from '../context.ts'

/** Holds a request to the version the client has seen. @throws ScimError 412. */
export function assertIfMatch({ ifMatch }: ScimContext, version: number): void {
  if (ifMatch !== undefined && !matchesETag(ifMatch, version)) {
    throw preconditionFailed('The resource has another version than If-Match asks for.')
  }
}

/**
 * Holds a write to the version the client has seen, or has not. A resource that is not there is 404 before this is asked.
 * CHOICE: a creation takes no precondition, since there is no resource yet that it could be about.
 *
 * @throws ScimError 412.
 */
export function assertPreconditions(context: ScimContext, version: number): void {
  assertIfMatch(context, version)
  const { ifNoneMatch } = context
  if (ifNoneMatch !== undefined && matchesETag(ifNoneMatch, version)) {
    throw preconditionFailed('The resource has a version that If-None-Match rules out.')
  }
}

/** Whether the client already has this version. */
export function isNotModified({ ifNoneMatch }: ScimContext, version: number): boolean {
  return ifNoneMatch !== undefined && matchesETag(ifNoneMatch, version)
}
