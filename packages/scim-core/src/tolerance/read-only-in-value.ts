import type { Tolerance } from './tolerance.ts'

// Evidence: okta.md Q2 and section 5.1.
/** Read-only attributes and schemas inside the value of a PATCH operation are ignored. */
export const READ_ONLY_IN_VALUE: Tolerance<'read-only-in-value'> = {
  id: 'read-only-in-value',
  summary: 'Read-only attributes and schemas inside the value of a PATCH operation are ignored.',
  rows: ['M-025', 'M-026'],
  evidence: 'captured',
}
