import type { Tolerance } from './tolerance.ts'

// Evidence: entra.md quirk 5 and section 3.2.
/** A plain string, or a list of one object, is read as the complex attribute with that value, as in manager. */
export const MANAGER_AS_STRING: Tolerance<'manager-as-string'> = {
  id: 'manager-as-string',
  summary: 'A plain string, or a list of one object, is read as the complex attribute with that value, as in manager.',
  rows: ['S-056', 'C-011'],
  evidence: 'captured',
}
