import { ENTERPRISE_USER_SCHEMA } from '../schema/urns.ts'
import type { Tolerance } from './tolerance.ts'

// Evidence: onelogin.md quirk 6.
/** The URIs "urn:scim:schemas:core:2.0" and "urn:scim:schemas:extension:enterprise:2.0" are read as the registered ones, in schemas and as keys. */
export const MISSPELT_SCHEMA_URIS: Tolerance<'misspelt-schema-uris'> = {
  id: 'misspelt-schema-uris',
  summary:
    'The URIs "urn:scim:schemas:core:2.0" and "urn:scim:schemas:extension:enterprise:2.0" are read as the registered ones, in schemas and as keys.',
  rows: ['S-001', 'S-002', 'S-004'],
  evidence: 'captured',
}

const ENTERPRISE = 'urn:scim:schemas:extension:enterprise:2.0'

/** The registered URI behind a misspelt one, for a resource type with this base schema. */
export function correctSchemaUri(uri: string, baseSchema: string): string | undefined {
  const lower = uri.toLowerCase()
  if (lower === 'urn:scim:schemas:core:2.0') return baseSchema
  return lower === ENTERPRISE || lower === `${ENTERPRISE}:user` ? ENTERPRISE_USER_SCHEMA : undefined
}
