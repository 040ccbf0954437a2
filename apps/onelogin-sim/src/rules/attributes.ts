import type { OneLoginUser } from '../app/login.ts'

/** A person as rules, parameters and macros see them. */
export interface RulePerson {
  readonly user: OneLoginUser
  readonly manager: OneLoginUser | undefined
  /** Names of the roles in OneLogin. */
  readonly roles: readonly string[]
}

/**
 * Names of the attributes in the drop-downs of parameters and rules. The labels are general product knowledge (inferred).
 */
export const ATTRIBUTE_NAMES = [
  'Username',
  'Email',
  'First Name',
  'Last Name',
  'Display Name',
  'Title',
  'Department',
  'Manager ID',
  'Manager First Name',
  'Manager Last Name',
  'Status',
  'MemberOf',
  'Phone',
  'Company',
  'City',
  'State',
  'Country',
  'Last login',
] as const

/** An attribute of the drop-downs. */
export type StandardAttribute = (typeof ATTRIBUTE_NAMES)[number]

/** An attribute; custom ones by their API name. */
export type AttributeName = StandardAttribute | `custom_attribute_${string}`

/** MemberOf is a directory's own text, made up here from the roles in the form the API documentation shows (inferred). */
const READERS: Readonly<Record<StandardAttribute, (person: RulePerson) => string | undefined>> = {
  Username: ({ user }) => user.userName,
  Email: ({ user }) => user.email,
  'First Name': ({ user }) => user.givenName,
  'Last Name': ({ user }) => user.familyName,
  'Display Name': ({ user }) => user.displayName,
  Title: ({ user }) => user.title,
  Department: ({ user }) => user.department,
  'Manager ID': ({ manager }) => manager?.id,
  'Manager First Name': ({ manager }) => manager?.givenName,
  'Manager Last Name': ({ manager }) => manager?.familyName,
  Status: ({ user }) => (user.active ? 'Active' : 'Suspended'),
  MemberOf: ({ roles }) => roles.map((role) => `CN=${role},OU=Groups`).join(';'),
  Phone: () => undefined,
  Company: () => undefined,
  City: () => undefined,
  State: () => undefined,
  Country: () => undefined,
  'Last login': () => undefined,
}
/** The attribute of this name; undefined where there is none. */
export function attributeName(text: string): AttributeName | undefined {
  if (/^custom_attribute_\w+$/.test(text)) return `custom_attribute_${text.slice('custom_attribute_'.length)}`
  return ATTRIBUTE_NAMES.find((name) => name === text)
}

/** The value a person has for an attribute; undefined where they have none. */
export function attributeOf(person: RulePerson, name: AttributeName): string | undefined {
  const standard = ATTRIBUTE_NAMES.find((candidate) => candidate === name)
  // The directory of this simulator has no custom attributes.
  const value = standard === undefined ? undefined : READERS[standard](person)
  return value === '' ? undefined : value
}
