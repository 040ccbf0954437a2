/** Tolerances a `Scimulator-Exchange: ID; tolerances=a,b` header names; null when the server sends none. */
export function readTolerances(header: string | undefined): string[] | null {
  if (header === undefined) return null
  const names = /;\s*tolerances=([^;]*)/i.exec(header)?.[1] ?? ''
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
