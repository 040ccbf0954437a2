import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import { type Answer, type Behaviour, type ScimRequest, send } from '@scimulator/sim-kit'
import type { QuirkId } from '../evidence/quirks.ts'
import type { ShapeId } from '../evidence/shapes.ts'
import { ownText } from '../own-json.ts'

/** A request in the terms of this simulator. */
export interface Call {
  readonly shape: ShapeId | 'get-users'
  readonly method: ScimRequest['method']
  readonly path: string
  readonly body?: JsonObject
  readonly quirks?: readonly QuirkId[]
}

/** Sends a request; every one lacks User-Agent and Accept. */
export function* call({ quirks = [], ...request }: Call): Behaviour<Answer> {
  return yield* send({ ...request, quirks: ['no-user-agent', 'no-accept', ...quirks] })
}

/** Whether the server took the request. */
export function isSuccess(answer: Answer): boolean {
  return answer.kind === 'response' && answer.status >= 200 && answer.status < 300
}

/** Status of an answer; 0 for silence. */
export function statusOf(answer: Answer): number {
  return answer.kind === 'response' ? answer.status : 0
}

/** Whether the server refused because a value is taken: 409, or 400 with that scimType as some servers say it. */
export function isConflict(answer: Answer): boolean {
  if (answer.kind === 'silence') return false
  if (answer.status === 409) return true
  return answer.status === 400 && isJsonObject(answer.json) && ownText(answer.json, 'scimType') === 'uniqueness'
}
