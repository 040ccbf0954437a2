import { type ScimError, toErrorBody } from '@scimulator/scim-core'
import type { Response } from 'express'

/** Answers a request under a SCIM address that no router has seen. */
export function sendScimError(response: Response, error: ScimError): void {
  response
    .status(error.status)
    .set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    .type('application/scim+json')
  response.send(JSON.stringify(toErrorBody(error)))
}
