import type { EvidenceMark, Finding } from '@scimulator/admin-api'

/** What a finding says, apart from the place it was seen. */
export interface Rule {
  readonly title: string
  /** What the vendor's admin sees. */
  readonly consequence: string
  readonly change: string
  readonly rfc: string | null
  readonly mark: EvidenceMark
  readonly whose: Finding['whose']
  readonly level: Finding['level']
}

const QUERY = 'RFC 7644 §3.4.2'

/** Ids of the findings that do not depend on the shape of a write. */
export type RuleId =
  | 'token-refused'
  | 'tenant-url-wrong'
  | 'groups-missing'
  | 'no-answer'
  | 'throttled'
  | 'server-error'
  | 'query-refused'
  | 'not-a-list'
  | 'filter-ignored'
  | 'several-matches'
  | 'several-groups'
  | 'matching-not-unique'
  | 'filter-misses'
  | 'not-deserialisable'
  | 'create-status'
  | 'create-without-id'
  | 'create-conflict'
  | 'create-conflict-unmatched'
  | 'attribute-lost'
  | 'active-ignored'
  | 'active-not-boolean'
  | 'profile-kept'
  | 'inactive-hidden'
  | 'link-lost'
  | 'read-refused'
  | 'excluded-attributes-ignored'
  | 'members-not-added'
  | 'members-not-removed'
  | 'group-emptied'
  | 'delete-without-effect'
  | 'media-type'

