import type { FindingRule } from './finding-rule.ts'

const LOOKUP_FAILS = 'The task fails before anything is written; OneLogin shows Provisioning State Failed.'

/** Ids of these findings. */
export type ReadingFindingId =
  | 'enable-token-refused'
  | 'enable-refused'
  | 'enable-no-list'
  | 'enable-filter-ignored'
  | 'access-refused'
  | 'lookup-refused'
  | 'lookup-no-list'
  | 'lookup-filter-ignored'
  | 'lookup-several'
  | 'lookup-misses-active'
  | 'lookup-hides-inactive'
  | 'lookup-finds-deleted'
  | 'lookup-id-changed'
  | 'read-refused'
  | 'import-refused'

/** What can be wrong with the connection and with what a server shows. */
export const READING_FINDINGS: Readonly<Record<ReadingFindingId, FindingRule>> = {
  'enable-token-refused': {
    whose: 'configuration',
    title: 'The SCIM Bearer Token is refused',
    consequence: 'API Status stays Disabled; nothing is provisioned.',
    change: 'Copy the token of this team into SCIM Bearer Token, Save, and press Enable again.',
    rfc: 'RFC 7644 §2',
    mark: 'vendor-docs',
    level: 'error',
  },
  'enable-refused': {
    whose: 'server',
    title: 'The look-up of a userName that does not exist is refused',
    consequence: 'API Status stays Disabled; nothing is provisioned.',
    change: 'Answer GET /Users?filter=userName eq "..." with 200 and an empty ListResponse when nobody matches.',
    rfc: 'RFC 7644 §3.4.2.2',
    mark: 'vendor-docs',
    level: 'error',
  },
  'enable-no-list': {
    whose: 'server',
    title: 'The answer to the look-up at Enable is no ListResponse in JSON',
    consequence: 'API Status stays Disabled; nothing is provisioned.',
    change: 'Answer with a ListResponse; check that SCIM Base URL points at the SCIM endpoint and not at a web page.',
    rfc: 'RFC 7644 §3.4.2',
    mark: 'vendor-docs',
    level: 'error',
  },
  'enable-filter-ignored': {
    whose: 'server',
    title: 'The look-up of a userName that does not exist finds somebody',
    consequence: 'Every look-up would match the wrong account, and OneLogin would overwrite it.',
    change: 'Apply the filter; refuse one you cannot apply with 400 invalidFilter instead of answering with everybody.',
    rfc: 'RFC 7644 §3.4.2.2',
    mark: 'vendor-docs',
    level: 'error',
  },
  'access-refused': {
    whose: 'configuration',
    title: 'The server refuses access from the first request on',
    consequence: 'Every task fails; OneLogin shows Provisioning State Failed until an admin retries by hand.',
    change: 'See in the detail why: provisioning may be switched off there, or the token is not, or no longer, good.',
    rfc: 'RFC 7644 §2',
    mark: 'inferred',
    level: 'error',
  },
  'lookup-refused': {
    whose: 'server',
    title: 'The look-up by userName is refused',
    consequence: LOOKUP_FAILS,
    change: 'Answer the filter userName eq "..." with 200, also form-encoded with "+" and with a dangling "&".',
    rfc: 'RFC 7644 §3.4.2.2',
    mark: 'captured',
    level: 'error',
  },
  'lookup-no-list': {
    whose: 'server',
    title: 'The answer to the look-up is no ListResponse whose resources have an id',
    consequence: LOOKUP_FAILS,
    change: 'Answer with a ListResponse whose Resources carry id and userName.',
    rfc: 'RFC 7644 §3.4.2',
    mark: 'vendor-docs',
    level: 'error',
  },
  'lookup-filter-ignored': {
    whose: 'server',
    title: 'The look-up finds somebody with another userName',
    consequence: 'OneLogin takes the first account listed and overwrites it; the simulator stops the task instead.',
    change: 'Apply the filter; refuse one you cannot apply with 400 invalidFilter.',
    rfc: 'RFC 7644 §3.4.2.2',
    mark: 'inferred',
    level: 'error',
  },
  'lookup-several': {
    whose: 'server',
    title: 'The look-up by userName finds several accounts',
    consequence: 'OneLogin takes the first; the others are never updated.',
    change: 'Keep userName unique whatever its case.',
    rfc: 'RFC 7643 §4.1.1',
    mark: 'inferred',
    level: 'warn',
  },
  'lookup-misses-active': {
    whose: 'server',
    title: 'The look-up does not find an account that exists and is active',
    consequence: 'OneLogin creates the person a second time, or the create fails as a duplicate.',
    change: 'Find by userName what was written with that userName; compare without regard to case.',
    rfc: 'RFC 7644 §3.4.2.2',
    mark: 'captured',
    level: 'error',
  },
  'lookup-hides-inactive': {
    whose: 'server',
    title: 'The look-up does not find an inactive person',
    consequence:
      'OneLogin creates a person who comes back a second time, or the create fails as a duplicate (event 64).',
    change: 'Return inactive users in list answers too, with the same id and active false.',
    rfc: 'RFC 7643 §4.1.1',
    mark: 'inferred',
    level: 'error',
  },
  'lookup-finds-deleted': {
    whose: 'server',
    title: 'The look-up still finds a person after DELETE',
    consequence: 'OneLogin links the person to the old account instead of creating a new one.',
    change: 'Leave deleted resources out of list answers and free their userName.',
    rfc: 'RFC 7644 §3.6',
    mark: 'inferred',
    level: 'warn',
  },
  'lookup-id-changed': {
    whose: 'server',
    title: 'The look-up by userName gives another id than the one OneLogin has stored',
    consequence: 'OneLogin updates by its stored id, so changes reach another resource or none.',
    change:
      'Keep id stable for the life of a resource. Where somebody made the account anew at the app, take the app from the person in OneLogin and give it again.',
    rfc: 'RFC 7643 §3.1',
    mark: 'inferred',
    level: 'error',
  },
  'read-refused': {
    whose: 'server',
    title: 'GET of a user by id does not give the user',
    consequence: 'OneLogin cannot show what is in the app; Get User by ID is on its list of calls an app must answer.',
    change: 'Answer GET /Users/{id} with 200 and the resource, for inactive users too.',
    rfc: 'RFC 7644 §3.4.1',
    mark: 'vendor-docs',
    level: 'error',
  },
  'import-refused': {
    whose: 'server',
    title: 'GET /Users without a filter does not give a list',
    consequence: 'An import of existing people fails; people are then matched one by one.',
    change: 'Answer GET /Users with a ListResponse.',
    rfc: 'RFC 7644 §3.4.2',
    mark: 'inferred',
    level: 'error',
  },
}
