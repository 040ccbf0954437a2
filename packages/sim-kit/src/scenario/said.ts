import { isJsonObject, type JsonValue } from '@scimulator/scim-core'

/** One value that a write says of an attribute. */
export interface Said {
  /** The attribute, as `attributeKey` writes it. */
  readonly key: string
  /** Which of several values it is, as a filter says it: `type eq "work"`; empty: not told. */
  readonly part: string
  /** It stands in an array, beside others; a part that does not is named by the path. */
  readonly listed: boolean
  /** undefined: no value. */
  readonly text: string | undefined
}

type Place = Omit<Said, 'text'>

/** Everything that a body says, or a value at a path; null and an empty array are no value. */
export function saidIn(body: JsonValue, path = ''): Said[] {
  const said: Said[] = []
  const add = (value: JsonValue, place: Place): void => {
    if (Array.isArray(value) && value.length > 0) {
      for (const item of value) add(item, { ...place, listed: true, part: place.part || partOf(item) })
    } else if (isJsonObject(value)) {
      for (const [name, inner] of Object.entries(value)) if (inner !== undefined) add(inner, within(place, name))
    } else {
      said.push({ ...place, text: value === null || Array.isArray(value) ? undefined : String(value) })
    }
  }
  add(body, { key: attributeKey(path), part: filterOf(path), listed: false })
  return said
}

function within({ key, part, listed }: Place, name: string): Place {
  const inner = attributeKey(name)
  return { key: key === '' ? inner : `${key}/${inner}`, part: part || filterOf(name), listed }
}

/** An item of an array is known by its type. */
function partOf(item: JsonValue): string {
  if (!isJsonObject(item) || !Object.hasOwn(item, 'type') || typeof item.type !== 'string') return ''
  return `type eq ${JSON.stringify(item.type)}`.toLowerCase()
}

/** The filter of a path in lower case; empty: it has none. */
export function filterOf(path: string): string {
  const [, filtered = ''] = path.toLowerCase().split('[')
  return filtered.split(']')[0]?.trim() ?? ''
}

const CORE = 'urn/ietf/params/scim/schemas/core/2/0/user/'

/**
 * An attribute as a key: names are case-insensitive, filters say which value rather than which attribute, and an
 * extension's URN may stand before it or around it. RFC 7644 §3.10 — https://www.rfc-editor.org/rfc/rfc7644#section-3.10
 */
export function attributeKey(path: string): string {
  const [first = '', ...filtered] = path.toLowerCase().split('[')
  const plain = first + filtered.map((rest) => rest.slice(rest.indexOf(']') + 1)).join('')
  const key = plain.replaceAll(':', '/').replaceAll('.', '/')
  return key.startsWith(CORE) ? key.slice(CORE.length) : key
}
