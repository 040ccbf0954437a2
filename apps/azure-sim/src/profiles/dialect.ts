/** How a provisioning job writes: every difference between the two profiles. */
export interface Dialect {
  /** `Add`/`Replace`/`Remove`, or lower case. */
  readonly opCase: 'capitalised' | 'lower'
  /** Booleans in PATCH: `"False"`, `"false"` or `false`. */
  readonly booleans: 'string' | 'lowercase' | 'json'
  /** Each attribute an operation of its own with a path, or all simple ones folded into a path-less operation. */
  readonly attributes: 'path-each' | 'merged'
  /** Members to remove: `members` with a value array, or one `members[value eq "id"]` for each. */
  readonly removeMembers: 'value-array' | 'value-path'
  /** Query of the Tenant URL, appended to every request. */
  readonly tenantQuery: string | undefined
}

/** A job without the flag. */
export const DEFAULT_DIALECT: Dialect = {
  opCase: 'capitalised',
  booleans: 'string',
  attributes: 'path-each',
  removeMembers: 'value-array',
  tenantQuery: undefined,
}

/** A job with `aadOptscim062020` in its Tenant URL. */
export const FLAG_DIALECT: Dialect = {
  opCase: 'lower',
  booleans: 'json',
  attributes: 'merged',
  removeMembers: 'value-path',
  tenantQuery: 'aadOptscim062020',
}

/** `op` as this dialect spells it. */
export function opWord(dialect: Dialect, op: 'add' | 'replace' | 'remove'): string {
  return dialect.opCase === 'lower' ? op : op.charAt(0).toUpperCase() + op.slice(1)
}