/** Findings that do not depend on the shape of a write. */
export const RULES: Readonly<Record<RuleId, Rule>> = {
  'token-refused': {
    title: 'The server refuses the Secret Token',
    consequence:
      'Test Connection says the credentials are invalid; a running job goes into quarantine (EncounteredQuarantineException).',
    change: 'Enter the token of this endpoint, or let the server accept it as a bearer token.',
    rfc: 'RFC 7644 §2',
    mark: 'vendor-docs',
    whose: 'configuration',
    level: 'error',
  },
  'tenant-url-wrong': {
    title: 'The filter query of Test Connection answers 404',
    consequence: 'Test Connection fails; a running job goes into quarantine for SCIM compliance.',
    change: 'Check the Tenant URL; a filter without a match answers 200 with an empty ListResponse.',
    rfc: QUERY,
    mark: 'vendor-docs',
    whose: 'configuration',
    level: 'error',
  },
  'groups-missing': {
    title: 'The query of a random group answers 404, that of a random user does not',
    consequence: 'Test Connection fails; a running job goes into quarantine for SCIM compliance.',
    change:
      'Serve /Groups, with an empty ListResponse where nothing matches; or disable "Provision Microsoft Entra ID Groups" (groupMapping.enabled: false).',
    rfc: QUERY,
    mark: 'inferred',
    whose: 'configuration',
    level: 'error',
  },
  'no-answer': {
    title: 'The server does not answer',
    consequence: 'The log shows Timeout or WebExceptionProtocolError; the object is tried again in the next cycle.',
    change: 'Let the server answer every request within seconds.',
    rfc: null,
    mark: 'vendor-docs',
    whose: 'server',
    level: 'error',
  },
  throttled: {
    title: 'The server answers 429',
    consequence:
      'The log shows TooManyRequests; the object is evaluated again in the next cycle, or after Retry-After where that is honoured.',
    change: 'Take at least 25 requests a second from a tenant, as the gallery demands.',
    rfc: null,
    mark: 'vendor-docs',
    whose: 'server',
    level: 'warn',
  },
  'server-error': {
    title: 'The server fails',
    consequence: 'The log shows SystemForCrossDomainIdentityManagementServerError; the object goes to escrow.',
    change: 'Find out in the log of the server why it fails.',
    rfc: 'RFC 7644 §3.12',
    mark: 'captured',
    whose: 'server',
    level: 'error',
  },
  'query-refused': {
    title: 'A filter query is refused',
    consequence: 'Objects cannot be matched: each is a failure and goes to escrow.',
    change: 'Support `eq` on the matching attribute and answer 200 with a ListResponse.',
    rfc: 'RFC 7644 §3.4.2.2',
    mark: 'vendor-docs',
    whose: 'server',
    level: 'error',
  },
  'not-a-list': {
    title: 'A query is answered without a ListResponse that can be read',
    consequence: 'The log shows SystemForCrossDomainIdentityManagementServiceIncompatible.',
    change: 'Answer with schemas, totalResults and as many Resources, also for zero hits.',
    rfc: QUERY,
    mark: 'vendor-docs',
    whose: 'server',
    level: 'error',
  },
  'filter-ignored': {
    title: 'The filter is ignored: a value nobody has finds resources',
    consequence:
      'The log shows SystemForCrossDomainIdentityManagementMultipleEntriesInResponse, or people are linked to the wrong account.',
    change: 'Apply the filter.',
    rfc: 'RFC 7644 §3.4.2.2',
    mark: 'vendor-docs',
    whose: 'server',
    level: 'error',
  },
  'several-matches': {
    title: 'The matching query finds several users',
    consequence: 'The person fails with DuplicateTargetEntries at every retry; nothing is written.',
    change: 'Apply the filter, and keep userName unique.',
    rfc: 'RFC 7643 §4.1.1',
    mark: 'vendor-docs',
    whose: 'server',
    level: 'error',
  },
  'several-groups': {
    title: 'The displayName of a group finds several groups',
    consequence: 'The group fails with DuplicateTargetEntries at every retry; nothing is written.',
    change:
      'Apply the filter; the service needs group names that are unique in the target, which the RFC does not ask for.',
    rfc: null,
    mark: 'vendor-docs',
    whose: 'server',
    level: 'error',
  },
  'matching-not-unique': {
    title: 'The value of a matching attribute belongs to several resources of the target',
    consequence: 'The object fails with DuplicateTargetEntries at every retry; nothing is written.',
    change: 'Match by an attribute whose values are unique in the target, such as userName.',
    rfc: null,
    mark: 'vendor-docs',
    whose: 'configuration',
    level: 'error',
  },
  'filter-misses': {
    title: 'The filter does not find a resource that was made or linked before',
    consequence: 'After Restart provisioning the service creates a duplicate, or meets 409 and retries from escrow.',
    change: 'Let the matching filter find every resource, inactive ones too, without regard to case.',
    rfc: 'RFC 7644 §3.4.2.2',
    mark: 'vendor-docs',
    whose: 'server',
    level: 'error',
  },
  'not-deserialisable': {
    title: 'A resource cannot be deserialised',
    consequence:
      'The log shows that the service is not able to deserialize the resource received from the SCIM endpoint.',
    change: 'Return the types of the schema: id as a string, lists as arrays, manager as an object with value.',
    rfc: 'RFC 7643 §4',
    mark: 'captured',
    whose: 'server',
    level: 'error',
  },
  'create-status': {
    title: 'A create is answered with another success than 201',
    consequence: 'The service goes on, other clients do not.',
    change: 'Answer 201 Created.',
    rfc: 'RFC 7644 §3.3',
    mark: 'inferred',
    whose: 'server',
    level: 'warn',
  },
  'create-without-id': {
    title: 'A create is answered without a body that holds the id as a string',
    consequence:
      'The log shows SystemForCrossDomainIdentityManagementServiceIncompatible; the account exists but is not linked.',
    change: 'Return the created resource with its id.',
    rfc: 'RFC 7644 §3.3',
    mark: 'vendor-docs',
    whose: 'server',
    level: 'error',
  },
  'create-conflict': {
    title: 'A create meets 409 although the matching query found nothing',
    consequence: 'The log shows EntryConflict; the object goes to escrow and fails again at each retry.',
    change: 'Let the matching filter find what the uniqueness check finds.',
    rfc: 'RFC 7644 §3.3',
    mark: 'vendor-docs',
    whose: 'server',
    level: 'error',
  },
  'create-conflict-unmatched': {
    title: 'A create meets 409, and the name is no matching attribute: who has it already was not asked for',
    consequence: 'The log shows EntryConflict; the object goes to escrow and fails again at each retry.',
    change: 'Give userName (of groups: displayName) a matching precedence too, after the other attributes.',
    rfc: null,
    mark: 'inferred',
    whose: 'configuration',
    level: 'error',
  },
  'attribute-lost': {
    title: 'An attribute of a create does not come back as it was sent',
    consequence:
      'The service sends it again every time it evaluates the object; the SCIM Validator says it is missing from the fetched resource.',
    change: 'Store every attribute as sent and return it.',
    rfc: 'RFC 7644 §3.3',
    mark: 'captured',
    whose: 'server',
    level: 'error',
  },
  'active-ignored': {
    title: 'A change of active is answered with success, but the user does not show it',
    consequence: 'The log shows Success while the account keeps its old state: a leaver can still sign in.',
    change: 'Read "True" and "False" as booleans, and apply `replace` of active.',
    rfc: 'RFC 7643 §4.1.1',
    mark: 'captured',
    whose: 'server',
    level: 'error',
  },
  'active-not-boolean': {
    title: 'active comes back as a text, not as a boolean',
    consequence:
      'The log shows Success; whoever reads the user takes the text "False" for true: a leaver may still sign in.',
    change: 'Store and return active as true or false, however a client spells it.',
    rfc: 'RFC 7643 §2.3.2',
    mark: 'captured',
    whose: 'server',
    level: 'error',
  },
  'profile-kept': {
    title: 'The target keeps its own profile values: changes of names, addresses and the like succeed without effect',
    consequence: 'The log shows Success; the service sends these attributes again every time it evaluates the person.',
    change:
      'If that is the policy of the target, map these attributes with "Only during object creation"; else let it apply them.',
    rfc: null,
    mark: 'inferred',
    whose: 'configuration',
    level: 'warn',
  },
  'inactive-hidden': {
    title: 'An inactive user can no longer be read or found',
    consequence: 'Restoring the person fails with InvalidAnchor or creates a duplicate.',
    change: 'Keep inactive users readable by id and in filters, with active false.',
    rfc: 'RFC 7643 §4.1.1',
    mark: 'vendor-docs',
    whose: 'server',
    level: 'error',
  },
  'link-lost': {
    title: 'A linked id answers 404',
    consequence: 'The log shows InvalidAnchor; the admin has to restart the job.',
    change: 'Keep the id of a resource for as long as it exists.',
    rfc: 'RFC 7643 §3.1',
    mark: 'vendor-docs',
    whose: 'server',
    level: 'error',
  },
  'read-refused': {
    title: 'A resource cannot be read by its id',
    consequence: 'The object fails in the log and goes to escrow.',
    change: 'Answer GET by id with 200 and the resource.',
    rfc: 'RFC 7644 §3.4.1',
    mark: 'vendor-docs',
    whose: 'server',
    level: 'error',
  },
  'excluded-attributes-ignored': {
    title: 'excludedAttributes=members is ignored',
    consequence: 'Large groups make answers slow; the SCIM Validator fails the server.',
    change: 'Leave members out when they are excluded.',
    rfc: 'RFC 7644 §3.9',
    mark: 'captured',
    whose: 'server',
    level: 'warn',
  },
  'members-not-added': {
    title: 'Members were added with success, but the group read afterwards does not show them',
    consequence:
      'The log shows Success; the people lack what the group gives, and it is not sent again before a restart.',
    change: 'Add every value of the array, and return members where they are not excluded.',
    rfc: 'RFC 7644 §3.5.2.1',
    mark: 'captured',
    whose: 'server',
    level: 'error',
  },
  'members-not-removed': {
    title: 'Members were removed with success, but the group read afterwards still shows them',
    consequence: 'The log shows Success; the people keep what the group gives.',
    change: 'Remove the members that the value or the filter names.',
    rfc: 'RFC 7644 §3.5.2.2',
    mark: 'captured',
    whose: 'server',
    level: 'error',
  },
  'group-emptied': {
    title: 'Removing some members removed others too',
    consequence: 'The log shows Success for one member while the rest of the group lost access; nothing notices it.',
    change: 'Read a value array beside path members as the list of members to remove.',
    rfc: 'RFC 7644 §3.5.2.2',
    mark: 'captured',
    whose: 'server',
    level: 'error',
  },
  'delete-without-effect': {
    title: 'The id of a deleted resource does not answer 404',
    consequence: 'The log shows Success whatever became of the resource; the SCIM Validator expects 404.',
    change: 'Answer 404 for a deleted id.',
    rfc: 'RFC 7644 §3.6',
    mark: 'captured',
    whose: 'server',
    level: 'error',
  },
  'media-type': {
    title: 'A body does not come as application/scim+json',
    consequence: 'Microsoft asks for this media type in every answer.',
    change: 'Set Content-Type: application/scim+json, also on errors.',
    rfc: 'RFC 7644 §3.1',
    mark: 'vendor-docs',
    whose: 'server',
    level: 'warn',
  },
}
