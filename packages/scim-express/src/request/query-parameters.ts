/** Query parameters by name: one text, or all texts of a name that is given several times. */
export type QueryParameters = Readonly<Record<string, string | string[]>>

/** Reads a query string. Every parameter is an own property of the result, whatever its name. */
export function parseQuery(query: string): QueryParameters {
  const parameters = new Map<string, string | string[]>()
  for (const [name, value] of query === '' ? [] : new URLSearchParams(query)) {
    const before = parameters.get(name)
    if (before === undefined) parameters.set(name, value)
    else if (Array.isArray(before)) before.push(value)
    else parameters.set(name, [before, value])
  }
  return Object.fromEntries(parameters)
}
