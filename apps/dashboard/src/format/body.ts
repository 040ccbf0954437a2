import type { HeaderList } from '@scimulator/admin-api'
import { isJson } from './json-lines.ts'
import { plural } from './text.ts'

/** Value of a header, whatever the case of its name; null when it was not sent. */
export function headerValue(headers: HeaderList, name: string): string | null {
  const wanted = name.toLowerCase()
  return headers.find(([each]) => each.toLowerCase() === wanted)?.[1] ?? null
}

/** Media type of a message without its parameters, lower case; null when it names none. */
export function mediaTypeOf(headers: HeaderList): string | null {
  const value = headerValue(headers, 'content-type')
  return value === null ? null : (value.split(';', 1)[0] ?? '').trim().toLowerCase()
}

/** A body of which only the start was kept. */
export interface CutBody {
  /** What was kept. */
  text: string
  /** Characters that were not. */
  more: number
}

/** Tells a body that the recorder or the run log has cut from a whole one. */
export function cutBody(body: string): CutBody | null {
  const match = /… \((?:(\d{1,15}) characters more|cut, (\d{1,15}) characters in all)\)$/.exec(body)
  if (match === null) return null
  const [, more, all] = match
  return { text: body.slice(0, match.index), more: more === undefined ? Number(all) - match.index : Number(more) }
}

/** What must be said of a body before it is read; null when it is whole JSON that says so. */
export function bodyNote(body: string, mediaType: string | null): string | null {
  const cut = cutBody(body)
  if (cut !== null) return `Only the start was kept: ${plural(cut.more, 'character')} more came.`
  if (mediaType !== null && !/\bjson\b/.test(mediaType)) return `Sent as ${mediaType}, shown as text.`
  if (isJson(body)) return null
  return mediaType === null ? 'Not JSON, shown as text.' : `Sent as ${mediaType}, but it is not JSON.`
}

/** Bytes of a text in UTF-8 as people say it: `212 B`, `1.2 kB`. */
export function formatSize(text: string): string {
  const bytes = new TextEncoder().encode(text).length
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
