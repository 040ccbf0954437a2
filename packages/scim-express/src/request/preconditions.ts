/**
 * @see RFC 7644 §3.14 Versioning Resources — https://www.rfc-editor.org/rfc/rfc7644#section-3.14
 * @see RFC 9110 §13.1 Preconditions — https://www.rfc-editor.org/rfc/rfc9110#section-13.1
 */
import { matchesETag, preconditionFailed } from '@scimulator/scim-core'
import type { ScimContext } from '../context.ts'

/** Holds a write to the version the client has seen. A resource that is not there is 404 before this is asked. @throws ScimError 412. */
export function assertIfMatch({ ifMatch }: ScimContext, version: number): void {
  if (ifMatch !== undefined && !matchesETag(ifMatch, version)) {
    throw preconditionFailed('The resource has another version than If-Match asks for.')
  }
}

/** Whether the client already has this version. */
export function isNotModified({ request }: ScimContext, version: number): boolean {
  const header = request.headers['if-none-match']
  return header !== undefined && matchesETag(header, version)
}
