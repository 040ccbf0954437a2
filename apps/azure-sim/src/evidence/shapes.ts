import type { Evidence, RequestShape } from '@scimulator/sim-kit'
import { captured, inferred, otherGuide, validator, vendorDocs } from './evidence.ts'

/** A request shape with what a correct server makes of it. */
export interface EntraShape extends RequestShape {
  /** What to change in a server that refuses or ignores the shape. */
  readonly advice: string
  readonly rfc: string
}

const SCIM_PAGE = 'use-scim-to-provision-users-and-groups.md'
const FLAG_PAGE = 'application-provisioning-config-problem-scim-compatibility.md'
const NO_FILTER_MATCH = 'Create the element with the type of the filter and set the value; do not answer noTarget.'
const FLAT_KEYS =
  'Treat each key of a path-less value as an attribute path: expand `name.givenName` and `URN:attribute`.'

const shape = (id: string, summary: string, evidence: Evidence, rfc: string, advice: string): EntraShape => ({
  id,
  summary,
  evidence,
  rfc,
  advice,
})

const QUERY = 'RFC 7644 §3.4.2.2'
const PATCH = 'RFC 7644 §3.5.2'
const ADD = 'RFC 7644 §3.5.2.1'
const REMOVE = 'RFC 7644 §3.5.2.2'
const REPLACE = 'RFC 7644 §3.5.2.3'

/** What both profiles send alike. */
export const COMMON_SHAPES: readonly EntraShape[] = [
  shape(
    'probe-users',
    'GET /Users by the matching attribute with a random GUID',
    captured('AzureAD/SCIMReferenceCode #63', '2022'),
    QUERY,
    'Answer 200 with an empty ListResponse, cheaply: it comes at the start of every cycle.',
  ),
  shape(
    'probe-groups',
    'GET /Groups by displayName with a random GUID',
    inferred('docs say a random group is fetched too; order and form are inferred'),
    QUERY,
    'Answer 200 with an empty ListResponse.',
  ),
  shape(
    'match-user',
    'GET /Users by the matching attribute',
    captured('AzureAD/SCIMReferenceCode #63', '2022'),
    QUERY,
    'Support `eq` on userName (case-insensitive), and decode `+` as a space.',
  ),
  shape(
    'read-user',
    'GET /Users/{id} of a linked user',
    captured('MicrosoftDocs/azure-docs #11784', '2018'),
    'RFC 7644 §3.4.1',
    'Return the user, also while inactive.',
  ),
  shape(
    'create-user',
    'POST /Users with the mapped attributes',
    captured('simpleidserver/SimpleIdServer #376', '2023'),
    'RFC 7644 §3.3',
    'Answer 201 with the resource and its id; ignore meta.resourceType and an extension URN without data.',
  ),
  shape(
    'delete-user',
    'DELETE /Users/{id} after the hard delete',
    vendorDocs('how-provisioning-works.md'),
    'RFC 7644 §3.6',
    'Answer 204 and 404 afterwards.',
  ),
  shape(
    'match-group',
    'GET /Groups by displayName, members excluded',
    validator('test 15'),
    QUERY,
    'Support `eq` on displayName and honour excludedAttributes.',
  ),
  shape(
    'read-group',
    'GET /Groups/{id}, members excluded',
    validator('test 14'),
    'RFC 7644 §3.4.2.5',
    'Honour excludedAttributes=members.',
  ),
  shape(
    'create-group',
    'POST /Groups with an empty members array',
    captured('Microsoft Q&A 637791', '2021'),
    'RFC 7644 §3.3',
    'Allow groups without members and answer 201 with the id.',
  ),
  shape(
    'delete-group',
    'DELETE /Groups/{id} of an unassigned or deleted group',
    vendorDocs('how-provisioning-works.md'),
    'RFC 7644 §3.6',
    'Answer 204.',
  ),
]

