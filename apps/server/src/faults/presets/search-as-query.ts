/**
 * @see RFC 7644 §3.4.3 Querying Resources Using HTTP POST — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.3
 */
import type { JsonObject } from '@scimulator/scim-core'
import { type Answered, type Ask, type Asked, objectOf, withoutSlash } from '../asked.ts'
import { keyOf } from '../names.ts'
import type { Serve } from './preset.ts'

/** What defects look at in a search, as a query and as a message have it. */
const NAMES = ['filter', 'startIndex', 'count'] as const

/**
 * Shows a defect a search by POST as the look-up by GET that it stands for; what the defect asks of that list goes in as a
 * search again. A search that cannot be read is left to the server.
 */
export function serveSearch(asked: Asked, serve: Serve, ask: Ask): Promise<Answered> {
  const message = objectOf(asked.body)
  if (message === undefined) return serve(asked, ask)
  const at = withoutSlash(asked.path)
  const path = at.slice(0, at.lastIndexOf('/')) || '/'
  const query: Asked = { method: 'GET', path, search: toSearch(message), body: '' }
  return serve(query, (inner) => {
    if (inner.method !== 'GET' || inner.path !== path) return ask(inner)
    return ask(inner.search === query.search ? asked : { ...asked, body: toBody(message, inner.search) })
  })
}

function toSearch(message: JsonObject): string {
  const query = new URLSearchParams()
  for (const name of NAMES) {
    const value = message[keyOf(message, name)]
    if (typeof value === 'string' || (typeof value === 'number' && name !== 'filter')) query.set(name, String(value))
  }
  return query.size === 0 ? '' : `?${query.toString()}`
}

function toBody(message: JsonObject, search: string): string {
  const query = new URLSearchParams(search)
  const changed = { ...message }
  for (const name of NAMES) {
    const value = query.get(name)
    const key = keyOf(message, name)
    if (value === null) delete changed[key]
    else if (String(message[key]) !== value) changed[key] = name === 'filter' ? value : Number(value)
  }
  return JSON.stringify(changed)
}
