import { isJsonObject, type JsonObject } from '@scimulator/scim-core'

/** A resource as the server shows it. */
export type Resource = JsonObject & { readonly id: string; readonly schemas: readonly string[]; readonly meta: Meta }

/** The `meta` of a resource. */
export interface Meta {
  readonly resourceType: string
  readonly created: string
  readonly lastModified: string
  readonly location: string
  readonly version: string
}

/** What the server answered to one request. */
export class Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string

  constructor(status: number, headers: Headers, text: string) {
    this.status = status
    this.headers = headers
    this.text = text
  }

  /** The body as JSON object; fails when it is none. */
  get body(): JsonObject {
    const body: unknown = this.text === '' ? undefined : JSON.parse(this.text)
    if (isJsonObject(body)) return body
    throw new Error(`Expected a JSON object with status ${this.status}, got: ${this.text.slice(0, 200) || 'nothing'}`)
  }

  /** The body as a whole resource; fails when it lacks what every resource has. */
  get resource(): Resource {
    if (isResource(this.body)) return this.body
    throw new Error(`Expected a resource with status ${this.status}, got: ${this.text.slice(0, 400)}`)
  }

  /** The objects of a list. */
  get items(): readonly JsonObject[] {
    const { Resources = [] } = this.body
    if (Array.isArray(Resources)) return Resources.filter(isJsonObject)
    throw new Error(`Expected a list with status ${this.status}, got: ${this.text.slice(0, 400)}`)
  }

  /** A header, or null when it is absent. */
  header(name: string): string | null {
    return this.headers.get(name)
  }
}

function isResource(body: JsonObject): body is Resource {
  const { id, schemas, meta } = body
  return (
    typeof id === 'string' && Array.isArray(schemas) && isJsonObject(meta) && META.every((name) => isText(meta[name]))
  )
}

const META = ['resourceType', 'created', 'lastModified', 'location', 'version']

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}
