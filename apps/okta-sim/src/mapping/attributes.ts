import { isJsonObject, type JsonObject, type JsonValue } from '@scimulator/scim-core'
import type { Person } from '@scimulator/sim-kit'
import { own, ownObject, ownObjects, ownText } from './json.ts'

/** Schema URN of a core User. */
export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User'
/** Schema URN of the enterprise extension. */
export const ENTERPRISE_SCHEMA = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** Where a value of the Okta profile goes in a SCIM User. */
export interface MappedAttribute {
  /** External name, as the Profile Editor shows it. */
  readonly name: string
  /** One of the four attributes Okta cannot do without (S18). */
  readonly mandatory: boolean
  read(user: JsonObject): string | undefined
  /** Puts a value in; null stands for the JSON null of an emptied attribute. */
  write(user: JsonObject, value: string | null): void
  erase(user: JsonObject): void
}

/** The mappings of a default app in the order they are applied (external names: S47). */
export const mappedAttributes: readonly MappedAttribute[] = [
  topLevel('userName', true),
  nameAttribute('givenName'),
  nameAttribute('familyName'),
  emailAttribute('value', true),
  emailAttribute('type', false),
  topLevel('title', false),
  topLevel('displayName', false),
  topLevel('locale', false),
  enterpriseText('department'),
  managerValue(),
]

/** The value the Okta profile has for a mapped attribute; undefined when it is empty. */
export function profileValue(name: string, person: Person, manager: Person | undefined): string | undefined {
  const values = new Map<string, string | undefined>([
    ['userName', person.userName],
    ['name.givenName', person.givenName],
    ['name.familyName', person.familyName],
    ['emails.^[primary==true].value', person.email],
    ['emails.^[primary==true].type', 'work'],
    ['title', person.title],
    ['displayName', person.displayName],
    ['locale', 'en-US'],
    ['department', person.department],
    // Okta's managerId is free text; the manager's login is an inferred, usual choice.
    ['manager.value', manager?.userName],
  ])
  return values.get(name) || undefined
}

function topLevel(name: string, mandatory: boolean): MappedAttribute {
  return {
    name,
    mandatory,
    read: (user) => ownText(user, name),
    write: (user, value) => {
      user[name] = value
    },
    erase: (user) => {
      delete user[name]
    },
  }
}

function nameAttribute(name: 'givenName' | 'familyName'): MappedAttribute {
  return {
    name: `name.${name}`,
    mandatory: true,
    read: (user) => ownText(ownObject(user, 'name') ?? {}, name),
    write: (user, value) => {
      user.name = { ...ownObject(user, 'name'), [name]: value }
    },
    erase: (user) => {
      const { [name]: _gone, ...rest } = ownObject(user, 'name') ?? {}
      user.name = rest
    },
  }
}

function emailAttribute(part: 'value' | 'type', mandatory: boolean): MappedAttribute {
  return {
    name: `emails.^[primary==true].${part}`,
    mandatory,
    read: (user) => ownText(primaryEmail(user) ?? {}, part),
    write: (user, value) => writeEmail(user, part, value),
    erase: (user) => writeEmail(user, part, null),
  }
}

/** The entry Okta reads and writes: the primary one, else a lone work address (inferred). */
function primaryEmail(user: JsonObject): JsonObject | undefined {
  const emails = ownObjects(user, 'emails')
  return emails.find((email) => own(email, 'primary') === true) ?? emails.find((email) => own(email, 'type') === 'work')
}

function writeEmail(user: JsonObject, part: 'value' | 'type', value: JsonValue): void {
  const emails = ownObjects(user, 'emails')
  const target = primaryEmail(user)
  user.emails =
    target === undefined
      ? [...emails, { [part]: value, primary: true }]
      : emails.map((email) => (email === target ? { ...email, [part]: value, primary: true } : email))
}

function enterpriseText(name: string): MappedAttribute {
  return {
    name,
    mandatory: false,
    read: (user) => ownText(ownObject(user, ENTERPRISE_SCHEMA) ?? {}, name),
    write: (user, value) => writeExtension(user, { [name]: value }),
    erase: (user) => eraseExtension(user, name),
  }
}

function managerValue(): MappedAttribute {
  return {
    name: 'manager.value',
    mandatory: false,
    read: (user) => {
      const manager = own(ownObject(user, ENTERPRISE_SCHEMA) ?? {}, 'manager')
      return isJsonObject(manager) ? ownText(manager, 'value') : undefined
    },
    write: (user, value) => writeExtension(user, { manager: value === null ? null : { value } }),
    erase: (user) => eraseExtension(user, 'manager'),
  }
}

function writeExtension(user: JsonObject, values: JsonObject): void {
  user[ENTERPRISE_SCHEMA] = { ...ownObject(user, ENTERPRISE_SCHEMA), ...values }
  const schemas = own(user, 'schemas')
  const list = Array.isArray(schemas) ? schemas : [USER_SCHEMA]
  if (!list.includes(ENTERPRISE_SCHEMA)) user.schemas = [...list, ENTERPRISE_SCHEMA]
}

function eraseExtension(user: JsonObject, name: string): void {
  const extension = ownObject(user, ENTERPRISE_SCHEMA)
  if (extension === undefined || !Object.hasOwn(extension, name)) return
  const { [name]: _gone, ...rest } = extension
  if (Object.keys(rest).length > 0) user[ENTERPRISE_SCHEMA] = rest
  else delete user[ENTERPRISE_SCHEMA]
}
