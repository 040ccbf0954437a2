import type { Tolerance } from './tolerance.ts'

// Evidence: entra.md quirk 1.
/** The op of a PATCH operation is read in any case: "Add", "Replace", "Remove". */
export const CAPITALISED_OP: Tolerance<'capitalised-op'> = {
  id: 'capitalised-op',
  summary: 'The op of a PATCH operation is read in any case: "Add", "Replace", "Remove".',
  rows: ['M-004', 'M-005'],
  evidence: 'captured',
}
