import type { FindingDraft } from '@scimulator/sim-kit'
import { failedConsequence } from '../messages/words.ts'

/** A finding without what a run adds. */
export type FindingRule = Omit<FindingDraft, 'id' | 'exchanges'>

const LOOKUP_FAILS = 'The task fails before anything is written; OneLogin shows Provisioning State Failed.'
const ITS_SCHEMAS =
  'its schema names urn:scim:schemas:core:2.0 and urn:scim:schemas:extension:enterprise:2.0 included, or have the admin put the RFC names into SCIM JSON Template.'
const NOT_NOTICED = 'OneLogin shows Provisioned: nobody notices until the person misses it.'

/** Id of a finding: stable, the rule it stands for. */
export type FindingId =
  | 'enable-token-refused'
  | 'enable-refused'
  | 'enable-no-list'
  | 'enable-filter-ignored'
  | 'lookup-refused'
  | 'lookup-no-list'
  | 'lookup-filter-ignored'
  | 'lookup-several'
  | 'lookup-misses-active'
  | 'lookup-hides-inactive'
  | 'lookup-finds-deleted'
  | 'lookup-id-changed'
  | 'create-refused'
  | 'create-duplicate'
  | 'create-status'
  | 'create-no-id'
  | 'create-no-names'
  | 'template-without-names'
  | 'update-refused'
  | 'suspend-refused'
  | 'reactivate-refused'
  | 'update-gone'
  | 'user-name-taken'
  | 'active-not-honoured'
  | 'delete-refused'
  | 'read-refused'
  | 'import-refused'
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
  | 'profile-kept'
  | 'attribute-lost.userName'
  | 'attribute-lost.name.givenName'
  | 'attribute-lost.name.familyName'
  | 'attribute-lost.emails'
  | 'attribute-lost.title'
  | 'attribute-lost.department'

