import type { Quirk } from '@scimulator/sim-kit'
import { captured, inferred, validator, vendorDocs } from './evidence.ts'
import { TENANT_QUERY_EVIDENCE } from './shapes.ts'

const FLAG_PAGE = 'application-provisioning-config-problem-scim-compatibility.md'

/** What both profiles send beyond, or at the edge of, the RFC. */
export const COMMON_QUIRKS: readonly Quirk[] = [
  { id: 'no-user-agent', summary: 'No User-Agent header', evidence: captured('kortix-ai/suna PR 7297', '2026') },
  {
    id: 'adscimversion-header',
    summary: 'An ADSCIMVersion header on every request',
    evidence: captured('MicrosoftDocs/azure-docs #21660', '2019'),
  },
  {
    id: 'guid-probe',
    summary: 'Looks for a random GUID at the start of every cycle',
    evidence: captured('AzureAD/SCIMReferenceCode #63', '2022'),
  },
  {
    id: 'form-encoded-filter',
    summary: 'Spaces of a filter are sent as +',
    evidence: captured('AzureAD/SCIMReferenceCode #63', '2022'),
  },
  {
    id: 'excluded-attributes-first',
    summary: 'excludedAttributes=members stands before filter',
    evidence: validator('test 15'),
  },
  {
    id: 'meta-in-post',
    summary: 'meta.resourceType in a POST',
    evidence: captured('simpleidserver/SimpleIdServer #376', '2023'),
  },
  {
    id: 'extension-urn-without-data',
    summary: 'The enterprise URN is in schemas although no such attribute follows',
    evidence: captured('simpleidserver/SimpleIdServer #376', '2023'),
  },
  {
    id: 'empty-members',
    summary: 'A group is created with members: [] and filled by PATCH',
    evidence: captured('Microsoft Q&A 637791', '2021'),
  },
  {
    id: 'filter-path-creates',
    summary: 'A filtered path is used to create an element that is not there',
    evidence: captured('Metatavu/keycloak-scim-server #35', '2025'),
  },
  {
    id: 'manager-plain-string',
    summary: 'manager is a bare id instead of an object',
    evidence: captured('Captain-P-Goldfish/SCIM-SDK #686', '2024'),
  },
  {
    id: 're-add-member',
    summary: 'Members are added again after a restart',
    evidence: inferred('links are dropped, memberships are sent as in a first cycle'),
  },
]

/** Quirks of the job without the flag. */
export const DEFAULT_QUIRKS: readonly Quirk[] = [
  {
    id: 'capitalised-op',
    summary: 'op is Add, Replace or Remove',
    evidence: captured('Azure/AzureAD-BYOA-Provisioning-Samples #22', '2019'),
  },
  {
    id: 'string-boolean',
    summary: 'active is the string "True" or "False"',
    evidence: captured('pond/scimitar #43', '2022'),
  },
  {
    id: 'remove-value-array',
    summary: 'Members to remove are listed in value, the path is bare members',
    evidence: captured('Captain-P-Goldfish/SCIM-SDK #167', '2021'),
  },
]

/** Quirks of the job with the flag. */
export const FLAG_QUIRKS: readonly Quirk[] = [
  {
    id: 'flat-dotted-keys',
    summary: 'A path-less value has flat keys such as name.givenName and URN:attribute',
    evidence: vendorDocs(FLAG_PAGE),
  },
  {
    id: 'tenant-url-query',
    summary: 'The query of the Tenant URL is sent with every request',
    evidence: TENANT_QUERY_EVIDENCE,
  },
]
