import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import { type Answer, type Behaviour, type ScimRequest, send } from '@scimulator/sim-kit'
import { reportRule } from '../findings/report-finding.ts'
import { EXTENSION, property } from '../mapping/target.ts'

/** An answer that came over HTTP. */
export type Response = Extract<Answer, { kind: 'response' }>

/** Sends a request and looks at what every answer owes: an answer at all, and the media type. */
export function* exchange(request: ScimRequest): Behaviour<Answer> {
  const answer = yield* send(request)
  if (answer.kind === 'response' && answer.body !== '' && answer.json !== undefined) {
    const mediaType = answer.header('content-type') ?? ''
    if (!/^application\/scim\+json\b/i.test(mediaType)) {
      const detail = mediaType === '' ? 'no Content-Type' : mediaType
      yield* reportRule('media-type', { exchanges: [answer.exchange], detail })
    }
  }
  return answer
}

/** Whether a write succeeded. */
export function isSuccess(answer: Answer): answer is Response {
  return answer.kind === 'response' && answer.status >= 200 && answer.status < 300
}

/** The resources of a ListResponse, undefined when the answer is none. */
export function listedResources(answer: Response): JsonObject[] | undefined {
  if (!isJsonObject(answer.json)) return undefined
  const total = property(answer.json, 'totalResults')
  const resources = property(answer.json, 'Resources')
  if (typeof total !== 'number') return undefined
  if (!Array.isArray(resources)) return total === 0 ? [] : undefined
  const objects = resources.filter(isJsonObject)
  // A total that says something and a list that says nothing, or the reverse, cannot be read either.
  return objects.length === resources.length && (total === 0) === (objects.length === 0) ? objects : undefined
}

/** Why the service could not deserialise a resource, undefined when it could. */
export function deserialisationProblem(resource: JsonValue | undefined): string | undefined {
  if (!isJsonObject(resource)) return 'the body is no JSON object'
  const id = property(resource, 'id')
  if (typeof id !== 'string' || id === '') return 'id is missing or no string'
  for (const name of ['emails', 'phoneNumbers', 'addresses', 'roles', 'members']) {
    if (!isUnassignedOr(property(resource, name), Array.isArray)) return `${name} is no array`
  }
  if (!isUnassignedOr(property(resource, 'name'), isJsonObject)) return 'name is no object'
  const extension = property(resource, EXTENSION)
  if (!isUnassignedOr(extension, isJsonObject)) return 'the enterprise extension is no object'
  if (!isUnassignedOr(property(extension, 'manager'), isJsonObject)) return 'manager is no object'
  return undefined
}

function isUnassignedOr(value: JsonValue | undefined, is: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || is(value)
}