/** What can be wrong with a server, by stable id, in the words of OneLogin's admin. */
export const FINDINGS: Readonly<Record<FindingId, FindingRule>> = {
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
  'create-refused': {
    whose: 'server',
    title: 'The create is refused',
    consequence: failedConsequence(64),
    change: `Accept the rendered template, ${ITS_SCHEMAS} Where a value is wrong for your product, say which in detail.`,
    rfc: 'RFC 7644 §3.3',
    mark: 'vendor-docs',
    level: 'error',
  },
  'create-duplicate': {
    whose: 'server',
    title: 'The create is refused as a duplicate although the look-up found nobody',
    consequence: `${failedConsequence(64)} There is no automatic link after a 409.`,
    change: 'Let the look-up by userName find every account that blocks a create.',
    rfc: 'RFC 7644 §3.3',
    mark: 'inferred',
    level: 'error',
  },
  'create-status': {
    whose: 'server',
    title: 'The create is not answered with 201',
    consequence: 'OneLogin is believed to take any 2xx with an id; other clients do not.',
    change: 'Answer 201 Created with the resource.',
    rfc: 'RFC 7644 §3.3',
    mark: 'inferred',
    level: 'warn',
  },
  'create-no-id': {
    whose: 'server',
    title: 'The answer to the create has no id',
    consequence: `${failedConsequence(64)} No later update can reach the person.`,
    change: 'Answer 201 with the whole resource including id.',
    rfc: 'RFC 7643 §3.1',
    mark: 'vendor-docs',
    level: 'error',
  },
  'create-no-names': {
    whose: 'server',
    title: 'The answer to the create lacks name.givenName or name.familyName',
    consequence: failedConsequence(64),
    change: 'Return name.givenName and name.familyName as received, even where your product needs no names.',
    rfc: 'RFC 7644 §3.3',
    mark: 'other-guide',
    level: 'error',
  },
  'template-without-names': {
    whose: 'configuration',
    title: 'The template sends no name, so the answer to the create has none',
    consequence: failedConsequence(64),
    change: 'Put name with givenName and familyName into SCIM JSON Template.',
    rfc: 'RFC 7644 §3.3',
    mark: 'other-guide',
    level: 'error',
  },
  'update-refused': {
    whose: 'server',
    title: 'The update is refused',
    consequence: failedConsequence(65),
    change: `Accept PUT /Users/{id} with the whole rendered template, ${ITS_SCHEMAS} The dangling "?" is an empty query.`,
    rfc: 'RFC 7644 §3.5.1',
    mark: 'captured',
    level: 'error',
  },
  'suspend-refused': {
    whose: 'server',
    title: 'The PUT that deactivates a person is refused',
    consequence: `${failedConsequence(61)} The person can still sign in to the app.`,
    change: 'Accept PUT /Users/{id} with active false.',
    rfc: 'RFC 7644 §3.5.1',
    mark: 'inferred',
    level: 'error',
  },
  'reactivate-refused': {
    whose: 'server',
    title: 'The PUT that reactivates a person is refused',
    consequence: failedConsequence(62),
    change: 'Accept PUT /Users/{id} with active true for an inactive user.',
    rfc: 'RFC 7644 §3.5.1',
    mark: 'inferred',
    level: 'error',
  },
  'update-gone': {
    whose: 'server',
    title: 'PUT by the stored id finds nobody',
    consequence: `${failedConsequence(65)} OneLogin does not create the person anew.`,
    change:
      'Keep deactivated users instead of deleting them, and keep their id. Where somebody deleted the account at the app, take the app from the person in OneLogin and give it again.',
    rfc: 'RFC 7644 §3.5.1',
    mark: 'other-guide',
    level: 'error',
  },
  'user-name-taken': {
    whose: 'configuration',
    title: 'The new userName belongs to another account of the app',
    consequence: failedConsequence(65),
    change: 'Give the person a userName that nobody has at the app, or rename or remove the other account there first.',
    rfc: 'RFC 7643 §4.1.1',
    mark: 'inferred',
    level: 'error',
  },
  'active-not-honoured': {
    whose: 'server',
    title: 'active does not have the value that was written',
    consequence:
      'OneLogin shows Provisioned, but the person keeps access after a suspension or has none after the return.',
    change: 'Store active from PUT and POST and return it as a boolean.',
    rfc: 'RFC 7643 §4.1.1',
    mark: 'inferred',
    level: 'error',
  },
  'delete-refused': {
    whose: 'server',
    title: 'The DELETE is refused',
    consequence: failedConsequence(63),
    change: 'Answer DELETE /Users/{id} with 204, also with a dangling "?".',
    rfc: 'RFC 7644 §3.6',
    mark: 'vendor-docs',
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
  'profile-kept': {
    whose: 'server',
    title: 'Changes of profiles are answered with success and change nothing',
    consequence:
      'OneLogin shows Provisioned, and the app goes on with its own names and addresses; a changed login is not found by look-ups.',
    change:
      'Nothing, where the app keeps its profiles on purpose; else store what PUT gives, or refuse what may not be changed.',
    rfc: 'RFC 7644 §3.5.1',
    mark: 'inferred',
    level: 'warn',
  },
  'attribute-lost.userName': lost(
    'userName',
    'The next look-up does not find the person and OneLogin loses the match.',
  ),
  'attribute-lost.name.givenName': lost('name.givenName'),
  'attribute-lost.name.familyName': lost('name.familyName'),
  'attribute-lost.emails': { ...lost('the work e-mail address'), mark: 'inferred' },
  'attribute-lost.title': { ...lost('title'), mark: 'inferred' },
  'attribute-lost.department': {
    ...lost('department of the enterprise extension'),
    change:
      'Take the extension under urn:scim:schemas:extension:enterprise:2.0 as well: the key OneLogin sends unless the template is edited.',
    rfc: 'RFC 7643 §4.3',
    mark: 'inferred',
  },
}

function lost(attribute: string, consequence: string = NOT_NOTICED): FindingRule {
  return {
    whose: 'server',
    title: `${attribute} does not come back as it was written`,
    consequence,
    change: `Store ${attribute} as received, spaces included, and treat "" as unassigned.`,
    rfc: 'RFC 7644 §3.5.1',
    mark: 'captured',
    level: 'warn',
  }
}
