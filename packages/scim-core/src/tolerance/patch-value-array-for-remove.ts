import type { Tolerance } from './tolerance.ts'

// Evidence: entra.md quirks 3 and 4; onelogin.md section 7.
/** A remove of a multi-valued attribute that carries a value removes the elements named by it, not all of them. */
export const PATCH_VALUE_ARRAY_FOR_REMOVE: Tolerance<'patch-value-array-for-remove'> = {
  id: 'patch-value-array-for-remove',
  summary:
    'A remove of a multi-valued attribute that carries a value removes the elements named by it, not all of them.',
  rows: ['M-032', 'M-038'],
  evidence: 'captured',
}
