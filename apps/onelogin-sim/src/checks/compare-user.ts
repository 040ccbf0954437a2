import type { JsonObject } from '@scimulator/scim-core'
import { ownObject, ownObjects, ownText, ownValue } from '../own-json.ts'
import type { FindingId } from './finding-rules.ts'

/** A difference between what was written and what came back. */
export interface Difference {
  readonly finding: FindingId
  readonly detail: string
}

const ENTERPRISE_KEYS = new Set([
  'urn:scim:schemas:extension:enterprise:2.0',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:user',
])

/**
 * Compares a resource that came back with the body of the last write, attribute by attribute.
 * "" and absent are the same (RFC 7643 §2.5). The manager is not compared: managerId is no RFC attribute and
 * manager.displayName is read-only.
 */
export function compareUser(sent: JsonObject, got: JsonObject): Difference[] {
  return [...compareActive(sent, got), ...ATTRIBUTES.flatMap((attribute) => compareText(attribute, sent, got))]
}

interface Attribute {
  readonly finding: FindingId
  readonly read: (user: JsonObject) => string | undefined
  readonly caseExact: boolean
}

const ATTRIBUTES: readonly Attribute[] = [
  { finding: 'attribute-lost.userName', read: (user) => ownText(user, 'userName'), caseExact: false },
  { finding: 'attribute-lost.name.givenName', read: (user) => nameText(user, 'givenName'), caseExact: true },
  { finding: 'attribute-lost.name.familyName', read: (user) => nameText(user, 'familyName'), caseExact: true },
  { finding: 'attribute-lost.emails', read: workEmail, caseExact: false },
  { finding: 'attribute-lost.title', read: (user) => ownText(user, 'title'), caseExact: true },
  { finding: 'attribute-lost.department', read: department, caseExact: true },
]

/** An attribute that a write changes, and whether it has the new value or the old one afterwards. */
export interface ProfileChange {
  readonly finding: FindingId
  readonly applied: boolean
  readonly kept: boolean
}

/** Which attributes of the profile a write changes, against what was there before, and what became of them. */
export function profileChanges(before: JsonObject, sent: JsonObject, got: JsonObject): ProfileChange[] {
  return ATTRIBUTES.flatMap(({ finding, read, caseExact }) => {
    const [had, wrote, found] = [read(before) ?? '', read(sent), read(got) ?? '']
    if (wrote === undefined || isSame(had, wrote, caseExact)) return []
    return [{ finding, applied: isSame(found, wrote, caseExact), kept: isSame(found, had, caseExact) }]
  })
}

function isSame(one: string, other: string, caseExact: boolean): boolean {
  return caseExact ? one === other : one.toLowerCase() === other.toLowerCase()
}

function compareText({ finding, read, caseExact }: Attribute, sent: JsonObject, got: JsonObject): Difference[] {
  const [wrote, found] = [read(sent), read(got) ?? '']
  // What a template does not show, a server may keep (RFC 7644 §3.5.1).
  if (wrote === undefined) return []
  return isSame(wrote, found, caseExact)
    ? []
    : [{ finding, detail: `wrote ${JSON.stringify(wrote)}, found ${JSON.stringify(found)}` }]
}

function compareActive(sent: JsonObject, got: JsonObject): Difference[] {
  const wrote = String(ownValue(sent, 'active'))
  const found = ownValue(got, 'active')
  if (typeof found === 'boolean' && String(found) === wrote) return []
  const detail = `wrote ${wrote}, found ${found === undefined ? 'nothing' : JSON.stringify(found)}`
  return [{ finding: 'active-not-honoured', detail }]
}

function nameText(user: JsonObject, key: string): string | undefined {
  return ownText(ownObject(user, 'name'), key)
}

function workEmail(user: JsonObject): string | undefined {
  const emails = ownObjects(user, 'emails')
  const email = emails.find((candidate) => ownText(candidate, 'type') === 'work') ?? emails[0]
  return email === undefined ? undefined : ownText(email, 'value')
}

function department(user: JsonObject): string | undefined {
  const keys = Object.keys(user).filter((key) => ENTERPRISE_KEYS.has(key.toLowerCase()))
  return keys.map((key) => ownText(ownObject(user, key), 'department')).find((value) => value !== undefined)
}
