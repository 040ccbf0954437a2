import type { Tolerance } from './tolerance.ts'

// Evidence: okta.md Q6; entra.md 8.4; onelogin.md section 4 (managerId).
/** Attributes no schema of the resource type has are ignored, on POST, PUT and PATCH alike. */
export const UNKNOWN_ATTRIBUTES: Tolerance<'unknown-attributes'> = {
  id: 'unknown-attributes',
  summary: 'Attributes no schema of the resource type has are ignored, on POST, PUT and PATCH alike.',
  rows: ['S-058', 'M-063'],
  evidence: 'captured',
}
