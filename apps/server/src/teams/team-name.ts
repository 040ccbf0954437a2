const RESERVED = new Set([
  'www',
  'api',
  'localhost',
  'teams',
  'scim',
  'admin',
  'assets',
  'static',
  'healthz',
  'metrics',
])

/** Whether a word can name a team: it becomes a host label and a path segment, so one label of a-z, 0-9 and `-`. */
export function isTeamName(name: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(name) && !name.startsWith('xn--') && !RESERVED.has(name)
}
