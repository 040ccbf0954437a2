import type { JsonObject } from '@scimulator/scim-core'
import type { OktaKnobs } from '../app/knobs.ts'
import { eraseAt, readAt, USER_SCHEMA, writeAt } from './external-name.ts'
import { ordered, ownObject, ownObjects } from './json.ts'
import { isSameValue, type MappedValue } from './values.ts'

/** What a create needs besides the mapped values. */
export interface NewAccount {
  readonly oktaId: string
  readonly password: string
}

/** Keys of a POST before and after what else is mapped, as every capture has them (S5, S9, S1). */
const POST_HEAD = ['schemas', 'userName', 'name', 'emails']
const POST_TAIL = ['displayName', 'locale', 'externalId', 'groups', 'password', 'active']

/**
 * Body of POST /Users. The place of `title` and other mapped attributes and of extensions is inferred: the captures have
 * no such attribute.
 */
export function newUserBody(values: readonly MappedValue[], { oktaId, password }: NewAccount): JsonObject {
  const user: JsonObject = { schemas: [USER_SCHEMA], externalId: oktaId, groups: [], password, active: true }
  for (const { name, value } of values) if (value !== undefined) writeAt(user, name, value)
  const others = Object.keys(user).filter((key) => !POST_HEAD.includes(key) && !POST_TAIL.includes(key))
  const core = others.filter((key) => !key.includes(':'))
  const body = ordered(user, [...POST_HEAD, ...core, ...POST_TAIL])
  if (Array.isArray(body.emails)) {
    body.emails = ownObjects(body, 'emails').map((email) => ordered(email, ['primary', 'value', 'type']))
  }
  const name = ownObject(body, 'name')
  if (name) body.name = ordered(name, ['givenName', 'familyName'])
  return body
}

/** How an emptied attribute travels; asked for where one is. */
type EmptyKnobs = Pick<OktaKnobs, 'emptyMode'>

/**
 * The fetched User with the mapped attributes overwritten: Okta sends back whatever the server returned, unknown
 * attributes included (S17).
 */
export function mergeProfile(fetched: JsonObject, values: readonly MappedValue[], knobs: EmptyKnobs): JsonObject {
  const user = { ...fetched }
  for (const { name, value } of values) {
    if (value !== undefined) writeAt(user, name, value)
    else if (!isSameValue(readAt(user, name), undefined)) {
      if (knobs.emptyMode === 'omit') eraseAt(user, name)
      else writeAt(user, name, emptyValue(knobs))
    }
  }
  return user
}

/**
 * The value of a path-less PATCH: only what changed, but complex and multi-valued attributes whole (inferred, like the
 * rest of its form). An emptied attribute is left out, "" or null, as for a PUT.
 */
export function changedProfile(
  values: readonly MappedValue[],
  isChanged: (value: MappedValue) => boolean,
  knobs: EmptyKnobs,
): JsonObject {
  const whole: JsonObject = {}
  for (const { name, value } of values) {
    if (value !== undefined) writeAt(whole, name, value)
    else if (name.select === undefined && knobs.emptyMode !== 'omit') writeAt(whole, name, emptyValue(knobs))
  }
  const change: JsonObject = {}
  for (const value of values.filter(isChanged)) {
    const { extension, attribute } = value.name
    const from = extension === undefined ? whole : (ownObject(whole, extension) ?? {})
    if (!Object.hasOwn(from, attribute)) continue
    if (extension === undefined) change[attribute] = from[attribute]
    else change[extension] = { ...ownObject(change, extension), [attribute]: from[attribute] }
  }
  return change
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

function emptyValue({ emptyMode }: EmptyKnobs): '' | null {
  return emptyMode === 'empty' ? '' : null
}
