import { isJsonObject, type JsonObject } from '@scimulator/scim-core'
import type { ScimRequest } from '@scimulator/sim-kit'
import type { CannedAnswer } from '@scimulator/sim-kit/testing'

/** A defect of a server: what it answers instead. */
export type Alter = (request: ScimRequest, answer: CannedAnswer) => CannedAnswer

/** Changes the body of answers to some requests. */
export function body(shape: RegExp, change: (body: JsonObject) => unknown): Alter {
  return (request, answer) => {
    if (!shape.test(request.shape) || !('status' in answer) || !isJsonObject(answer.body)) return answer
    const changed = change(answer.body)
    return { ...answer, body: isJsonObject(changed) ? changed : answer.body }
  }
}

/** Gives another answer to some requests. */
export function instead(shape: RegExp, other: CannedAnswer): Alter {
  return (request, answer) => (shape.test(request.shape) ? other : answer)
}
