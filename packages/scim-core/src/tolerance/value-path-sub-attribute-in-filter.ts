import type { Tolerance } from './tolerance.ts'

// Evidence: entra.md section 2.3 (matching on a work address).
/** A filter may compare a sub-attribute of selected elements: `emails[type eq "work"].value eq "a@b"`. */
export const VALUE_PATH_SUB_ATTRIBUTE_IN_FILTER: Tolerance<'value-path-sub-attribute-in-filter'> = {
  id: 'value-path-sub-attribute-in-filter',
  summary:
    'A filter may compare a sub-attribute of selected elements, as in emails[type eq "work"].value eq "a@b", read as one more condition in the brackets.',
  rows: ['F-026'],
  evidence: 'vendor-docs',
}
