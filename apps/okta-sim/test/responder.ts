import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { isJsonObject } from '@scimulator/scim-core'
import type { ScimRequest } from '@scimulator/sim-kit'
import type { CannedAnswer } from '@scimulator/sim-kit/testing'

type Resource = JsonObject & { id: string }
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'

/** A small correct SCIM service provider in memory, for what Okta sends. `break` may change an answer. */
export class Responder {
  readonly users: Map<string, Resource> = new Map()
  readonly groups: Map<string, Resource> = new Map()
  private next = 1
  private readonly alter: (request: ScimRequest, answer: CannedAnswer) => CannedAnswer

  constructor(alter: (request: ScimRequest, answer: CannedAnswer) => CannedAnswer = (_request, answer) => answer) {
    this.alter = alter
  }

  readonly respond = (request: ScimRequest): CannedAnswer => this.alter(request, this.answer(request))

  private answer(request: ScimRequest): CannedAnswer {
    const [path = '', query = ''] = request.path.split('?')
    const [, collection, id] = path.split('/')
    if (collection === 'ResourceTypes' || collection === 'Schemas') return discovery(collection)
    const store = collection === 'Users' ? this.users : this.groups
    const unique = collection === 'Users' ? 'userName' : 'displayName'
    if (id === undefined) {
      return request.method === 'POST' ? this.create(store, unique, request.body ?? {}) : list(store, unique, query)
    }
    const resource = store.get(decodeURIComponent(id))
    if (resource === undefined) return error(404, `${decodeURIComponent(id)} not found`)
    if (request.method === 'DELETE') {
      store.delete(resource.id)
      return { status: 204 }
    }
    const name = nameIn(request.body ?? {}, unique)
    const taken = [...store.values()].some((other) => other.id !== resource.id && same(other[unique], name))
    if (taken) return error(409, `${unique} is taken`)
    if (request.method === 'PUT') return replace(store, resource, request.body ?? {})
    if (request.method === 'PATCH') patch(resource, request.body ?? {})
    delete resource.password
    return { status: 200, body: structuredClone(resource) }
  }

  private create(store: Map<string, Resource>, unique: string, body: JsonObject): CannedAnswer {
    if ([...store.values()].some((other) => same(other[unique], body[unique]))) return error(409, `${unique} is taken`)
    const { password: _password, groups: _groups, ...kept } = structuredClone(body)
    const id = `id-${this.next++}`
    store.set(id, { ...kept, id, meta: { resourceType: 'X', location: `/${id}` } })
    return { status: 201, body: structuredClone(store.get(id) ?? {}) }
  }
}

/** What a server says of itself. */
function discovery(collection: 'ResourceTypes' | 'Schemas'): CannedAnswer {
  const ids = collection === 'Schemas' ? ['urn:ietf:params:scim:schemas:core:2.0:User'] : ['User', 'Group']
  const Resources = ids.map((id) => ({ id, name: id, endpoint: `/${id}s` }))
  const totals = { totalResults: ids.length, startIndex: 1, itemsPerPage: ids.length }
  return { status: 200, body: { schemas: [LIST], ...totals, Resources } }
}

/** An Error answer. */
export function error(status: number, detail: string): CannedAnswer {
  return { status, body: { schemas: [ERROR], status: String(status), detail } }
}

/** The name a PUT or a PATCH gives a resource. */
function nameIn(body: JsonObject, unique: string): JsonValue | undefined {
  const values = Array.isArray(body.Operations)
    ? body.Operations.filter(isJsonObject).map((operation) => operation.value)
    : [body]
  return values.filter(isJsonObject).find((value) => Object.hasOwn(value, unique))?.[unique]
}

function replace(store: Map<string, Resource>, old: Resource, body: JsonObject): CannedAnswer {
  const { password: _password, groups: _groups, ...kept } = structuredClone(body)
  const resource = { ...kept, id: old.id, ...(old.meta === undefined ? {} : { meta: old.meta }) }
  store.set(old.id, resource)
  return { status: 200, body: structuredClone(resource) }
}

function list(store: Map<string, Resource>, unique: string, query: string): CannedAnswer {
  const parameters = new URLSearchParams(query)
  const wanted = /^\w+ eq (".*")$/.exec(parameters.get('filter') ?? '')?.[1]
  // A test filter's value is a JSON string.
  const value = wanted === undefined ? undefined : (JSON.parse(wanted) as string)
  const all = [...store.values()].filter((resource) => value === undefined || same(resource[unique], value))
  const startIndex = Number(parameters.get('startIndex') ?? 1)
  const page = all.slice(startIndex - 1, startIndex - 1 + Number(parameters.get('count') ?? 100))
  const totals = { totalResults: all.length, startIndex, itemsPerPage: page.length }
  return { status: 200, body: { schemas: [LIST], ...totals, Resources: structuredClone(page) } }
}

function patch(resource: Resource, body: JsonObject): void {
  for (const operation of Array.isArray(body.Operations) ? body.Operations.filter(isJsonObject) : []) {
    const { op, path, value } = operation
    if (path === undefined && isJsonObject(value)) merge(resource, structuredClone(value))
    else if (op === 'remove') removeMember(resource, String(path))
    else if (op === 'replace') resource.members = structuredClone(value ?? [])
    else resource.members = merged(membersOf(resource), Array.isArray(value) ? value : [])
  }
}

/** RFC 7644 §3.5.2.3: sub-attributes replace those of a complex attribute, null leaves it unassigned. */
function merge(resource: JsonObject, value: JsonObject): void {
  for (const [key, item] of Object.entries(value)) {
    const old = resource[key]
    if (item === null) delete resource[key]
    else if (isJsonObject(item) && isJsonObject(old)) merge(old, item)
    else resource[key] = item
  }
}

function removeMember(resource: Resource, path: string): void {
  const id = JSON.parse(/^members\[value eq (.*)\]$/.exec(path)?.[1] ?? '""') as string
  resource.members = membersOf(resource).filter((member) => member.value !== id)
}

function merged(old: JsonObject[], added: JsonValue[]): JsonObject[] {
  const known = new Set(old.map((member) => member.value))
  return [...old, ...added.filter(isJsonObject).filter((member) => !known.has(member.value))]
}

function membersOf(resource: Resource): JsonObject[] {
  return Array.isArray(resource.members) ? resource.members.filter(isJsonObject) : []
}

function same(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return typeof left === 'string' && typeof right === 'string' && left.toLowerCase() === right.toLowerCase()
}

/** Whom and what the responder holds, for comparison with `expected`. */
export function stateOf(responder: Responder): {
  users: { userName: string; active: boolean }[]
  groups: { displayName: string; members: string[] }[]
} {
  const nameOf = (id: JsonValue | undefined) => String(responder.users.get(String(id))?.userName)
  return {
    users: [...responder.users.values()].map((user) => ({
      userName: String(user.userName),
      active: user.active === true,
    })),
    groups: [...responder.groups.values()].map((group) => ({
      displayName: String(group.displayName),
      members: membersOf(group).map((member) => nameOf(member.value)),
    })),
  }
}
