import { isJsonObject, type JsonObject } from '@scimulator/scim-core'

/** Text of an attribute; null when there is none but blanks. */
export function textOf(object: JsonObject, key: string): string | null {
  const value = Object.hasOwn(object, key) ? object[key] : undefined
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** What a SCIM User is called: the display name, else the parts of `name`. */
export function shownNameOf(attributes: JsonObject): string | null {
  const { name } = attributes
  return textOf(attributes, 'displayName') ?? (isJsonObject(name) ? fullName(name) : null)
}

/** The primary address of a SCIM User, else the first. */
export function primaryEmailOf({ emails }: JsonObject): string | null {
  const all = Array.isArray(emails) ? emails.filter(isJsonObject) : []
  const chosen = all.find((email) => email.primary === true) ?? all[0]
  return chosen === undefined ? null : textOf(chosen, 'value')
}

function fullName(name: JsonObject): string | null {
  const parts = [textOf(name, 'givenName'), textOf(name, 'familyName')].filter((part) => part !== null)
  return textOf(name, 'formatted') ?? (parts.length === 0 ? null : parts.join(' '))
}
