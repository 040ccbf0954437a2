import { GROUP_SCHEMA, type JsonObject, type JsonValue, PATCH_OP, USER_SCHEMA } from '@scimulator/scim-core'
import type { RunningServer } from '@scimulator/tests-support'
import { Answer, type Resource } from './answer.ts'
import { uniqueName } from './unique.ts'

/** What a request carries beside its method, path and body. */
export interface RequestOptions {
  readonly query?: Readonly<Record<string, string>>
  /** Replaces or, with an empty string, leaves out a header the client would send. */
  readonly headers?: Readonly<Record<string, string>>
}

/** One operation of a PATCH. */
export interface Operation {
  readonly op: string
  readonly path?: string
  readonly value?: JsonValue
}

/** A SCIM client of one server, which is there once the tests run. */
export class ScimClient {
  #server: RunningServer | undefined

  /** Takes the server that was started for the tests. */
  connect(server: RunningServer): void {
    this.#server = server
  }

  get server(): RunningServer {
    if (this.#server === undefined) throw new Error('The server is started before the tests, not while they are read.')
    return this.#server
  }

  get baseUrl(): string {
    return this.server.scimUrl
  }

  /** Sends a request as given; a string body goes out as it is. */
  async send(
    method: string,
    path: string,
    body?: JsonValue | Uint8Array<ArrayBuffer>,
    { query = {}, headers = {} }: RequestOptions = {},
  ): Promise<Answer> {
    const search = new URLSearchParams(query).toString().replaceAll('+', '%20')
    const response = await fetch(`${this.baseUrl}${path}${search === '' ? '' : `?${search}`}`, {
      method,
      headers: this.#headers(body !== undefined, headers),
      redirect: 'manual',
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) }),
    })
    return new Answer(response.status, response.headers, await response.text())
  }

  #headers(hasBody: boolean, given: Readonly<Record<string, string>>): Record<string, string> {
    const own = {
      authorization: `Bearer ${this.server.token}`,
      accept: 'application/scim+json',
      ...(hasBody ? { 'content-type': 'application/scim+json' } : {}),
    }
    return Object.fromEntries(Object.entries({ ...own, ...given }).filter(([, value]) => value !== ''))
  }

  get(
    path: string,
    query: Readonly<Record<string, string>> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.send('GET', path, undefined, { query, headers })
  }

  post(path: string, body: JsonValue, options?: RequestOptions): Promise<Answer> {
    return this.send('POST', path, body, options)
  }

  put(path: string, body: JsonValue, options?: RequestOptions): Promise<Answer> {
    return this.send('PUT', path, body, options)
  }

  /** Sends a PatchOp message. */
  patch(path: string, operations: readonly Operation[], options?: RequestOptions): Promise<Answer> {
    return this.send('PATCH', path, { schemas: [PATCH_OP], Operations: operations.map(toJson) }, options)
  }

  delete(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('DELETE', path, undefined, { headers })
  }

  /** Creates a User with a name of its own. */
  createUser(attributes: JsonObject = {}): Promise<Resource> {
    return this.#create('/Users', userBody(attributes))
  }

  /** Creates a Group with a name of its own. */
  createGroup(attributes: JsonObject = {}): Promise<Resource> {
    return this.#create('/Groups', groupBody(attributes))
  }

  /** Creates a Group with these members. */
  createGroupOf(...members: readonly Resource[]): Promise<Resource> {
    return this.createGroup({ members: members.map(({ id }) => ({ value: id })) })
  }

  /** Reads a User. */
  user(id: string): Promise<Resource> {
    return this.#read(`/Users/${id}`)
  }

  /** Reads a Group. */
  group(id: string): Promise<Resource> {
    return this.#read(`/Groups/${id}`)
  }

  async #create(path: string, body: JsonObject): Promise<Resource> {
    const answer = await this.post(path, body)
    if (answer.status === 201) return answer.resource
    throw new Error(`POST ${path} was answered with ${answer.status}: ${answer.text}`)
  }

  async #read(path: string): Promise<Resource> {
    const answer = await this.get(path)
    if (answer.status === 200) return answer.resource
    throw new Error(`GET ${path} was answered with ${answer.status}: ${answer.text}`)
  }
}

/** The body of a User with a name of its own. */
export function userBody(attributes: JsonObject = {}): JsonObject {
  return { schemas: [USER_SCHEMA], userName: uniqueName('user'), ...attributes }
}

/** The body of a Group with a name of its own. */
export function groupBody(attributes: JsonObject = {}): JsonObject {
  return { schemas: [GROUP_SCHEMA], displayName: uniqueName('group'), ...attributes }
}

function toJson({ op, path, value }: Operation): JsonObject {
  return { op, ...(path === undefined ? {} : { path }), ...(value === undefined ? {} : { value }) }
}