/** PATCH forms of the job without the compatibility flag. */
export const DEFAULT_PATCH_SHAPES: readonly EntraShape[] = [
  shape(
    'replace-attribute',
    'PATCH `Replace` of one attribute by path',
    captured('MicrosoftDocs/azure-docs #42220', '2019'),
    REPLACE,
    'Read `op` in any case.',
  ),
  shape(
    'add-attribute',
    'PATCH `Add` of one attribute the target lacks',
    captured('Stack Overflow 79248955', '2024'),
    ADD,
    'Read `op` in any case; `Add` on a singular attribute sets it.',
  ),
  shape(
    'change-user-name',
    'PATCH `Replace` of userName by path',
    vendorDocs(SCIM_PAGE),
    REPLACE,
    'Let userName change; the id stays.',
  ),
  shape(
    'replace-filtered',
    'PATCH `Replace` of `emails[type eq "work"].value`',
    captured('Captain-P-Goldfish/scim-for-keycloak #73', '2023'),
    REPLACE,
    NO_FILTER_MATCH,
  ),
  shape(
    'add-filtered',
    'PATCH `Add` of `emails[type eq "work"].value` that is not there yet',
    captured('Metatavu/keycloak-scim-server #35', '2025'),
    ADD,
    NO_FILTER_MATCH,
  ),
  shape(
    'replace-extension',
    'PATCH `Replace` by URN-colon path',
    vendorDocs(FLAG_PAGE),
    'RFC 7644 §3.10',
    'Accept the full URN before the attribute name as a path.',
  ),
  shape(
    'add-extension',
    'PATCH `Add` by URN-colon path',
    inferred('same path as the documented Replace, op by the rule of Stack Overflow 79248955'),
    'RFC 7644 §3.10',
    'Accept the full URN before the attribute name as a path.',
  ),
  shape(
    'change-several',
    'PATCH with one operation and path for each attribute',
    vendorDocs(FLAG_PAGE),
    PATCH,
    'Apply the operations in order, all or none.',
  ),
  shape(
    'disable-user',
    'PATCH `Replace` active with the string "False"',
    captured('pond/scimitar #43', '2022'),
    'RFC 7643 §2.3.2',
    'Read "True" and "False" as booleans; keep the user and return it inactive.',
  ),
  shape(
    'restore-user',
    'PATCH `Replace` active with the string "True"',
    inferred('symmetry with disable; FusionAuth #3311 shows one being refused'),
    'RFC 7643 §2.3.2',
    'Read "True" and "False" as booleans.',
  ),
  shape(
    'add-manager',
    'PATCH `Add` manager with the id as a plain string',
    captured('Captain-P-Goldfish/SCIM-SDK #686', '2024'),
    ADD,
    'Store a bare string as `{"value": ...}` and return an object.',
  ),
  shape(
    'replace-manager',
    'PATCH `Replace` manager with the id as a plain string',
    inferred('form of SCIM-SDK #686, op by the rule of Stack Overflow 79248955'),
    REPLACE,
    'Store a bare string as `{"value": ...}` and return an object.',
  ),
  shape(
    'rename-group',
    'PATCH `Replace` displayName of a group',
    vendorDocs(SCIM_PAGE),
    REPLACE,
    'Rename and answer 204 or 200.',
  ),
  shape(
    'group-external-id',
    'PATCH `Replace` externalId of a linked group',
    inferred('form of the documented rename, on the mapping objectId to externalId'),
    REPLACE,
    'Store externalId of groups.',
  ),
  shape(
    'add-member',
    'PATCH `Add` members with one value',
    vendorDocs(SCIM_PAGE),
    ADD,
    'Add the member once; answer 204.',
  ),
  shape(
    'add-members',
    'PATCH `Add` members with several values',
    vendorDocs('gallery checklist: several memberships in a single PATCH'),
    ADD,
    'Add every value of the array.',
  ),
  shape(
    'remove-member',
    'PATCH `Remove` members with a value array',
    captured('Captain-P-Goldfish/SCIM-SDK #167', '2021'),
    REMOVE,
    'Remove only the listed members; never empty the group.',
  ),
  shape(
    'remove-members',
    'PATCH `Remove` members with several values',
    inferred('form of SCIM-SDK #167, number as for Add'),
    REMOVE,
    'Remove only the listed members; never empty the group.',
  ),
]

