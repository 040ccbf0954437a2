/** What can be wrong with a list, and with a look-up in one. */
export const listTexts = {
  'list-refused': {
    title: 'Reading a list failed',
    consequence: 'Okta shows the test, save or import as failed.',
    change: 'Answer GET with startIndex and count with 200 and a ListResponse, also when there is nothing to list.',
    rfc: 'RFC 7644 §3.4.2',
    mark: 'vendor-docs',
  },
  'list-without-resources': {
    title: 'A ListResponse has no Resources array',
    consequence:
      'Okta shows "No results for users returned" and the admin cannot save; a check fails and nothing is created.',
    change: 'Always send Resources, an empty array when totalResults is 0.',
    rfc: 'RFC 7644 §3.4.2',
    mark: 'vendor-docs',
  },
  'list-numbers-as-text': {
    title: 'totalResults, startIndex or itemsPerPage is no JSON integer',
    consequence: 'Okta logs application.provision.user.sync FAILURE without a reason and never sends the POST.',
    change: 'Send the counters of a ListResponse as integers, not as strings.',
    rfc: 'RFC 7644 §3.4.2',
    mark: 'captured',
  },
  'list-schema-missing': {
    level: 'warn',
    title: 'A list does not name the ListResponse schema',
    consequence: 'The app fails Okta’s published SPEC test.',
    change: 'Put urn:ietf:params:scim:api:messages:2.0:ListResponse into schemas.',
    rfc: 'RFC 7644 §3.4.2',
    mark: 'vendor-docs',
  },
  'lookup-refused': {
    title: 'The look-up {name} was refused',
    consequence: 'Okta shows "Error while verifying if user X exists" and the person is not provisioned.',
    change: 'Support the eq filter and answer 200 with an empty list when nothing matches.',
    rfc: 'RFC 7644 §3.4.2.2',
    mark: 'vendor-docs',
  },
  'lookup-404': {
    level: 'warn',
    title: 'A look-up without a match is answered 404 instead of an empty list',
    consequence: 'Okta goes on as if nothing matched; the app fails Okta’s published SPEC test.',
    change: 'Answer 200 with totalResults 0 and Resources [].',
    rfc: 'RFC 7644 §3.4.2',
    mark: 'vendor-docs',
  },
  'filter-ignored': {
    title: 'The look-up {name} returned resources that do not match',
    consequence: 'Okta may tie a person to somebody else’s account.',
    change: 'Apply the filter before paging.',
    rfc: 'RFC 7644 §3.4.2.2',
    mark: 'inferred',
  },
  'lookup-several': {
    title: 'The look-up {name} returned more than one match',
    consequence: 'What Okta does is not documented; it cannot know which account to link.',
    change: 'Keep userName unique.',
    rfc: 'RFC 7643 §4.1.1',
    mark: 'inferred',
  },
} as const
