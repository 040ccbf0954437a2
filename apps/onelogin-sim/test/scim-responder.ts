import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { ScimRequest } from '@scimulator/sim-kit'
import type { CannedAnswer } from '@scimulator/sim-kit/testing'
import { ownObjects, ownText } from '../src/own-json.ts'

/** How a responder misbehaves; by default it does not. */
export interface Misbehaviour {
  readonly hideInactive?: boolean
  readonly ignoreFilter?: boolean
  readonly ignoreActive?: boolean
  readonly dropEnterprise?: boolean
  readonly trimNames?: boolean
  readonly noGroupPatch?: boolean
  readonly loseMembers?: boolean
  readonly noNamesOnCreate?: boolean
  readonly groupsPerPage?: number
  readonly noGroupList?: boolean
}

const FOREIGN = 'urn:scim:schemas:extension:enterprise:2.0'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** A small SCIM server in memory for tests: what OneLogin sends, and no more. */
export class ScimResponder {
  readonly users: Map<string, JsonObject> = new Map()
  readonly groups: Map<string, { id: string; displayName: string; members: Set<string> }> = new Map()
  readonly #wrong: Misbehaviour
  #next = 1

  constructor(wrong: Misbehaviour = {}) {
    this.#wrong = wrong
  }

  /** Answers a request; bound, so that it can be handed to `play`. */
  readonly respond = (request: ScimRequest): CannedAnswer => {
    const [path = '', query = ''] = request.path.split('?')
    const [, collection = '', id] = path.split('/')
    const parameters = new URLSearchParams(query)
    if (collection === 'Users') return this.#users(request, id, parameters)
    return collection === 'Groups' ? this.#groups(request, id, parameters) : error(404)
  }

  /** What the server holds, in the form of a scenario's expectation. */
  state(): {
    users: { userName: string; active: boolean }[]
    groups: { displayName: string; members: string[] }[]
  } {
    const name = (id: string): string => ownText(this.users.get(id) ?? {}, 'userName') ?? ''
    return {
      users: [...this.users.keys()].map((id) => ({ userName: name(id), active: this.users.get(id)?.active === true })),
      groups: [...this.groups.values()].map(({ displayName, members }) => ({
        displayName,
        members: [...members].map(name),
      })),
    }
  }

  #users(request: ScimRequest, id: string | undefined, parameters: URLSearchParams): CannedAnswer {
    if (id === undefined) return request.method === 'POST' ? this.#create(request.body ?? {}) : this.#find(parameters)
    const user = this.users.get(id)
    if (user === undefined) return error(404)
    if (request.method === 'GET') return { status: 200, body: user }
    if (request.method === 'PUT') return this.#replace(id, request.body ?? {})
    if (request.method !== 'DELETE') return error(405)
    this.users.delete(id)
    for (const group of this.groups.values()) group.members.delete(id)
    return { status: 204 }
  }

  #find(parameters: URLSearchParams): CannedAnswer {
    const name = /^userName eq (".*")$/.exec(parameters.get('filter') ?? '')?.[1]
    // The test's own requests: the quoted name is a JSON string.
    const wanted = name === undefined ? undefined : (JSON.parse(name) as string).toLowerCase()
    const found = [...this.users.values()].filter((user) => {
      if (this.#wrong.hideInactive && user.active === false) return false
      return this.#wrong.ignoreFilter || wanted === undefined || ownText(user, 'userName')?.toLowerCase() === wanted
    })
    return list(found)
  }

  #create(body: JsonObject): CannedAnswer {
    if (this.#isTaken(body)) return error(409)
    const id = this.#id()
    const created = this.#store(id, body)
    const { name: _left, ...nameless } = created
    return { status: 201, body: this.#wrong.noNamesOnCreate ? nameless : created }
  }

  #replace(id: string, body: JsonObject): CannedAnswer {
    return this.#isTaken(body, id) ? error(409) : { status: 200, body: this.#store(id, body) }
  }

  #isTaken(body: JsonObject, own?: string): boolean {
    const userName = ownText(body, 'userName')
    return [...this.users].some(([id, user]) => id !== own && ownText(user, 'userName') === userName)
  }

  #store(id: string, body: JsonObject): JsonObject {
    const { [FOREIGN]: enterprise, ...core } = body
    const before = this.users.get(id)
    const user: JsonObject = { ...core, id, active: this.#wrong.ignoreActive ? (before?.active ?? true) : body.active }
    if (isJsonObject(enterprise) && !this.#wrong.dropEnterprise) user[ENTERPRISE] = enterprise
    if (this.#wrong.trimNames && isJsonObject(body.name)) user.name = trimmed(body.name)
    this.users.set(id, user)
    return user
  }

  #groups(request: ScimRequest, id: string | undefined, parameters: URLSearchParams): CannedAnswer {
    if (id !== undefined) return this.#patch(id, request.body ?? {})
    if (request.method === 'GET') return this.#listGroups(Number(parameters.get('startIndex') ?? 1))
    const displayName = ownText(request.body ?? {}, 'displayName') ?? ''
    if ([...this.groups.values()].some((group) => group.displayName === displayName)) return error(409)
    const group = { id: this.#id(), displayName, members: new Set<string>() }
    this.groups.set(group.id, group)
    return { status: 201, body: { id: group.id, displayName } }
  }

  #listGroups(startIndex: number): CannedAnswer {
    if (this.#wrong.noGroupList) return error(500)
    const all = [...this.groups.values()].map(({ id, displayName, members }) => ({
      id,
      displayName,
      members: [...members].map((value) => ({ value })),
    }))
    const page = all.slice(startIndex - 1, startIndex - 1 + (this.#wrong.groupsPerPage ?? all.length))
    return list(page, all.length)
  }

  #patch(id: string, body: JsonObject): CannedAnswer {
    const group = this.groups.get(id)
    if (this.#wrong.noGroupPatch) return error(405)
    if (group === undefined) return error(404)
    for (const operation of ownObjects(body, 'Operations')) {
      const filtered = /^members\[value eq "(.*)"\]$/.exec(ownText(operation, 'path') ?? '')?.[1]
      const values = ownObjects(operation, 'value').flatMap((member) => ownText(member, 'value') ?? [])
      const members = filtered === undefined ? values : [filtered]
      for (const member of members) {
        if (ownText(operation, 'op') === 'remove') group.members.delete(member)
        else if (!this.#wrong.loseMembers) group.members.add(member)
      }
    }
    return { status: 204 }
  }

  #id(): string {
    return `00000000-0000-4000-8000-${String(this.#next++).padStart(12, '0')}`
  }
}

function list(resources: JsonObject[], totalResults: number = resources.length): CannedAnswer {
  return { status: 200, body: { totalResults, startIndex: 1, Resources: resources } }
}

function error(status: number): CannedAnswer {
  const detail: JsonValue = `refused with ${status}`
  return { status, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail } }
}

function trimmed(name: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(name).map(([key, value]) => [key, String(value).trim()]))
}