/** PATCH forms of the job with `aadOptscim062020` in its Tenant URL. */
export const FLAG_PATCH_SHAPES: readonly EntraShape[] = [
  shape(
    'replace-attribute',
    'PATCH path-less `replace` of one attribute',
    validator('tests 21 and 22'),
    REPLACE,
    'Merge a path-less value into the resource.',
  ),
  shape(
    'add-attribute',
    'PATCH `add` of one attribute by path',
    vendorDocs(FLAG_PAGE),
    ADD,
    '`add` on a singular attribute sets it.',
  ),
  shape(
    'change-user-name',
    'PATCH path-less `replace` of userName',
    validator('test 7'),
    REPLACE,
    'Let userName change; the id stays.',
  ),
  shape(
    'replace-filtered',
    'PATCH `replace` of `emails[type eq "work"].value`',
    vendorDocs(FLAG_PAGE),
    REPLACE,
    NO_FILTER_MATCH,
  ),
  shape(
    'add-filtered',
    'PATCH `add` of `emails[type eq "work"].value` that is not there yet',
    validator('test 9'),
    ADD,
    NO_FILTER_MATCH,
  ),
  shape(
    'replace-extension',
    'PATCH path-less `replace` with a URN-colon key',
    vendorDocs(FLAG_PAGE),
    REPLACE,
    FLAT_KEYS,
  ),
  shape(
    'add-extension',
    'PATCH `add` by URN-colon path',
    inferred('documented single add keeps its path'),
    'RFC 7644 §3.10',
    'Accept the full URN before the attribute name as a path.',
  ),
  shape('add-several', 'PATCH path-less `add` of several attributes', validator('test 9, non-verbose'), ADD, FLAT_KEYS),
  shape(
    'change-several',
    'PATCH path-less `replace` of several attributes with flat dotted keys',
    vendorDocs(FLAG_PAGE),
    REPLACE,
    FLAT_KEYS,
  ),
  shape(
    'change-mixed',
    'PATCH with filter paths first, then the path-less operation',
    vendorDocs(FLAG_PAGE),
    PATCH,
    'Apply the operations in order, all or none.',
  ),
  shape(
    'disable-user',
    'PATCH `replace` active with false',
    validator('test 8'),
    REPLACE,
    'Keep the user and return it inactive.',
  ),
  shape(
    'restore-user',
    'PATCH `replace` active with true',
    inferred('symmetry with disable'),
    REPLACE,
    'Set active again.',
  ),
  shape(
    'add-manager',
    'PATCH `add` manager with the id as a plain string',
    validator('test 10'),
    ADD,
    'Store a bare string as `{"value": ...}` and return an object.',
  ),
  shape(
    'replace-manager',
    'PATCH `replace` manager with the id as a plain string',
    validator('test 11'),
    REPLACE,
    'Store a bare string as `{"value": ...}` and return an object.',
  ),
  shape(
    'rename-group',
    'PATCH path-less `replace` of a group displayName',
    validator('test 22'),
    REPLACE,
    'Merge a path-less value into the group.',
  ),
  shape(
    'group-external-id',
    'PATCH path-less `replace` of a linked group externalId',
    validator('test 21'),
    REPLACE,
    'Store externalId of groups.',
  ),
  shape(
    'add-member',
    'PATCH `add` members with one value',
    vendorDocs(FLAG_PAGE),
    ADD,
    'Add the member once; answer 204.',
  ),
  shape(
    'add-members',
    'PATCH `add` members with several values',
    vendorDocs('gallery checklist: several memberships in a single PATCH'),
    ADD,
    'Add every value of the array.',
  ),
  shape(
    'remove-member',
    'PATCH `remove` of `members[value eq "id"]`',
    vendorDocs(FLAG_PAGE),
    REMOVE,
    'Support a value filter in the path of `remove`.',
  ),
  shape(
    'remove-members',
    'PATCH with one `remove` by filter for each member',
    inferred('docs show one; several follow the gallery rule of one PATCH'),
    REMOVE,
    'Apply every operation.',
  ),
]

/**
 * Where the query of the Tenant URL was met on the wire: once, on POST /Users and under the older name of the flag
 * (`?AzureAdScimPatch062020`). That every request carries it, and where it stands beside a filter, is inferred.
 */
export const TENANT_QUERY_EVIDENCE: Evidence = otherGuide(
  'jelhub/scimgateway, comment in the source about POST /Users; other requests inferred',
  '2021',
)
