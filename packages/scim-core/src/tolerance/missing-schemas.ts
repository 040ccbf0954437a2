import type { Tolerance } from './tolerance.ts'

// Evidence: okta.md section 7 (reports of reduced bodies).
/** A body without schemas, or whose schemas lack the due URI, is read as if it had it. */
export const MISSING_SCHEMAS: Tolerance<'missing-schemas'> = {
  id: 'missing-schemas',
  summary: 'A body without schemas, or whose schemas lack the due URI, is read as if it had it.',
  rows: ['S-001', 'M-002', 'Q-006', 'B-002'],
  evidence: 'other-guide',
}
