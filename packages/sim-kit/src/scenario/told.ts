import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { Answer, ScimRequest } from '../behaviour/behaviour.ts'

/** Values as texts in lower case; none: the attribute was taken away. */
export type ToldValues = ReadonlySet<string>

/** What the vendor last told the target of the attributes that a plan asks for. */
export interface Told {
  /** By the id of the User, then by attribute; an attribute that no write named is missing. */
  readonly users: Map<string, Map<string, ToldValues>>
  /** The attributes asked for. */
  readonly wanted: ReadonlySet<string>
}

/** Opens the record of what is told of the attributes at these paths. */
export function openTold(paths: readonly string[]): Told {
  return { users: new Map(), wanted: new Set(paths.map(keyOf)) }
}

/** What was last told of an attribute of a User; undefined: nothing. */
export function lastTold({ users }: Told, id: string, path: string): ToldValues | undefined {
  return users.get(id)?.get(keyOf(path))
}

/** Notes what a write of a User says, where the target has taken it. */
export function noteTold(told: Told, { method, path, body }: ScimRequest, answer: Answer): void {
  if (told.wanted.size === 0 || body === undefined || answer.kind === 'silence' || answer.status >= 300) return
  const [resource = ''] = path.split('?')
  const [, collection, inPath] = resource.split('/')
  const id = method === 'POST' ? idIn(answer.json) : decoded(inPath ?? '')
  if (collection !== 'Users' || id === undefined) return
  const known = told.users.get(id) ?? new Map<string, ToldValues>()
  told.users.set(id, known)
  if (method === 'PATCH') notePatch(told, known, body)
  else noteWhole(told, known, body)
}

/** A PUT that leaves out what was told before takes it away; of what was never told it says nothing. */
function noteWhole({ wanted }: Told, known: Map<string, ToldValues>, body: JsonObject): void {
  const said = valuesIn(body, '')
  for (const key of wanted) {
    const values = said.get(key)
    if (values !== undefined) known.set(key, values)
    else if (known.has(key)) known.set(key, new Set())
  }
}

function notePatch({ wanted }: Told, known: Map<string, ToldValues>, body: JsonObject): void {
  const { Operations: operations } = body
  for (const operation of Array.isArray(operations) ? operations.filter(isJsonObject) : []) {
    const path = String(operation.path ?? '')
    const op = String(operation.op).toLowerCase()
    const isPart = op === 'add' || path.includes('[')
    const said = op === 'remove' ? new Map<string, ToldValues>() : valuesIn(operation.value ?? null, keyOf(path))
    for (const key of wanted) {
      const values = said.get(key)
      if (values !== undefined) known.set(key, isPart ? new Set([...(known.get(key) ?? []), ...values]) : values)
      else if (op === 'remove' && !isPart && isWithin(key, keyOf(path))) known.set(key, new Set())
    }
  }
}

/** Every value of a body by its attribute; null and an empty array are no value. */
function valuesIn(body: JsonValue, prefix: string): Map<string, Set<string>> {
  const said = new Map<string, Set<string>>()
  const add = (value: JsonValue, key: string): void => {
    if (Array.isArray(value) && value.length > 0) for (const item of value) add(item, key)
    else if (isJsonObject(value)) {
      for (const [name, inner] of Object.entries(value))
        if (inner !== undefined) add(inner, key === '' ? keyOf(name) : `${key}/${keyOf(name)}`)
    } else {
      const values = said.get(key) ?? new Set()
      said.set(key, values)
      if (value !== null && !Array.isArray(value)) values.add(String(value).toLowerCase())
    }
  }
  add(body, prefix)
  return said
}

const CORE = 'urn/ietf/params/scim/schemas/core/2/0/user/'

/**
 * An attribute as a key: names are case-insensitive, filters say which value rather than which attribute, and an
 * extension's URN may stand before it or around it. RFC 7644 §3.10 — https://www.rfc-editor.org/rfc/rfc7644#section-3.10
 */
function keyOf(path: string): string {
  const [first = '', ...filtered] = path.toLowerCase().split('[')
  const plain = first + filtered.map((rest) => rest.slice(rest.indexOf(']') + 1)).join('')
  const key = plain.replaceAll(':', '/').replaceAll('.', '/')
  return key.startsWith(CORE) ? key.slice(CORE.length) : key
}

function isWithin(key: string, outer: string): boolean {
  return key === outer || key.startsWith(`${outer}/`)
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
