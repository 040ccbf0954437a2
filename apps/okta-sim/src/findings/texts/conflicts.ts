/** What a 409 means. */
export const conflictTexts = {
  'create-conflict': {
    title: 'POST answered 409 although the check found nobody of that userName',
    consequence: 'Okta shows "Error while creating user X: Conflict"; nothing is linked and nothing is retried.',
    change: 'Let the userName filter find every account that makes a create clash, inactive ones too.',
    rfc: 'RFC 7644 §3.3',
    mark: 'captured',
  },
  'group-conflict': {
    title: 'POST answered 409 although the look-up found no group of that name',
    consequence: 'The Group Push mapping is in Error: "Error while creating user group N: Conflict".',
    change: 'Support filter=displayName eq "…" on /Groups.',
    rfc: 'RFC 7644 §3.3',
    mark: 'captured',
  },
  'group-name-taken': {
    whose: 'configuration',
    title: 'A group was to get a displayName that another group of the app has: the server answers 409',
    consequence:
      'The Group Push mapping is in Error until the admin changes a name; what changed in Okta is not pushed.',
    change: 'Rename the group in Okta or the other one in the app, or link the Okta group to the other one.',
    rfc: 'RFC 7644 §3.12',
    mark: 'captured',
  },
  'user-name-taken': {
    whose: 'configuration',
    title: 'A person was to get a userName that another account of the app has: the server answers 409',
    consequence:
      'Okta shows "Error while trying to push profile update for X: Conflict"; the profile stays out of sync.',
    change: 'Change the login in Okta, or the userName of the other account in the app.',
    rfc: 'RFC 7644 §3.12',
    mark: 'inferred',
  },
  'name-conflict': {
    title: 'A new name is answered 409 although the target shows it with nobody else',
    consequence: 'The change fails in Okta, and its admin cannot see with what it clashes.',
    change: 'List everything that makes a write clash, and free a name when its owner gets another one.',
    rfc: 'RFC 7644 §3.12',
    mark: 'inferred',
  },
} as const
