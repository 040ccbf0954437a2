import type { JsonObject } from '@scimulator/scim-core'
import type { Person } from '@scimulator/sim-kit'
import type { OktaKnobs } from '../app/knobs.ts'
import { ENTERPRISE_SCHEMA, mappedAttributes, profileValue, USER_SCHEMA } from './attributes.ts'
import { ordered, ownObject, ownObjects } from './json.ts'

/** What a create needs besides the profile. */
export interface NewAccount {
  readonly person: Person
  readonly manager: Person | undefined
  readonly oktaId: string
  readonly password: string
}

/**
 * Body of POST /Users, in the key order of every capture (S5, S9, S1). The place of `title` and of the enterprise
 * object is inferred: the captures have no such attribute.
 */
export function newUserBody({ person, manager, oktaId, password }: NewAccount): JsonObject {
  const enterprise: JsonObject = {
    ...(person.department ? { department: person.department } : {}),
    ...(manager === undefined ? {} : { manager: { value: manager.userName } }),
  }
  const extended = Object.keys(enterprise).length > 0
  return {
    schemas: extended ? [USER_SCHEMA, ENTERPRISE_SCHEMA] : [USER_SCHEMA],
    userName: person.userName,
    name: { givenName: person.givenName, familyName: person.familyName },
    emails: [{ primary: true, value: person.email, type: 'work' }],
    ...(person.title ? { title: person.title } : {}),
    displayName: person.displayName,
    locale: 'en-US',
    externalId: oktaId,
    groups: [],
    password,
    active: true,
    ...(extended ? { [ENTERPRISE_SCHEMA]: enterprise } : {}),
  }
}

/**
 * The fetched User with the mapped attributes overwritten: Okta sends back whatever the server returned, unknown
 * keys included (S17).
 */
export function mergeProfile(
  fetched: JsonObject,
  person: Person,
  manager: Person | undefined,
  knobs: OktaKnobs,
): JsonObject {
  const user = { ...fetched }
  for (const attribute of mappedAttributes) {
    if (attribute.name === 'userName' && knobs.excludeUsernameUpdates) continue
    const value = profileValue(attribute.name, person, manager)
    if (value !== undefined) attribute.write(user, value)
    else if (attribute.read(user) !== undefined) {
      if (knobs.emptyMode === 'omit') attribute.erase(user)
      else attribute.write(user, knobs.emptyMode === 'empty' ? '' : null)
    }
  }
  return user
}

/** Key order of a PUT as captured: Okta's model order, not the server's (S5); what Okta does not know comes last. */
const PUT_ORDER = [
  'id',
  'externalId',
  'meta',
  'schemas',
  'userName',
  'displayName',
  'locale',
  'active',
  'password',
  'emails',
  'name',
  'groups',
]

/** A User in the key order of a PUT. */
export function toPutOrder(user: JsonObject): JsonObject {
  const result = ordered(user, PUT_ORDER)
  if (Array.isArray(result.emails)) {
    result.emails = ownObjects(result, 'emails').map((email) => ordered(email, ['value', 'type', 'primary']))
  }
  const name = ownObject(result, 'name')
  if (name) result.name = ordered(name, ['familyName', 'givenName'])
  return result
}
