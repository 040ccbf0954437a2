import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { CannedAnswer } from './play.ts'

/** What a request to the memory asks. */
export interface MemoryRequest {
  readonly method: string
  /** Below the base URL, query included. */
  readonly path: string
  readonly body?: JsonValue | undefined
}

/** A target in memory, no stricter than a test needs: it creates, replaces, deletes and lists; a 409 names whom it is about. */
export interface ScimMemory {
  answer(request: MemoryRequest): CannedAnswer
  /** Resources of `/Users` or `/Groups`, in the order they came. */
  list(collection: string): JsonObject[]
}

/** An empty target whose ids begin with `prefix`, and which gives at most `page` resources at once. */
export function scimMemory({ prefix = 'id', page = 100 }: { prefix?: string; page?: number } = {}): ScimMemory {
  const held = new Map<string, Map<string, JsonObject>>()
  let last = 0
  const of = (collection: string): Map<string, JsonObject> => {
    const known = held.get(collection) ?? new Map<string, JsonObject>()
    held.set(collection, known)
    return known
  }
  const list = (collection: string): JsonObject[] => [...of(collection).values()]
  return {
    list,
    answer({ method, path, body }) {
      const { pathname, searchParams } = new URL(path, 'http://memory')
      const [, collection = '', id] = pathname.split('/')
      const resources = of(`/${collection}`)
      const sent = isJsonObject(body) ? body : {}
      if (method === 'POST') {
        const name = sent.userName ?? sent.displayName
        const taken = list(`/${collection}`).find((one) => (one.userName ?? one.displayName) === name)
        if (taken !== undefined) return { status: 409, body: { scimType: 'uniqueness', id: taken.id ?? '' } }
        const resource = { ...sent, id: `${prefix}${++last}` }
        resources.set(resource.id, resource)
        return { status: 201, body: resource }
      }
      if (id === undefined) {
        const start = Number(searchParams.get('startIndex') ?? 1)
        const count = Math.min(Number(searchParams.get('count') ?? page), page)
        const Resources = list(`/${collection}`).slice(start - 1, start - 1 + count)
        return { status: 200, body: { totalResults: resources.size, startIndex: start, Resources } }
      }
      const known = resources.get(id)
      if (known === undefined) return { status: 404, body: { status: '404' } }
      if (method === 'DELETE') {
        resources.delete(id)
        return { status: 204 }
      }
      if (method === 'PUT') resources.set(id, { ...sent, id })
      return { status: 200, body: resources.get(id) ?? known }
    },
  }
}
