import type { Tolerance } from './tolerance.ts'

// Evidence: okta.md Q36.
/** Attributes nested under the URI of the base schema are read as if they stood at the top. */
export const CORE_URI_AS_KEY: Tolerance<'core-uri-as-key'> = {
  id: 'core-uri-as-key',
  summary: 'Attributes nested under the URI of the base schema are read as if they stood at the top.',
  rows: ['S-004'],
  evidence: 'vendor-docs',
}
