import type { ScimSettings } from '@scimulator/admin-api'

const DAY_MS = 86_400_000

/** How old something is, in days as people say them. */
export function ageText(since: string, now: number): string {
  const days = Math.floor((now - Date.parse(since)) / DAY_MS)
  if (!(days > 0)) return 'today'
  return days === 1 ? 'yesterday' : `${days} days ago`
}

/** Days until a token ends, when that is near enough to matter; null otherwise. */
export function endsSoon(expiresAt: string | null, now: number): number | null {
  if (expiresAt === null) return null
  const days = Math.floor((Date.parse(expiresAt) - now) / DAY_MS)
  return days <= 30 ? days : null
}

/** What is going on with SCIM in a team. */
export type ScimUse = 'noToken' | 'off' | 'neverUsed' | 'inUse'

/** What is going on with SCIM, by its settings. */
export function scimUse({ enabled, token }: Pick<ScimSettings, 'enabled' | 'token'>): ScimUse {
  if (!enabled) return 'off'
  if (token === null) return 'noToken'
  return token.lastUsedAt === null ? 'neverUsed' : 'inUse'
}
