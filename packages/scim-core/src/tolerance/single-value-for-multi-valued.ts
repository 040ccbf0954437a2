import type { Tolerance } from './tolerance.ts'

// Evidence: onelogin.md quirk 7.
/** A single value is read as a list of one where a multi-valued attribute is due. */
export const SINGLE_VALUE_FOR_MULTI_VALUED: Tolerance<'single-value-for-multi-valued'> = {
  id: 'single-value-for-multi-valued',
  summary: 'A single value is read as a list of one where a multi-valued attribute is due.',
  rows: ['S-022', 'M-064'],
  evidence: 'captured',
}
