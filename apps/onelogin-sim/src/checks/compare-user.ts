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
  readonly read: (user: JsonObject) => string
  readonly caseExact: boolean
}

const ATTRIBUTES: readonly Attribute[] = [
  { finding: 'attribute-lost.userName', read: (user) => ownText(user, 'userName') ?? '', caseExact: false },
  { finding: 'attribute-lost.name.givenName', read: (user) => nameText(user, 'givenName'), caseExact: true },
  { finding: 'attribute-lost.name.familyName', read: (user) => nameText(user, 'familyName'), caseExact: true },
  { finding: 'attribute-lost.emails', read: workEmail, caseExact: false },
  { finding: 'attribute-lost.title', read: (user) => ownText(user, 'title') ?? '', caseExact: true },
  { finding: 'attribute-lost.department', read: department, caseExact: true },
]

function compareText({ finding, read, caseExact }: Attribute, sent: JsonObject, got: JsonObject): Difference[] {
  const [wrote, found] = [read(sent), read(got)]
  const same = caseExact ? wrote === found : wrote.toLowerCase() === found.toLowerCase()
  return same ? [] : [{ finding, detail: `wrote ${JSON.stringify(wrote)}, found ${JSON.stringify(found)}` }]
}

function compareActive(sent: JsonObject, got: JsonObject): Difference[] {
  const wrote = String(ownValue(sent, 'active'))
  const found = ownValue(got, 'active')
  if (typeof found === 'boolean' && String(found) === wrote) return []
  const detail = `wrote ${wrote}, found ${found === undefined ? 'nothing' : JSON.stringify(found)}`
  return [{ finding: 'active-not-honoured', detail }]
}

function nameText(user: JsonObject, key: string): string {
  return ownText(ownObject(user, 'name'), key) ?? ''
}

function workEmail(user: JsonObject): string {
  const emails = ownObjects(user, 'emails')
  const email = emails.find((candidate) => ownText(candidate, 'type') === 'work') ?? emails[0]
  return email === undefined ? '' : (ownText(email, 'value') ?? '')
}

function department(user: JsonObject): string {
  const keys = Object.keys(user).filter((key) => ENTERPRISE_KEYS.has(key.toLowerCase()))
  return keys.map((key) => ownText(ownObject(user, key), 'department')).find((value) => value !== undefined) ?? ''
}
