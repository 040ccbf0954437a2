import type { Evidence } from '@scimulator/sim-kit'
import { captured, inferred, vendorDocs } from '../evidence/evidence.ts'
import type { MappingRow } from './mapping-row.ts'
import { EXTENSION } from './target.ts'

/** A row of the table an app comes with, and where it is known from. */
export interface DefaultRow {
  readonly row: MappingRow
  readonly evidence: Evidence
}

const DOCS = vendorDocs('default mapping table (azure-docs 99d0aa6)')
const GROUP_DOCS = vendorDocs('customize-application-attributes.md')
const PORTAL = inferred('default of the portal by common report')

const direct = (source: string, target: string, evidence: Evidence = DOCS): DefaultRow => ({
  row: { type: 'direct', source, target },
  evidence,
})
const matching = (source: string, target: string, evidence: Evidence): DefaultRow => ({
  row: { type: 'direct', source, target, matchingPrecedence: 1 },
  evidence,
})
const expression = (text: string, target: string, evidence: Evidence): DefaultRow => ({
  row: { type: 'expression', expression: text, target },
  evidence,
})

/** Default mappings of a non-gallery app, in their order; `manager` is a reference and has a pass of its own. */
export const DEFAULT_USER_ROWS: readonly DefaultRow[] = [
  matching('userPrincipalName', 'userName', DOCS),
  expression('Switch([IsSoftDeleted], , "False", "True", "True", "False")', 'active', DOCS),
  direct('displayName', 'displayName'),
  direct('jobTitle', 'title'),
  direct('mail', 'emails[type eq "work"].value'),
  direct('preferredLanguage', 'preferredLanguage', PORTAL),
  direct('givenName', 'name.givenName'),
  direct('surname', 'name.familyName'),
  expression(
    'Join(" ", [givenName], [surname])',
    'name.formatted',
    captured('simpleidserver/SimpleIdServer #376', '2023'),
  ),
  direct('physicalDeliveryOfficeName', 'addresses[type eq "work"].formatted', PORTAL),
  direct('streetAddress', 'addresses[type eq "work"].streetAddress'),
  direct('city', 'addresses[type eq "work"].locality', PORTAL),
  direct('state', 'addresses[type eq "work"].region', PORTAL),
  direct('postalCode', 'addresses[type eq "work"].postalCode'),
  direct('country', 'addresses[type eq "work"].country', PORTAL),
  direct('telephoneNumber', 'phoneNumbers[type eq "work"].value'),
  direct('mobile', 'phoneNumbers[type eq "mobile"].value'),
  direct('facsimileTelephoneNumber', 'phoneNumbers[type eq "fax"].value'),
  direct('mailNickname', 'externalId'),
  direct('employeeId', `${EXTENSION}:employeeNumber`),
  direct('department', `${EXTENSION}:department`),
  direct('manager', `${EXTENSION}:manager`),
]

/** Default mappings of groups. */
export const DEFAULT_GROUP_ROWS: readonly DefaultRow[] = [
  matching('displayName', 'displayName', GROUP_DOCS),
  direct('objectId', 'externalId', GROUP_DOCS),
  direct('members', 'members', GROUP_DOCS),
]
