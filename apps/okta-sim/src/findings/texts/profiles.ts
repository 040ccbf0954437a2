/** What can be wrong with the attributes of an account, and with its password. */
export const profileTexts = {
  'mapping-without-value': {
    whose: 'configuration',
    title: 'An attribute mapping has no value for somebody',
    consequence: 'The Okta task fails, and nothing is sent for that person.',
    change: 'Give the expression a value for everybody, as in user.title == null ? "" : user.title.',
    rfc: null,
    mark: 'inferred',
  },
  'replace-refused': {
    title: 'The server refuses a PUT that starts from its own GET',
    consequence: 'Okta shows "Error while trying to push profile update for X"; the profile stays out of sync.',
    change: 'Ignore read-only and unknown attributes in a PUT.',
    rfc: 'RFC 7644 §3.5.1',
    mark: 'vendor-docs',
  },
  'profile-patch-refused': {
    title: 'The server refuses a PATCH of a profile',
    consequence: 'Okta shows "Error while trying to push profile update for X"; the profile stays out of sync.',
    change:
      'Support replace without path, with an object of attributes and of the enterprise extension under its URN, or untick "Support PATCH for User" in the OIN Wizard.',
    rfc: 'RFC 7644 §3.5.2.3',
    mark: 'inferred',
  },
  'replace-without-body': {
    level: 'warn',
    title: 'A PUT was answered without the updated resource',
    consequence: 'What Okta makes of it is not documented.',
    change: 'Answer 200 with the whole resource.',
    rfc: 'RFC 7644 §3.5.1',
    mark: 'inferred',
  },
  'attribute-not-kept': {
    title: 'The server does not return {name} as it was sent',
    consequence: 'Okta’s copy and the app’s differ; an attribute the app ignores stays out of sync.',
    change: 'Store the attribute and return it in the answer and in the next GET.',
    rfc: 'RFC 7644 §3.3',
    mark: 'vendor-docs',
  },
  'profile-kept': {
    level: 'warn',
    title: 'Changes of profiles are answered with success and change nothing',
    consequence:
      'No task appears: Okta takes its copy for pushed, and the app goes on with its own names and addresses.',
    change:
      'Nothing, where the app keeps its profiles on purpose (turn Update User Attributes off then); else store what PUT gives.',
    rfc: 'RFC 7644 §3.5.1',
    mark: 'inferred',
  },
  'optional-attribute-not-kept': {
    level: 'warn',
    title: 'The server does not return {name} as it was sent',
    consequence: 'Okta’s copy and the app’s differ; the next PUT cannot preserve what the GET does not show.',
    change: 'Store the attribute and return it, or leave it unmapped in Okta.',
    rfc: 'RFC 7644 §3.3',
    mark: 'vendor-docs',
  },
  'password-refused': {
    title: 'The server refuses a password',
    consequence: 'The Okta task fails and stays on the Dashboard; the person signs in with the old password.',
    change: 'Accept password in PATCH and PUT, or turn Sync Password off; a password you do not use can be ignored.',
    rfc: 'RFC 7643 §4.1.1',
    mark: 'inferred',
  },
  'password-returned': {
    title: 'The server returns a password',
    consequence: 'Okta sends it back in the next PUT.',
    change: 'Never return password.',
    rfc: 'RFC 7643 §4.1.1',
    mark: 'captured',
  },
} as const
