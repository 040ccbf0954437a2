import type { FindingRule } from './finding-rule.ts'

const NOT_NOTICED = 'OneLogin shows Provisioned: nobody notices until the person misses it.'

/** Ids of these findings. */
export type GroupFindingId =
  | 'groups-refused'
  | 'groups-no-list'
  | 'group-create-refused'
  | 'group-create-status'
  | 'group-create-no-id'
  | 'group-patch-unsupported'
  | 'group-patch-refused'
  | 'group-gone'
  | 'group-missing'
  | 'membership-lost'
  | 'membership-kept'

/** What can be wrong with groups and memberships. */
export const GROUP_FINDINGS: Readonly<Record<GroupFindingId, FindingRule>> = {
  'groups-refused': {
    whose: 'server',
    title: 'GET /Groups is refused',
    consequence: 'Refresh entitlements brings nothing: rules show no values and groups cannot be matched.',
    change: 'Answer GET /Groups with 200 and a ListResponse.',
    rfc: 'RFC 7644 §3.4.2',
    mark: 'vendor-docs',
    level: 'error',
  },
  'groups-no-list': {
    whose: 'server',
    title: 'The answer to GET /Groups is no ListResponse in JSON',
    consequence: 'Refresh entitlements brings nothing: rules show no values and groups cannot be matched.',
    change: 'Answer GET /Groups with a ListResponse whose Resources carry id and displayName.',
    rfc: 'RFC 7644 §3.4.2',
    mark: 'vendor-docs',
    level: 'error',
  },
  'group-create-refused': {
    whose: 'server',
    title: 'The create of a group is refused',
    consequence: 'The entitlement is not created (event 125) and nobody gets it.',
    change: 'Accept POST /Groups with displayName and an empty members array.',
    rfc: 'RFC 7644 §3.3',
    mark: 'vendor-docs',
    level: 'error',
  },
  'group-create-status': {
    whose: 'server',
    title: 'The create of a group is not answered with 201',
    consequence: 'OneLogin is believed to take any 2xx with an id; other clients do not.',
    change: 'Answer 201 Created with the resource.',
    rfc: 'RFC 7644 §3.3',
    mark: 'inferred',
    level: 'warn',
  },
  'group-create-no-id': {
    whose: 'server',
    title: 'The answer to the create of a group has no id',
    consequence: 'No membership can be sent for this group.',
    change: 'Answer 201 with the whole resource including id.',
    rfc: 'RFC 7643 §3.1',
    mark: 'vendor-docs',
    level: 'error',
  },
  'group-patch-unsupported': {
    whose: 'server',
    title: 'PATCH of a group is not supported',
    consequence: 'The person is created or updated, but the task shows Failed and the membership is missing.',
    change: 'Support PATCH /Groups/{id} with add and remove on members: OneLogin has no other way to fill a group.',
    rfc: 'RFC 7644 §3.5.2',
    mark: 'captured',
    level: 'error',
  },
  'group-patch-refused': {
    whose: 'server',
    title: 'PATCH of a group is refused',
    consequence: 'The person is created or updated, but the task shows Failed and the membership is missing.',
    change:
      'Accept add with path members and a list of one value, also for somebody who is a member already; remove too.',
    rfc: 'RFC 7644 §3.5.2',
    mark: 'captured',
    level: 'error',
  },
  'group-gone': {
    whose: 'server',
    title: 'PATCH of a group by its stored id finds nothing',
    consequence: 'The person is created or updated, but the task shows Failed and the membership is missing.',
    change:
      'Keep the id of a group, and know every member by the id of the user. Where somebody deleted the group at the app, press Refresh entitlements in OneLogin.',
    rfc: 'RFC 7644 §3.5.2',
    mark: 'inferred',
    level: 'error',
  },
  'group-missing': {
    whose: 'server',
    title: 'GET /Groups does not list a group that was created or matched before',
    consequence: 'After the next refresh OneLogin creates the group a second time.',
    change:
      'List every group in GET /Groups, or page with a correct totalResults; a group that somebody deleted at the app is rightly gone.',
    rfc: 'RFC 7644 §3.4.2',
    mark: 'inferred',
    level: 'error',
  },
  'membership-lost': {
    whose: 'server',
    title: 'A member that was added is not in the group',
    consequence: NOT_NOTICED,
    change: 'Store what PATCH add gives in members; one add must not displace other members.',
    rfc: 'RFC 7644 §3.5.2.1',
    mark: 'captured',
    level: 'error',
  },
  'membership-kept': {
    whose: 'server',
    title: 'A member that was removed is still in the group',
    consequence: 'OneLogin shows Provisioned, but the person keeps the rights of the group.',
    change: 'Apply PATCH remove to the one member it names, by members[value eq "ID"] or by a list of values.',
    rfc: 'RFC 7644 §3.5.2.2',
    mark: 'inferred',
    level: 'error',
  },
}
