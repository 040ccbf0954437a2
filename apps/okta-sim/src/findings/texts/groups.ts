/** What can be wrong with groups and memberships. */
export const groupTexts = {
  'group-not-deleted': {
    title: 'A group is still there after DELETE was answered with success',
    consequence: 'The group stays in the app; pushed again by name, Okta links the old one.',
    change: 'Delete the group before answering 204.',
    rfc: 'RFC 7644 §3.6',
    mark: 'vendor-docs',
  },
  'group-not-found': {
    title: 'The look-up by displayName does not find a group that exists',
    consequence: 'Okta creates the group again: a double, or a mapping in Error after 409.',
    change: 'Support filter=displayName eq "…" on /Groups.',
    rfc: 'RFC 7644 §3.4.2.2',
    mark: 'vendor-docs',
  },
  'group-refused': {
    title: 'The server refuses a group',
    consequence: 'The Group Push mapping is in Error and no memberships are pushed.',
    change: 'Accept POST /Groups with members of value and display only, also with members [].',
    rfc: 'RFC 7644 §3.3',
    mark: 'captured',
  },
  'details-refused': {
    title: 'The server refuses the details PATCH of a group',
    consequence: 'The Group Push mapping is in Error and its memberships are never sent.',
    change: 'Accept replace without path whose value repeats the group’s own id and displayName.',
    rfc: 'RFC 7644 §3.5.2.3',
    mark: 'captured',
  },
  'members-refused': {
    title: 'The server refuses a change of a pushed group',
    consequence: 'The Group Push mapping is in Error and the whole change is lost: Okta does not retry it.',
    change:
      'Support add and replace of members and remove by members[value eq "id"] in PATCH, and PUT of the whole group.',
    rfc: 'RFC 7644 §3.5.2',
    mark: 'other-guide',
  },
  'group-not-readable': {
    title: 'GET of a pushed group failed',
    consequence: 'The Group Push mapping is in Error; Okta does not create the group again by itself.',
    change: 'Answer GET /Groups/{id} with 200 as long as the group exists.',
    rfc: 'RFC 7644 §3.4.1',
    mark: 'vendor-docs',
  },
  'group-name-not-kept': {
    title: 'The group does not have the name Okta pushed',
    consequence: 'The app shows another name than Okta; a later look-up by name misses the group.',
    change: 'Store displayName from POST, PATCH and PUT.',
    rfc: 'RFC 7643 §4.2',
    mark: 'vendor-docs',
  },
  'members-not-kept': {
    title: 'The members of a group are not the ones Okta pushed',
    consequence: 'People keep or miss what the group gives them; Okta does not compare and does not notice.',
    change: 'Apply every operation of the PATCH, or the whole list of the PUT.',
    rfc: 'RFC 7644 §3.5.2',
    mark: 'inferred',
  },
  'members-not-shown': {
    title: 'The list of groups shows no members of a group to which Okta has pushed some',
    consequence: 'An import reads the group as empty; whether the app has the members, Okta cannot see.',
    change: 'Store members and return them in GET /Groups and GET /Groups/{id}.',
    rfc: 'RFC 7643 §4.2',
    mark: 'vendor-docs',
  },
  'members-duplicated': {
    title: 'A group lists the same member twice',
    consequence:
      'Catalogue apps send the members of a new group in the POST and again as an add: counts are wrong, and a removal may leave one behind.',
    change: 'Do not add a value that is already there.',
    rfc: 'RFC 7644 §3.5.2.1',
    mark: 'captured',
  },
  'group-delete-refused': {
    title: 'The server refuses to delete an unlinked group',
    consequence: 'The group stays in the app although the admin chose to delete it.',
    change: 'Answer DELETE /Groups/{id} with 204.',
    rfc: 'RFC 7644 §3.6',
    mark: 'vendor-docs',
  },
} as const
