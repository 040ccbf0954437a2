import type { Verdicts } from './peer.ts'

/** better-auth 1.7.5: what `check` says of its SCIM plug-in, with either limit of rows. */
export const betterAuth: Verdicts = {
  /** Every row it misses. */
  fails: [
    { because: 'It wants a mail address as userName or in emails, and /Schemas does not say so.', rows: 'D-015' },
    { because: 'Attribute names in another case than the schema writes are not known.', rows: 'S-006' },
    { because: 'null is refused as a value of another type.', rows: 'M-050 S-028 U-005' },
    { because: 'replace with a value path that selects nothing makes the element.', rows: 'M-047' },
    { because: 'The string "true" is taken for a boolean.', rows: 'S-012' },
    {
      because:
        'A filter is `attribute eq "value"`, joined by and, over id, userName, externalId and emails.value of Users: ServiceProviderConfig announces filters without such a limit.',
      rows: 'F-005 F-008 F-011 F-012 F-018 F-019 F-020',
    },
    { because: 'A userName is compared in lower case, but not in one Unicode form.', rows: 'C-005 F-044 Z-016' },
    { because: 'externalId is trimmed.', rows: 'C-022' },
    { because: 'HEAD is answered with 404.', rows: 'R-012' },
    { because: 'A percent-encoded letter in a path is not decoded: the User is not found.', rows: 'R-016' },
    {
      because: 'There is no .search and no /Bulk: both answer 404 with an empty body, as every unknown endpoint does.',
      rows: 'A-016 E-003 P-016 Q-005 Q-006 Q-007 Q-009',
    },
    { because: 'A PATCH without operations is answered with 200.', rows: 'M-003' },
    {
      because: 'Sub-attributes of emails that its table of paths does not list cannot be patched.',
      rows: 'M-011 M-051',
    },
    { because: 'schemas cannot be patched.', rows: 'M-057' },
    { because: 'A value path on members.value is refused as invalidPath.', rows: 'M-055' },
    { because: 'add of one element to a list wants an array.', rows: 'M-017' },
  ],
  /** What it does not do that it should, filters that it does not support, and what makes it fail with 500. */
  warns: [
    {
      because:
        'A filter is `attribute eq "value"`, joined by and, over id, userName, externalId and emails.value of Users: ServiceProviderConfig announces filters without such a limit.',
      rows: 'F-004 F-014 F-017 F-027 F-028 F-029 F-031 F-032 F-033 F-035 F-039 F-043 F-046 F-050 F-053',
    },
    { because: 'Mail addresses are stored in lower case, the local part too.', rows: 'S-066' },
    {
      because: 'There is no .search and no /Bulk: both answer 404 with an empty body, as every unknown endpoint does.',
      rows: 'B-001 E-015',
    },
    { because: 'PUT of a collection is answered with 404, not 405.', rows: 'R-013' },
    { because: 'A filter on /Schemas is ignored.', rows: 'D-018' },
    { because: 'After a DELETE the mail address stays taken: the account of the User is kept.', rows: 'X-004' },
  ],
  details: {
    'D-015': /^\/Schemas does not call emails of a User required, but POST \/Users was answered with 400/,
    'E-015': /^POST \/Bulk was answered with 404 instead of 501/,
    'F-004': /was refused as not supported \(400 invalidFilter\)/,
    'F-008': /was refused as not supported \(400 invalidFilter\).* userName sw "…" was answered with 400, too\.$/,
    'X-004': /^POST \/Users was answered with 409 .*A Better Auth User already uses this email/,
  },
}

/** The same at default settings, where it reads no more than 100 members of a request. */
export const betterAuthAtDefaults: Verdicts = {
  ...betterAuth,
  warns: [
    ...betterAuth.warns,
    { because: 'More than 100 members in one request are refused as invalid, which none of them is.', rows: 'S-052' },
  ],
  details: {
    ...betterAuth.details,
    'S-052':
      /^101 members are not taken at once, but in two parts: PATCH \/Groups\/\S+ was answered with 400 .*One or more Group members are invalid/,
  },
}
