import type { Verdicts } from './peer.ts'

/** better-auth 1.7.5: what `check` says of its SCIM plug-in, with either limit of rows. */
export const betterAuth: Verdicts = {
  /** Every row it misses. */
  fails: [
    { because: 'Attribute names in another case than the schema writes are not known.', rows: 'S-006' },
    { because: 'null is refused as a value of another type.', rows: 'S-028 U-005' },
    {
      because:
        'A filter is `attribute eq "value"`, joined by and, over id, userName, externalId and emails.value of Users: ServiceProviderConfig announces filters without such a limit.',
      rows: 'F-004 F-005 F-008 F-011 F-012 F-017 F-018 F-019 F-020 F-022 F-023 F-027 F-028 F-035',
    },
    {
      because: 'There is no .search and no /Bulk: both answer 404 with an empty body, as every unknown endpoint does.',
      rows: 'E-003 P-016 Q-006',
    },
    {
      because:
        'Sub-attributes that its table of paths does not list cannot be patched; core attributes cannot be named with their URN.',
      rows: 'M-051',
    },
  ],
  /** What it does not do that it should, and what makes it fail with 500. */
  warns: [
    { because: 'Mail addresses are stored in lower case, the local part too.', rows: 'S-066' },
    {
      because: 'There is no .search and no /Bulk: both answer 404 with an empty body, as every unknown endpoint does.',
      rows: 'B-001 E-015',
    },
    { because: 'PUT of a collection is answered with 404, not 405.', rows: 'R-013' },
    { because: 'A filter on /Schemas is ignored.', rows: 'D-018' },
  ],
  /** Rows that blame it for something else than they ask. */
  disputed: [
    {
      because:
        'It wants a mail address as userName or in emails and does not say so in /Schemas: rows that create a User of a bare userName see that refusal and nothing of what they ask.',
      rows: 'C-001 C-003 C-006 C-009 H-004 H-005 S-003 S-021 S-031 S-038 S-041 S-063 S-067 S-068 U-002 X-004',
    },
    { because: '/Me that does not exist has no credentials to ask for.', rows: 'I-006' },
    {
      because:
        'A filter it does not support is refused with 400 invalidFilter, which says nothing of what these rows ask.',
      rows: 'S-024',
    },
  ],
  details: {
    'F-008': /was answered with 400 .*filter operator sw is not supported/,
    'E-015': /^POST \/Bulk was answered with 404 instead of 501/,
  },
}
