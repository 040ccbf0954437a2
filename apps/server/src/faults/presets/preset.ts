import type { Preset } from '@scimulator/admin-api'
import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import { type Answered, type Ask, type Asked, objectOf, queryOf, withBody } from '../asked.ts'
import { isAttribute, memberOf, spelt, withMember } from '../names.ts'

/** What a defect remembers of a team, as long as it is switched on. */
export interface PresetMemory extends Pick<Map<string, JsonValue>, 'delete' | 'get' | 'has' | 'keys' | 'size'> {
  set(key: string, value: JsonValue): void
}

/** Things a memory keeps; the oldest goes first. */
const KEPT = 10_000

/** Remembers something, and forgets the oldest of too many. */
export function keep(memory: PresetMemory, key: string, value: JsonValue): void {
  memory.delete(key)
  memory.set(key, value)
  const [oldest] = memory.keys()
  if (memory.size > KEPT && oldest !== undefined) memory.delete(oldest)
}

/** A well-known defect, as a layer over a server that keeps to the rules. */
export interface Defect extends Omit<Preset, 'source'> {
  serve(asked: Asked, ask: Ask, memory: PresetMemory): Promise<Answered>
}

/** A defect with its memory. */
export type Serve = (asked: Asked, ask: Ask) => Promise<Answered>

/** Changes the resources of every successful answer, in lists too. */
export function showing(change: (resource: JsonObject, asked: Asked, memory: PresetMemory) => JsonObject) {
  return async (asked: Asked, ask: Ask, memory: PresetMemory): Promise<Answered> =>
    onResources(await ask(asked), (resource) => change(resource, asked, memory))
}

/** The answer with its resources changed. */
export function onResources(answer: Answered, change: (resource: JsonObject) => JsonObject): Answered {
  const body = answer.status < 300 ? objectOf(answer.body) : undefined
  if (body === undefined) return answer
  if (!Array.isArray(body.Resources)) return 'id' in body ? withBody(answer, change(body)) : answer
  const Resources = body.Resources.map((item) => (isJsonObject(item) ? change(item) : item))
  return withBody(answer, { ...body, Resources })
}

/** The answer with some of a list's resources left out, and the totals that go with it. */
export function keeping(answer: Answered, test: (resource: JsonObject) => boolean): Answered {
  const body = answer.status < 300 ? objectOf(answer.body) : undefined
  if (body === undefined || !Array.isArray(body.Resources)) return answer
  const Resources = body.Resources.filter((item) => !isJsonObject(item) || test(item))
  const left = body.Resources.length - Resources.length
  if (left === 0) return answer
  const totalResults = Number(body.totalResults ?? 0) - left
  return withBody(answer, { ...body, totalResults, itemsPerPage: Resources.length, Resources })
}

/** Operations of a PATCH, with their names in the letter case of the RFC; no path where it is null. */
export function operationsOf({ method, body }: Asked): JsonObject[] {
  const operations = method === 'PATCH' ? memberOf(objectOf(body) ?? {}, 'Operations') : undefined
  if (!Array.isArray(operations)) return []
  return operations.filter(isJsonObject).map((operation) => {
    const { path, ...rest } = spelt(operation, ['op', 'path', 'value'])
    return path === undefined || path === null ? rest : { ...rest, path }
  })
}

/** The PATCH, or the bulk request, with other operations. */
export function withOperations(asked: Asked, operations: readonly JsonValue[]): Asked {
  return { ...asked, body: JSON.stringify(withMember(objectOf(asked.body) ?? {}, 'Operations', [...operations])) }
}

/** Whether an operation is of this kind, in whatever case. */
export function isOp({ op }: JsonObject, wanted: 'add' | 'replace' | 'remove'): boolean {
  return typeof op === 'string' && op.toLowerCase() === wanted
}

/** Type and id of the resource a path names: `['Users', '2819c223']`. */
export function resourceOf({ path }: Asked): readonly [string | undefined, string | undefined] {
  const [, type, id] = path.split('/')
  return [type, id === '' ? undefined : id]
}

/** Whether a request may be answered with resources of this type: the base address lists those of all types. */
export function isAbout(asked: Asked, type: 'Users' | 'Groups'): boolean {
  const [named] = resourceOf(asked)
  return named === type || named === ''
}

/** Value of an `eq` comparison with this attribute in the filter of a query. */
export function filteredBy(asked: Asked, attribute: string): string | undefined {
  const filter = queryOf(asked).get('filter') ?? ''
  const [name, operator, ...rest] = filter.trim().split(' ')
  if (!isAttribute(name, attribute) || operator?.toLowerCase() !== 'eq') return undefined
  const text = rest.join(' ')
  const value = text.slice(1, -1)
  // A quote within is the end of another text: the comparison is not all of the filter.
  return text === `"${value}"` && !value.includes('"') ? value : undefined
}

/** An empty answer of success. */
export const nothing: Pick<Answered, 'body'> = { body: '' }
