import type { Verdicts } from './peer.ts'

/** Polis 26.2.0: what `check` says of its directory sync. */
export const polis: Verdicts = {
  /** Every row it misses. */
  fails: [
    {
      because: 'The answers of GET, POST, PUT and PATCH on Groups have an empty members, whatever was stored.',
      rows: 'U-018',
    },
    { because: 'A Group keeps its displayName only: externalId is lost.', rows: 'S-074' },
    { because: 'attributes and excludedAttributes are not read.', rows: 'A-002 A-003 A-005 A-006 A-007 C-009 U-020' },
    { because: 'There is no discovery.', rows: 'D-001 D-007 D-009 D-024' },
    { because: 'There is no .search: the word is taken for the id of a User.', rows: 'Q-009' },
    {
      because:
        'The body of a User is stored and returned as it came: no type, no required attribute, no schemas, no read-only attribute is looked at.',
      rows: 'C-006 C-011 C-012 S-001 S-002 S-006 S-011 S-012 S-016 S-019 S-022 S-023 S-031 S-032 S-041 S-049 S-051 S-069 U-006 U-010 U-017 U-023',
    },
    { because: 'There is no meta, and no Location with a 201.', rows: 'C-001 N-008 S-042 S-043 S-045 U-012' },
    {
      because:
        'A User is looked for by mail address only, in the case it was written: other spellings of a userName are other Users, a PUT or PATCH is not compared at all.',
      rows: 'C-005 S-047 U-016 Z-016',
    },
    { because: 'A DELETE is answered with 200 and the removed User.', rows: 'X-001' },
    {
      because: 'Its errors have no status, no scimType, and no schemas where the endpoint is unknown.',
      rows: 'C-004 E-001 E-003 E-011',
    },
    { because: 'A body that is no JSON, or null, is answered with 500.', rows: 'C-010' },
    {
      because: 'Everything is answered as application/json, a 401 without WWW-Authenticate.',
      rows: 'H-001 H-003 Z-002',
    },
    { because: 'HEAD and methods that an endpoint lacks are answered with 404, /Bulk too.', rows: 'R-012' },
  ],
  /** What it does not do that it should, and what makes it fail with 500. */
  warns: [
    { because: 'There is no discovery.', rows: 'D-004' },
    {
      because:
        'The body of a User is stored and returned as it came: no type, no required attribute, no schemas, no read-only attribute is looked at.',
      rows: 'E-007 S-025',
    },
    { because: 'A body that is no JSON, or null, is answered with 500.', rows: 'E-006 E-017' },
    { because: 'HEAD and methods that an endpoint lacks are answered with 404, /Bulk too.', rows: 'R-013' },
  ],
  /** Rows that blame it for something else than they ask. */
  disputed: [
    { because: '/Me that does not exist has no credentials to ask for.', rows: 'I-006' },
    { because: 'A filter on /Schemas cannot be refused where /Schemas does not exist.', rows: 'D-018' },
  ],
  details: {
    'A-002': /^Beside schemas and id the attributes are \[.+\] instead of \["title"\]/,
    'S-012': /was answered with 201 instead of 400: .*"active":"true"/,
    'U-018': /^The members are \[\] instead of \["/,
  },
}
