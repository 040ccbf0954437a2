import type { Tolerance } from './tolerance.ts'

// Evidence: entra.md quirks 32 and 33; okta.md Q35.
/** URIs in schemas that the resource type does not have, and objects keyed by such a URI, are ignored. */
export const UNKNOWN_SCHEMAS: Tolerance<'unknown-schemas'> = {
  id: 'unknown-schemas',
  summary: 'URIs in schemas that the resource type does not have, and objects keyed by such a URI, are ignored.',
  rows: ['S-002', 'C-013', 'U-023'],
  evidence: 'captured',
}
