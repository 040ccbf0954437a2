import type { Knob, ScenarioContext } from '@scimulator/sim-kit'
import { captured, inferred, otherGuide, validator, vendorDocs } from './evidence.ts'
import { TENANT_QUERY_EVIDENCE } from './shapes.ts'

/** Names of the knobs. */
export type KnobId =
  | 'probes'
  | 'groupProbe'
  | 'concurrency'
  | 'membersPerOperation'
  | 'memberOperations'
  | 'memberReference'
  | 'booleans'
  | 'managerValue'
  | 'nullValues'
  | 'referenceCheck'
  | 'staleLink'
  | 'tenantUrlQuery'
  | 'skipOutOfScope'
  | 'scope'
  | 'groupMapping'
  | 'deletionThreshold'
  | 'quarantineStart'
  | 'existingAccounts'
  | 'readBack'
  | 'adscimVersion'
  | 'accept'
  | 'retryAfter'
  | 'credentialLocation'

/** Every choice the vendor offers or the evidence leaves open, with its default. The code reads this table. */
export const KNOBS: Readonly<Record<KnobId, Knob>> = {
  probes: {
    id: 'probes',
    summary: 'GUID probes at the start of a cycle',
    values: ['1', '2', '3'],
    default: '1',
    evidence: inferred('1 to 3 were seen'),
  },
  groupProbe: {
    id: 'groupProbe',
    summary: 'Probe a random group too',
    values: ['on', 'off'],
    default: 'on',
    evidence: inferred('docs say so, no capture'),
  },
  concurrency: {
    id: 'concurrency',
    summary: 'Users evaluated side by side',
    values: ['1', '4', '8'],
    default: '4',
    evidence: inferred('unpublished'),
  },
  membersPerOperation: {
    id: 'membersPerOperation',
    summary: 'Members in one PATCH',
    values: ['1', '20', '1000'],
    default: '20',
    evidence: inferred('no published maximum'),
  },
  memberOperations: {
    id: 'memberOperations',
    summary: 'Several members in one PATCH: one operation with all values, or one operation for each',
    values: ['one', 'each'],
    default: 'one',
    evidence: otherGuide('pranems/SCIMServer; the other form was met against goauthentik/authentik', '2026'),
  },
  memberReference: {
    id: 'memberReference',
    summary: 'A `$ref` of null beside the value of a member',
    values: ['off', 'null'],
    default: 'off',
    evidence: vendorDocs('use-scim-to-provision-users-and-groups.md; captured removals have the value alone'),
  },
  booleans: {
    id: 'booleans',
    summary: 'Booleans in PATCH: as the profile has them, JSON booleans, or lower-case texts',
    values: ['profile', 'json', 'lowercase'],
    default: 'profile',
    evidence: otherGuide('vendors who change the expression of active to "false"; Unleash PR 9336', '2025'),
  },
  managerValue: {
    id: 'managerValue',
    summary: 'Value of a manager PATCH',
    values: ['string', 'object'],
    default: 'string',
    evidence: validator('tests 10 and 11 show both'),
  },
  nullValues: {
    id: 'nullValues',
    summary: 'A cleared source attribute',
    values: ['skip', 'remove', 'empty', 'null'],
    default: 'skip',
    evidence: vendorDocs('known-issues.md'),
  },
  referenceCheck: {
    id: 'referenceCheck',
    summary: 'Ask for a manager or member by a filter on id and reference before it is written',
    values: ['off', 'on'],
    default: 'off',
    evidence: vendorDocs('use-scim-to-provision-users-and-groups.md; of the older client, in no capture since 2020'),
  },
  staleLink: {
    id: 'staleLink',
    summary: 'A linked id answers 404',
    values: ['invalidAnchor', 'rematch'],
    default: 'invalidAnchor',
    evidence: inferred('not documented whether the service matches again'),
  },
  tenantUrlQuery: {
    id: 'tenantUrlQuery',
    summary: 'Where the Tenant URL query goes',
    values: ['last', 'first', 'off'],
    default: 'last',
    evidence: TENANT_QUERY_EVIDENCE,
  },
  skipOutOfScope: {
    id: 'skipOutOfScope',
    summary: 'SkipOutOfScopeDeletions: leave users who lose access as they are',
    values: ['off', 'on'],
    default: 'off',
    evidence: vendorDocs('skip-out-of-scope-deletions.md'),
  },
  scope: {
    id: 'scope',
    summary: 'Scope: sync only assigned users and groups, or all; an unassigned group is in scope with all',
    values: ['assigned', 'all'],
    default: 'assigned',
    evidence: vendorDocs('how-provisioning-works.md'),
  },
  groupMapping: {
    id: 'groupMapping',
    summary: 'Provision Microsoft Entra ID Groups: Enabled; off: no group traffic at all',
    values: ['on', 'off'],
    default: 'on',
    evidence: vendorDocs('customize-application-attributes.md'),
  },
  deletionThreshold: {
    id: 'deletionThreshold',
    summary: 'Prevent accidental deletion: disables and deletions in one cycle at which nothing is sent',
    values: ['off', '1', '2', '5', '50', '500'],
    default: 'off',
    evidence: vendorDocs('accidental-deletions.md; off by default is inferred'),
  },
  quarantineStart: {
    id: 'quarantineStart',
    summary:
      'Failures from which on the thresholds of the quarantine are looked at; a small number suits a small directory',
    values: ['5000', '50', '5'],
    default: '5000',
    evidence: vendorDocs('application-provisioning-quarantine-status.md; other values are for trying'),
  },
  existingAccounts: {
    id: 'existingAccounts',
    summary: 'DELETE of people and groups that the target held before the job: only on loopback, always, or never',
    values: ['onLoopback', 'delete', 'keep'],
    default: 'onLoopback',
    evidence: inferred('a safeguard of this simulator; the service deletes whatever is linked'),
  },
  readBack: {
    id: 'readBack',
    summary:
      'Own check of the simulator, no traffic of the service: read after a cycle what was written, as the next evaluation and the SCIM Validator would',
    values: ['on', 'off'],
    default: 'on',
    evidence: inferred('a check of this simulator, not part of a cycle'),
  },
  retryAfter: {
    id: 'retryAfter',
    summary: 'After 429 with Retry-After: evaluate the object in the next cycle, or wait and send again',
    values: ['ignore', 'honour'],
    default: 'ignore',
    evidence: inferred('feedback.azure.com 38354572 and Microsoft Q&A 2284725 contradict each other'),
  },
  credentialLocation: {
    id: 'credentialLocation',
    summary: 'OAuth2 client credentials at the token endpoint: in a Basic header, or in the form',
    values: ['header', 'body'],
    default: 'header',
    evidence: inferred(
      'an endpoint that read the form alone was told "Supported CredentialLocationInRequest is required"; no capture',
    ),
  },
  adscimVersion: {
    id: 'adscimVersion',
    summary:
      'Value of ADSCIMVersion: as it was captured in 2019, or with a date and an activity id as it is described since',
    values: ['5.0', 'dated'],
    default: '5.0',
    evidence: captured('MicrosoftDocs/azure-docs #21660; the later form is described without its punctuation', '2019'),
  },
  accept: {
    id: 'accept',
    summary: 'An Accept header of application/scim+json',
    values: ['off', 'on'],
    default: 'off',
    evidence: validator('no request of a run has one'),
  },
}

/** The setting of a knob in this run. */
export function knob(context: Pick<ScenarioContext, 'knobs'>, id: KnobId): string {
  return (Object.hasOwn(context.knobs, id) ? context.knobs[id] : undefined) ?? KNOBS[id].default
}
