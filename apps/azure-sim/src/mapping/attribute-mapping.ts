import type { Evidence, Person } from '@scimulator/sim-kit'
import { captured, inferred, vendorDocs } from '../evidence/evidence.ts'
import type { Target } from './target.ts'

/** One row of the Attribute Mapping page. */
export interface AttributeMapping {
  /** Source attribute or expression, as the page shows it. */
  readonly source: string
  readonly target: Target
  /** Value for a person; undefined is null at the source: the attribute is skipped. */
  readonly value: (person: Person, mailNickname: string) => string | undefined
  /** Whether a difference in case alone is a difference. */
  readonly exactCase: boolean
  readonly evidence: Evidence
}

const DOCS = vendorDocs('default mapping table (azure-docs 99d0aa6)')
const PORTAL = inferred('default of the portal by common report')

/** Source attributes this simulator's directory does not hold: always null. */
const nowhere = (): undefined => undefined
const text = (value: string | undefined): string | undefined => (value === '' ? undefined : value)
const simple = (name: string): Target => ({ kind: 'simple', name })
const nameOf = (name: string): Target => ({ kind: 'sub', parent: 'name', name })
const work = (parent: string, name: string, type = 'work'): Target => ({ kind: 'element', parent, type, name })
const extension = (name: string): Target => ({ kind: 'extension', name })
const row = (
  source: string,
  target: Target,
  value: AttributeMapping['value'],
  evidence: Evidence = DOCS,
  exactCase = false,
): AttributeMapping => ({ source, target, value, exactCase, evidence })

/** Default mappings of a non-gallery app, in their order. `manager` is a reference and has a pass of its own. */
export const USER_MAPPINGS: readonly AttributeMapping[] = [
  row('userPrincipalName', simple('userName'), (person) => person.userName),
  row('Switch([IsSoftDeleted], , "False", "True", "True", "False")', simple('active'), (person) =>
    person.active ? 'True' : 'False',
  ),
  row('displayName', simple('displayName'), (person) => text(person.displayName)),
  row('jobTitle', simple('title'), (person) => text(person.title)),
  row('mail', work('emails', 'value'), (person) => text(person.email)),
  row('preferredLanguage', simple('preferredLanguage'), nowhere, PORTAL),
  row('givenName', nameOf('givenName'), (person) => text(person.givenName)),
  row('surname', nameOf('familyName'), (person) => text(person.familyName)),
  row(
    'Join(" ", [givenName], [surname])',
    nameOf('formatted'),
    (person) => text([person.givenName, person.familyName].filter((part) => part !== '').join(' ')),
    captured('simpleidserver/SimpleIdServer #376', '2023'),
  ),
  row('physicalDeliveryOfficeName', work('addresses', 'formatted'), nowhere, PORTAL),
  row('streetAddress', work('addresses', 'streetAddress'), nowhere),
  row('city', work('addresses', 'locality'), nowhere, PORTAL),
  row('state', work('addresses', 'region'), nowhere, PORTAL),
  row('postalCode', work('addresses', 'postalCode'), nowhere),
  row('country', work('addresses', 'country'), nowhere, PORTAL),
  row('telephoneNumber', work('phoneNumbers', 'value'), nowhere),
  row('mobile', work('phoneNumbers', 'value', 'mobile'), nowhere),
  row('facsimileTelephoneNumber', work('phoneNumbers', 'value', 'fax'), nowhere),
  row('mailNickname', simple('externalId'), (_person, mailNickname) => mailNickname, DOCS, true),
  row('employeeId', extension('employeeNumber'), nowhere),
  row('department', extension('department'), (person) => text(person.department)),
]

/** The matching attribute with precedence 1. */
export const MATCHING_ATTRIBUTE = 'userName'

/** mailNickname of a person when the directory makes the account: the part before the @. It stays when the name changes. */
export function mailNicknameOf(person: Person): string {
  const at = person.userName.indexOf('@')
  return at > 0 ? person.userName.slice(0, at) : person.userName
}
