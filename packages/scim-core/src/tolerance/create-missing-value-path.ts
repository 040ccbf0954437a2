import type { Tolerance } from './tolerance.ts'

// Evidence: entra.md quirks 7 and 8.
/** An add or replace whose value path matches no element creates one from the equalities of the path. */
export const CREATE_MISSING_VALUE_PATH: Tolerance<'create-missing-value-path'> = {
  id: 'create-missing-value-path',
  summary: 'An add or replace whose value path matches no element creates one from the equalities of the path.',
  rows: ['M-024', 'M-047', 'M-048'],
  evidence: 'captured',
}
