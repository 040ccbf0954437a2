import { invalidValue } from '@scimulator/scim-core'

/** Query parameters by name: one text, or all texts of a name that is given several times. */
export type QueryParameters = Readonly<Record<string, string | string[]>>

/**
 * Reads a query string. Every parameter is an own property of the result, whatever its name.
 *
 * @throws ScimError `invalidValue` when it is not UTF-8: what is not would be read as other characters.
 */
export function parseQuery(query: string): QueryParameters {
  const parameters = new Map<string, string | string[]>()
  for (const [name, value] of query === '' ? [] : new URLSearchParams(query)) {
    const before = parameters.get(name)
    if (before === undefined) parameters.set(name, value)
    else if (Array.isArray(before)) before.push(value)
    else parameters.set(name, [before, value])
  }
  if (query.includes('%') && !isUtf8(query)) throw invalidValue('The query is not percent-encoded UTF-8.')
  return Object.fromEntries(parameters)
}

// Only runs of encoded bytes are judged: a stray `%` is left to stand for itself, as everywhere on the web.
function isUtf8(query: string): boolean {
  const runs = query.match(/(?:%[0-9a-f]{2})+/gi) ?? []
  return runs.every((run) => {
    try {
      decodeURIComponent(run)
      return true
    } catch {
      return false
    }
  })
}
