import type { Verdicts } from './peer.ts'

/** Polis 26.2.0: what `check` says of its directory sync. */
export const polis: Verdicts = {
  /** Every row it misses. */
  fails: [
    {
      because: 'The answers of GET, POST, PUT and PATCH on Groups have an empty members, whatever was stored.',
      rows: 'F-033 M-018 M-033 M-035 M-067 S-052 S-065 U-018',
    },
    { because: 'A Group keeps its displayName only: externalId is lost.', rows: 'S-074' },
    {
      because: 'A filter without "eq " is answered with 500: its code splits there and uses the second part unseen.',
      rows: 'E-005 F-008 F-012 F-013 F-017 F-027 F-037 F-038 F-047',
    },
    {
      because:
        'A filter is the text behind its first "eq ", quotes removed, compared with the mail address of Users or the displayName of Groups whatever attribute it names.',
      rows: 'F-004 F-005 F-011 F-018 F-019 F-020 F-021 F-022 F-023 F-028 F-031 F-032 F-039 F-040 F-044 F-046 F-053 S-034 S-070',
    },
    {
      because: 'attributes and excludedAttributes are not read.',
      rows: 'A-001 A-002 A-003 A-005 A-006 A-007 A-015 A-016 C-009 U-020',
    },
    { because: 'There is no discovery.', rows: 'D-001 D-007 D-009 D-024' },
    { because: 'There is no .search: the word is taken for the id of a User.', rows: 'P-016 Q-005 Q-006 Q-007 Q-009' },
    {
      because:
        'The body of a User is stored and returned as it came: no type, no required attribute, no schemas, no read-only attribute is looked at.',
      rows: 'C-006 C-011 C-012 S-001 S-002 S-006 S-011 S-012 S-016 S-019 S-022 S-023 S-031 S-032 S-041 S-049 S-051 S-069 U-006 U-010 U-017 U-023',
    },
    {
      because: 'There is no meta, and no Location with a 201.',
      rows: 'C-001 M-019 N-008 S-042 S-043 S-044 S-045 U-012',
    },
    {
      because:
        'A User is looked for by mail address only, in the case it was written: other spellings of a userName are other Users, a PUT or PATCH is not compared at all.',
      rows: 'C-005 M-056 S-047 U-016 Z-016',
    },
    {
      because:
        'An operation sets a key of the stored JSON by its path: op, value, schemas and the definition of the attribute are not looked at.',
      rows: 'E-009 E-010 M-002 M-003 M-004 M-006 M-007 M-008 M-011 M-012 M-014 M-016 M-017 M-020 M-021 M-025 M-037 M-043 M-044 M-047 M-051 M-054 M-055 M-057 M-059 S-063',
    },
    { because: 'A password that a PATCH sets is stored and returned.', rows: 'M-066' },
    { because: 'A DELETE is answered with 200 and the removed User.', rows: 'X-001' },
    {
      because: 'Its errors have no status, no scimType, and no schemas where the endpoint is unknown.',
      rows: 'C-004 E-001 E-003 E-011',
    },
    { because: 'A body that is no JSON, or null, is answered with 500.', rows: 'C-010' },
    { because: 'A startIndex of 0 counts from the end, and count=0 is no limit.', rows: 'P-002 P-004' },
    { because: 'totalResults of the Users is never above 50.', rows: 'P-008' },
    {
      because: 'Everything is answered as application/json, a 401 without WWW-Authenticate.',
      rows: 'H-001 H-003 Z-002',
    },
    { because: 'HEAD and methods that an endpoint lacks are answered with 404.', rows: 'R-012' },
  ],
  /** What it does not do that it should, filters that it does not support, and what makes it fail with 500. */
  warns: [
    {
      because: 'A filter without "eq " is answered with 500: its code splits there and uses the second part unseen.',
      rows: 'F-010 F-015 F-048',
    },
    {
      because:
        'A filter is the text behind its first "eq ", quotes removed, compared with the mail address of Users or the displayName of Groups whatever attribute it names.',
      rows: 'S-066',
    },
    { because: 'There is no discovery.', rows: 'D-004' },
    {
      because:
        'The body of a User is stored and returned as it came: no type, no required attribute, no schemas, no read-only attribute is looked at.',
      rows: 'E-007 S-025',
    },
    {
      because:
        'An operation sets a key of the stored JSON by its path: op, value, schemas and the definition of the attribute are not looked at.',
      rows: 'E-008',
    },
    { because: 'A body that is no JSON, or null, is answered with 500.', rows: 'E-006 E-017 M-065' },
    { because: 'HEAD and methods that an endpoint lacks are answered with 404.', rows: 'R-013' },
  ],
  details: {
    'A-002': /^Beside schemas and id the attributes are \[.+\] instead of \["title"\]/,
    'F-037': /was answered with 500 instead of 400: .*Cannot read properties of undefined/,
    'M-054': /was answered with 200 instead of 400: .*"active":"maybe"/,
    'P-008': /^totalResults goes from \d+ to 50 when 59 Users are made\.$/,
    'S-012': /was answered with 201 instead of 400: .*"active":"true"/,
    'U-018': /^The members are \[\] instead of \["/,
  },
}
