/** What can be wrong with the connection and with any answer. */
export const answerTexts = {
  'credentials-refused': {
    whose: 'configuration',
    title: 'The server refuses the token (401 or 403)',
    consequence:
      'Okta cannot save the integration; every later task fails with Unauthorized until the token is replaced.',
    change: 'Type the current token; a header-auth app sends the field verbatim, so it must read "Bearer TOKEN".',
    rfc: 'RFC 7644 §2',
    mark: 'vendor-docs',
  },
  'access-refused': {
    whose: 'configuration',
    title: 'The server refuses access: 403 from the first request on',
    consequence: 'Every Okta job fails at once; each leaves a task on the Dashboard until an admin presses Retry.',
    change:
      'See in the detail why: provisioning may be switched off there, or the token may lack the right to provision.',
    rfc: 'RFC 7644 §2',
    mark: 'inferred',
  },
  redirected: {
    whose: 'configuration',
    title: 'The server redirects',
    consequence: 'The Okta job fails; that Okta does not follow a redirect is inferred.',
    change: 'Type the base URL that the server answers itself, without a way over http or a sign-in page.',
    rfc: null,
    mark: 'inferred',
  },
  'base-url-wrong': {
    whose: 'configuration',
    title: 'The base URL leads to no list of users: the server answers 404',
    consequence: 'Okta shows "No results for users returned" and the admin cannot save the integration.',
    change: 'Type the URL to which /Users can be appended; a slash at its end may give //Users.',
    rfc: null,
    mark: 'vendor-docs',
  },
  'no-answer': {
    title: 'The server did not answer',
    consequence:
      'The Okta task fails, after 60 s without data or as soon as the connection breaks, and stays until an admin presses Retry.',
    change: 'Answer every request within 60 s.',
    rfc: null,
    mark: 'vendor-docs',
  },
  'rate-limit-exhausted': {
    title: 'Ten attempts in a row were answered 429',
    consequence: 'The Okta task fails for good after the tenth 429.',
    change: 'Send Retry-After in whole seconds and let a retry after that time through.',
    rfc: null,
    mark: 'vendor-docs',
  },
  'answer-not-json': {
    title: 'A successful answer has no JSON object as its body',
    consequence: 'The Okta task fails and shows a message of its JSON parser ("Unrecognized token …").',
    change: 'Answer with application/scim+json and the resource or the ListResponse.',
    rfc: 'RFC 7644 §3.1',
    mark: 'captured',
  },
  'error-not-scim': {
    title: 'An error answer is no SCIM Error with a detail',
    consequence: 'The Okta task shows an empty reason or its JSON parser’s message; the real cause is hidden.',
    change: 'Answer every error with schemas, status and detail, also 401, 404 and 5xx.',
    rfc: 'RFC 7644 §3.12',
    mark: 'captured',
  },
} as const
