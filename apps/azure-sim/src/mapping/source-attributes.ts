import type { DirectoryGroup, Person } from '@scimulator/sim-kit'
import { truth, type Value } from '../expressions/value.ts'

/** A person as the source of a mapping. */
export interface SourceUser {
  readonly person: Person
  readonly mailNickname: string
  readonly objectId: () => string
  /** objectId of the manager. */
  readonly manager: () => string | null
  /** The app roles the person is assigned with. */
  readonly roles: readonly string[]
  /** Whether the sign-in is allowed; an unassignment does not change it. */
  readonly accountEnabled: () => boolean
}

/** A group as the source of a mapping. */
export interface SourceGroup {
  readonly group: DirectoryGroup
  readonly objectId: () => string
}

const text = (value: string | undefined): Value => (value === undefined || value === '' ? null : value)
const nowhere = (): Value => null
const GUEST_MARK = '#EXT#@'

/** Attributes the service knows and this simulator's directory does not hold: always null. */
const NOT_HELD = [
  'preferredLanguage',
  'physicalDeliveryOfficeName',
  'streetAddress',
  'city',
  'state',
  'postalCode',
  'country',
  'telephoneNumber',
  'mobile',
  'facsimileTelephoneNumber',
  'employeeId',
  'employeeHireDate',
  'employeeLeaveDateTime',
  'companyName',
  'usageLocation',
  'proxyAddresses',
  'otherMails',
  'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier',
  'onPremisesDistinguishedName',
  'onPremisesUserPrincipalName',
  'immutableId',
  'passwordProfile.password',
  ...Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`),
]

/** Source attributes of a user by the service's names. */
export const USER_ATTRIBUTES: ReadonlyMap<string, (source: SourceUser) => Value> = new Map<
  string,
  (source: SourceUser) => Value
>([
  ...NOT_HELD.map((name): [string, () => Value] => [name, nowhere]),
  // A guest's comes without the tenant behind #EXT#; originalUserPrincipalName has it whole (vendor's docs).
  ['userPrincipalName', ({ person }) => withoutGuestMark(person.userName)],
  ['originalUserPrincipalName', ({ person }) => person.userName],
  ['mailNickname', ({ mailNickname }) => text(mailNickname)],
  ['objectId', ({ objectId }) => objectId()],
  ['displayName', ({ person }) => text(person.displayName)],
  ['givenName', ({ person }) => text(person.givenName)],
  ['surname', ({ person }) => text(person.familyName)],
  ['mail', ({ person }) => text(person.email)],
  ['jobTitle', ({ person }) => text(person.title)],
  ['department', ({ person }) => text(person.department)],
  ['manager', ({ manager }) => manager()],
  ['accountEnabled', ({ accountEnabled }) => truth(accountEnabled())],
  ['IsSoftDeleted', ({ person }) => truth(!person.active)],
  ['userType', ({ person }) => (person.userName.includes(GUEST_MARK) ? 'Guest' : 'Member')],
  ['appRoleAssignments', ({ roles }) => (roles.length === 0 ? null : roles)],
])

/** Source attributes of a group by the service's names. */
export const GROUP_ATTRIBUTES: ReadonlyMap<string, (source: SourceGroup) => Value> = new Map<
  string,
  (source: SourceGroup) => Value
>([
  ['objectId', ({ objectId }) => objectId()],
  ['displayName', ({ group }) => text(group.displayName)],
  ['mailNickname', ({ group }) => text(group.displayName.replaceAll(/[^A-Za-z0-9._-]/g, ''))],
  ['mail', nowhere],
  ['description', nowhere],
  ['mailEnabled', () => truth(false)],
  ['securityEnabled', () => truth(true)],
  ['members', ({ group }) => (group.members.length === 0 ? null : group.members)],
])

/** Attributes a scoping filter cannot look at (vendor's docs): several values, references, dates, and what is named there. */
export const NOT_FOR_SCOPING: ReadonlySet<string> = new Set([
  'appRoleAssignments',
  'employeeHireDate',
  'employeeLeaveDateTime',
  'manager',
  'members',
  'otherMails',
  'proxyAddresses',
  'userType',
])

function withoutGuestMark(userName: string): string {
  const at = userName.indexOf(GUEST_MARK)
  return at < 0 ? userName : userName.slice(0, at)
}

/** mailNickname of a person when the directory makes the account: the part before the @. It stays when the name changes. */
export function mailNicknameOf(person: Person): string {
  const at = person.userName.indexOf('@')
  return at > 0 ? person.userName.slice(0, at) : person.userName
}
