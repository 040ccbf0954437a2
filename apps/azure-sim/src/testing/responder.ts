import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { ScimRequest } from '@scimulator/sim-kit'
import type { CannedAnswer } from '@scimulator/sim-kit/testing'
import { applyOperation } from './apply-operation.ts'

/** Something a faulty server does instead; return undefined to let the correct answer be given. */
export type Fault = (request: ScimRequest, correct: () => CannedAnswer) => CannedAnswer | undefined

/** A small in-memory SCIM server for one played scenario. */
export interface Responder {
  readonly users: Map<string, JsonObject>
  readonly groups: Map<string, JsonObject>
  readonly answer: (request: ScimRequest) => CannedAnswer
}

const SCIM = { 'Content-Type': 'application/scim+json' }
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** Opens an empty server, with one fault if wanted. */
export function createResponder(fault?: Fault): Responder {
  const users = new Map<string, JsonObject>()
  const groups = new Map<string, JsonObject>()
  let made = 0
  const correct = (request: ScimRequest): CannedAnswer => {
    const [path = '', query = ''] = request.path.split('?')
    const [, endpoint = '', id] = path.split('/')
    const resources = endpoint === 'Users' ? users : groups
    const unique = endpoint === 'Users' ? 'userName' : 'displayName'
    const parameters = new URLSearchParams(query)
    if (request.method === 'POST') return create(resources, unique, request.body ?? {}, `${endpoint}-${++made}`)
    if (id === undefined) return list(resources, parameters)
    const resource = resources.get(decodeURIComponent(id))
    if (resource === undefined) return error(404)
    if (request.method === 'GET') return ok(projected(resource, parameters))
    if (request.method === 'DELETE') return remove(users, groups, endpoint, id)
    return patch(resource, request.body ?? {})
  }
  return { users, groups, answer: (request) => fault?.(request, () => correct(request)) ?? correct(request) }
}

function create(resources: Map<string, JsonObject>, unique: string, body: JsonObject, id: string): CannedAnswer {
  const name = String(body[unique]).toLowerCase()
  if ([...resources.values()].some((resource) => String(resource[unique]).toLowerCase() === name)) return error(409)
  const resource = { ...structuredClone(body), id }
  resources.set(id, resource)
  return { status: 201, body: structuredClone(resource), headers: SCIM }
}

function list(resources: Map<string, JsonObject>, parameters: URLSearchParams): CannedAnswer {
  const [, attribute, json] = /^(\w+) eq (".*")$/.exec(parameters.get('filter') ?? '') ?? []
  if (attribute === undefined || json === undefined) return error(400)
  const wanted = String(JSON.parse(json)).toLowerCase()
  const found = [...resources.values()].filter((resource) => String(resource[attribute]).toLowerCase() === wanted)
  const Resources = found.map((resource) => projected(resource, parameters))
  return ok({ schemas: [LIST], totalResults: found.length, startIndex: 1, itemsPerPage: found.length, Resources })
}

function projected(resource: JsonObject, parameters: URLSearchParams): JsonObject {
  const copy = structuredClone(resource)
  if (parameters.get('excludedAttributes') === 'members') delete copy.members
  return copy
}

function patch(resource: JsonObject, body: JsonObject): CannedAnswer {
  const operations: JsonValue[] = Array.isArray(body.Operations) ? body.Operations : []
  for (const operation of operations) if (isJsonObject(operation)) applyOperation(resource, operation)
  return { status: 204 }
}

function remove(
  users: Map<string, JsonObject>,
  groups: Map<string, JsonObject>,
  endpoint: string,
  id: string,
): CannedAnswer {
  if (endpoint === 'Users') {
    users.delete(id)
    for (const group of groups.values())
      applyOperation(group, { op: 'remove', path: 'members', value: [{ value: id }] })
  } else groups.delete(id)
  return { status: 204 }
}

function ok(body: JsonObject): CannedAnswer {
  return { status: 200, body, headers: SCIM }
}

function error(status: number): CannedAnswer {
  const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail: 'no' }
  return { status, body, headers: SCIM }
}
