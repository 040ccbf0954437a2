import type { Tolerance } from './tolerance.ts'

// Evidence: entra.md 3.3 and quirk 9.
/** Keys of a body or of a path-less PATCH value may be attribute paths: "name.givenName", "emails[type eq "work"].value". */
export const DOTTED_KEYS: Tolerance<'dotted-keys'> = {
  id: 'dotted-keys',
  summary:
    'Keys of a body or of a path-less PATCH value may be attribute paths: "name.givenName", "emails[type eq "work"].value".',
  rows: ['M-030', 'S-058'],
  evidence: 'vendor-docs',
}
