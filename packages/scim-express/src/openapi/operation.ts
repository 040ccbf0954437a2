import type { JsonObject } from '@scimulator/scim-core'
import { schemaRef } from './message-schemas.ts'
import { parameterRef } from './parameters.ts'
import { COMMON_FAILURES, type Failures, failure, scimContent } from './responses.ts'

/** What an operation is made of. */
export interface OperationParts {
  readonly id: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** Names of shared parameters. */
  readonly parameters?: readonly string[]
  /** Name of the component the body is. */
  readonly body?: string
  readonly success: Readonly<Record<string, JsonObject>>
  readonly failures?: Failures
  readonly security?: readonly JsonObject[]
}

/** Writes an operation of the document. */
export type WriteOperation = (parts: OperationParts) => JsonObject

/** Writes operations whose failures include what all have in common, and those that the application around adds. */
export function operationWriter(moreFailures: readonly number[]): WriteOperation {
  const common = Object.fromEntries([...COMMON_FAILURES, ...moreFailures].map((status) => [status, []]))
  return ({ id, tag, summary, description, parameters, body, success, failures, security }) => ({
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(parameters === undefined ? {} : { parameters: parameters.map(parameterRef) }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: scimContent(schemaRef(body)) } }),
    responses: { ...success, ...failureAnswers({ ...common, ...failures }) },
    ...(security === undefined ? {} : { security: [...security] }),
  })
}

function failureAnswers(failures: Failures): Record<string, JsonObject> {
  return Object.fromEntries(
    Object.entries(failures).map(([status, scimTypes]) => [status, failure(Number(status), scimTypes)]),
  )
}
