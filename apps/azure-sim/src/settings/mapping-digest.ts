import { createHash } from 'node:crypto'
import type { ScenarioContext } from '@scimulator/sim-kit'

/** A short text that changes with the mappings and the scoping filters of a document: saving those starts a new initial cycle. */
export function mappingDigest({ settings }: Pick<ScenarioContext, 'settings'>): string {
  const { userMapping = null, groupMapping = null } = settings ?? {}
  return createHash('sha256')
    .update(JSON.stringify([userMapping, groupMapping]))
    .digest('base64url')
    .slice(0, 16)
}
