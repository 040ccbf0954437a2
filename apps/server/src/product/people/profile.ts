import { isDeepStrictEqual } from 'node:util'
import type { AuditRow } from '@scimulator/admin-api'
import { type JsonObject, type JsonValue, type Project, USER_SCHEMA } from '@scimulator/scim-core'
import { z } from 'zod'
import { primaryEmailOf, shownNameOf, textOf } from '../../teams/user-values.ts'
import type { NewMember } from '../product.ts'

/** What a team's pages call a person by. */
export interface Profile {
  readonly userName: string
  readonly displayName: string
  readonly email: string | null
}

const MAX_AUDITED_LENGTH = 500

/** What a SCIM User says of the person's names. */
export function profileOf(attributes: JsonObject): Profile {
  const userName = textOf(attributes, 'userName') ?? ''
  return { userName, displayName: shownNameOf(attributes) ?? userName, email: primaryEmailOf(attributes) }
}

/** Whether a SCIM User is active: whoever is not said to be inactive is. */
export function isActive(attributes: JsonObject): boolean {
  return attributes.active !== false
}

/** The SCIM User of a member made outside of SCIM. */
export function toUserAttributes(person: NewMember): JsonObject {
  const { userName, givenName, familyName, email, active = true } = person
  const more: JsonObject = Object.fromEntries(Object.entries(person.attributes ?? {}).filter(isJsonEntry))
  const name = {
    ...(givenName === undefined ? {} : { givenName }),
    ...(familyName === undefined ? {} : { familyName }),
  }
  const parts = [givenName, familyName].filter((part) => part !== undefined)
  const displayName = person.displayName ?? (parts.length === 0 ? undefined : parts.join(' '))
  return {
    schemas: [USER_SCHEMA, ...Object.keys(more).filter((key) => key.startsWith('urn:'))],
    ...more,
    userName,
    ...(parts.length === 0 ? {} : { name: { formatted: parts.join(' '), ...name } }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(email === undefined ? {} : { emails: [{ value: email, type: 'work', primary: true }] }),
    active,
  }
}

/**
 * Which attributes differ besides the state, name by name, as the audit log shows it; undefined when none does. `show`
 * leaves out the values that SCIM would not answer with.
 */
export function profileChange(
  before: JsonObject,
  after: JsonObject,
  show: Project,
): { before: NonNullable<AuditRow['before']>; after: NonNullable<AuditRow['after']> } | undefined {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => name !== 'schemas' && name !== 'active' && !isDeepStrictEqual(own(before, name), own(after, name)),
  )
  if (names.length === 0) return undefined
  const pick = (attributes: JsonObject): NonNullable<AuditRow['before']> =>
    Object.fromEntries(names.map((name) => [name, shortened(own(attributes, name))]))
  return { before: pick(show(before)), after: pick(show(after)) }
}

function isJsonEntry(entry: [string, unknown]): entry is [string, JsonValue] {
  return entry[1] !== undefined && entry[0] !== 'schemas'
}

// A photo or a certificate would drown the log.
function shortened(value: JsonValue | undefined): NonNullable<AuditRow['before']>[string] {
  const json = JSON.stringify(value ?? null)
  if (json.length > MAX_AUDITED_LENGTH) return `${json.slice(0, MAX_AUDITED_LENGTH)}…`
  return z.json().parse(JSON.parse(json))
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}
