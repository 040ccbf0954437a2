/**
 * @see RFC 7644 §3.12 HTTP Status and Error Response Handling — https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 * @see RFC 6750 §3 The WWW-Authenticate Response Header Field — https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
import { internalError, isScimError, type ScimError, toErrorBody } from '@scimulator/scim-core'
import { StoreError } from '@scimulator/scim-store'
import type { Request } from 'express'
import { InsufficientScope } from '../access.ts'
import type { Reply } from './reply.ts'
import { storeErrorToScimError } from './store-error.ts'

/** What a failure looks like to the client; everything unforeseen is 500 with a fixed sentence. */
export function toScimError(error: unknown): ScimError {
  if (isScimError(error)) return error
  return error instanceof StoreError ? storeErrorToScimError(error) : internalError({ cause: error })
}

/** The answer that carries a failure. */
export function toFailureReply(error: ScimError, request: Request): Reply {
  return { status: error.status, headers: headersFor(error, request), body: toErrorBody(error) }
}

function headersFor(error: ScimError, request: Request): Record<string, string> {
  if (error.status === 413) return { connection: 'close' }
  if (error.cause instanceof InsufficientScope) {
    return {
      'www-authenticate': `Bearer realm="scim", error="insufficient_scope", scope="${toScopeText(error.cause)}"`,
    }
  }
  if (error.status !== 401) return allowOf(error)
  // RFC 6750 §3.1: no error code for a request that carries no credentials.
  const code = request.headers.authorization === undefined ? '' : ', error="invalid_token"'
  return { 'www-authenticate': `Bearer realm="scim"${code}` }
}

// RFC 6750 §3: what may stand between the quotes.
function toScopeText({ scope }: InsufficientScope): string {
  return scope.replace(/[^\x20-\x7e]|["\\]/g, '_')
}

// RFC 9110 §15.5.6: 405 says what would be allowed; the route puts it into the cause.
function allowOf({ status, cause }: ScimError): Record<string, string> {
  if (status !== 405 || !(cause instanceof AllowedMethods)) return {}
  return { allow: cause.methods.join(', ') }
}

/** The methods an endpoint takes, as the cause of a 405. */
export class AllowedMethods {
  readonly methods: readonly string[]

  constructor(methods: readonly string[]) {
    this.methods = methods
  }
}
