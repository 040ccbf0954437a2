import type { Dialect } from '../profiles/dialect.ts'

/**
 * A query value as .NET encodes it: space as `+`, everything but letters, digits and `-_.!*()` in upper-case percent form.
 * `+`, `%22` and `%40` are captured (SCIMReferenceCode #63), the rest is inferred.
 */
export function encodeQueryValue(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll('%20', '+').replaceAll("'", '%27').replaceAll('~', '%7E')
}

/** `attribute eq "value"`, the only filter the service sends. */
export function equalsFilter(attribute: string, value: string): string {
  return `${attribute} eq ${JSON.stringify(value)}`
}

/** Adds the query of the Tenant URL. Another server met it on POST /Users; its place beside another query is inferred. */
export function withTenantQuery(path: string, dialect: Dialect, place: string): string {
  if (dialect.tenantQuery === undefined || place === 'off') return path
  const at = path.indexOf('?')
  if (at < 0) return `${path}?${dialect.tenantQuery}`
  const query = path.slice(at + 1)
  const joined = place === 'first' ? `${dialect.tenantQuery}&${query}` : `${query}&${dialect.tenantQuery}`
  return `${path.slice(0, at)}?${joined}`
}
