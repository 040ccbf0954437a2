import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { Answer, ScimRequest } from '../behaviour/behaviour.ts'
import { attributeKey, filterOf, type Said, saidIn } from './said.ts'

interface ToldValue {
  readonly text: string
  /** Which of several it is, as a filter says it. */
  readonly part: string
}

/** By attribute; none: it was taken away. An attribute that no write named is missing. */
type ToldOfUser = Map<string, readonly ToldValue[]>

/** What the vendor last told the target of the attributes that a plan asks for. */
export interface Told {
  /** By the id of the User. */
  readonly users: Map<string, ToldOfUser>
  /** The attributes asked for. */
  readonly wanted: ReadonlySet<string>
}

/** Opens the record of what is told of the attributes at these paths. */
export function openTold(paths: readonly string[]): Told {
  return { users: new Map(), wanted: new Set(paths.map(attributeKey)) }
}

/** What was last told of an attribute of a User, as texts; undefined: nothing, empty: it was taken away. */
export function lastTold({ users }: Told, id: string, path: string): readonly string[] | undefined {
  return users
    .get(id)
    ?.get(attributeKey(path))
    ?.map(({ text }) => text)
}

/** Notes what a write of a User says, where the target has taken it. */
export function noteTold(told: Told, { method, path, body }: ScimRequest, answer: Answer): void {
  if (told.wanted.size === 0 || body === undefined || answer.kind === 'silence' || answer.status >= 300) return
  const [resource = ''] = path.split('?')
  const [, collection, inPath] = resource.split('/')
  const id = method === 'POST' ? idIn(answer.json) : decoded(inPath ?? '')
  if (collection !== 'Users' || id === undefined) return
  const known: ToldOfUser = told.users.get(id) ?? new Map()
  told.users.set(id, known)
  if (method === 'PATCH') notePatch(told, known, body)
  else noteWhole(told, known, body)
}

/** A PUT that leaves out what was told before takes it away; of what was never told it says nothing. */
function noteWhole({ wanted }: Told, known: ToldOfUser, body: JsonObject): void {
  const said = byKey(saidIn(body))
  for (const key of wanted) {
    const values = saidOf(key, said)
    if (values.length > 0 || known.has(key)) known.set(key, valuesOf(values))
  }
}

function notePatch({ wanted }: Told, known: ToldOfUser, body: JsonObject): void {
  const { Operations: operations } = body
  for (const operation of Array.isArray(operations) ? operations.filter(isJsonObject) : []) {
    const path = String(operation.path ?? '')
    const op = String(operation.op).toLowerCase()
    if (op === 'remove') noteRemoved(wanted, known, path)
    else {
      const said = byKey(saidIn(operation.value ?? null, path))
      for (const key of wanted) {
        const values = saidOf(key, said)
        if (values.length > 0) known.set(key, [...kept(known.get(key) ?? [], values, op), ...valuesOf(values)])
      }
    }
  }
}

function noteRemoved(wanted: Told['wanted'], known: ToldOfUser, path: string): void {
  const [removed, filter] = [attributeKey(path), filterOf(path)]
  for (const key of wanted) {
    if (key !== removed && !key.startsWith(`${removed}/`)) continue
    const left = filter === '' ? [] : known.get(key)?.filter(({ part }) => part !== filter)
    if (left !== undefined) known.set(key, left)
  }
}

/**
 * What stays beside what is said: the other values where a filter names one, and all of them where an array adds to them.
 * @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
function kept(old: readonly ToldValue[], said: readonly Said[], op: string): readonly ToldValue[] {
  const named = new Set(said.flatMap(({ part, listed }) => (part === '' || listed ? [] : [part])))
  if (named.size > 0) return old.filter(({ part }) => !named.has(part))
  if (op !== 'add' || !said.some(({ listed }) => listed)) return []
  const added = new Set(said.map(({ text }) => text))
  return old.filter(({ text }) => !added.has(text))
}

function byKey(said: readonly Said[]): ReadonlyMap<string, readonly Said[]> {
  return Map.groupBy(said, ({ key }) => key)
}

/** What is said of an attribute: by itself, as the plain value of what it is the `value` of, or by an outer one that has no value. */
function saidOf(key: string, said: ReadonlyMap<string, readonly Said[]>): readonly Said[] {
  const own = said.get(key)
  if (own !== undefined) return own
  const end = key.lastIndexOf('/')
  if (end < 0) return []
  const outer = saidOf(key.slice(0, end), said)
  return key.endsWith('/value') ? outer : outer.filter(({ text }) => text === undefined)
}

function valuesOf(said: readonly Said[]): ToldValue[] {
  return said.flatMap(({ text, part }) => (text === undefined ? [] : [{ text, part }]))
}

function idIn(body: JsonValue | undefined): string | undefined {
  if (!isJsonObject(body) || !Object.hasOwn(body, 'id')) return undefined
  return typeof body.id === 'string' || typeof body.id === 'number' ? String(body.id) : undefined
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}
