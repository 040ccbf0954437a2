import type { Tolerance } from './tolerance.ts'

// Evidence: okta.md Q31; entra.md 8.4.
/** A plain string is read as an element with that value where a complex element is due. */
export const MULTI_VALUED_PLAIN_STRINGS: Tolerance<'multi-valued-plain-strings'> = {
  id: 'multi-valued-plain-strings',
  summary: 'A plain string is read as an element with that value where a complex element is due.',
  rows: ['S-022'],
  evidence: 'captured',
}
