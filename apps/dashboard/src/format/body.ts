import type { HeaderList } from '@scimulator/admin-api'

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

/** Bytes of a text in UTF-8 as people say it: `212 B`, `1.2 kB`. */
export function formatSize(text: string): string {
  const bytes = new TextEncoder().encode(text).length
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
