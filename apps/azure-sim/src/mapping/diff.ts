import type { JsonObject } from '@scimulator/scim-core'
import type { Person } from '@scimulator/sim-kit'
import { type AttributeMapping, USER_MAPPINGS } from './attribute-mapping.ts'
import { currentValue } from './target.ts'

/** An attribute in which source and target differ. */
export interface Change {
  readonly mapping: AttributeMapping
  /** Absent or empty in the target's answer: `add`; present and different: `replace` (captured, Stack Overflow 79248955). */
  readonly op: 'add' | 'replace'
  /** Null and the empty string only where a knob says that cleared attributes are sent. */
  readonly value: string | null
}

/** What must be written so that `resource` holds what the person has at the source, in the order of the mappings. */
export function differences(person: Person, mailNickname: string, resource: JsonObject): Change[] {
  const changes: Change[] = []
  for (const mapping of USER_MAPPINGS) {
    const value = mapping.value(person, mailNickname)
    if (value === undefined) continue
    const current = currentValue(resource, mapping.target)
    if (current === undefined) changes.push({ mapping, op: 'add', value })
    else if (!equal(mapping, current, value)) changes.push({ mapping, op: 'replace', value })
  }
  return changes
}

/** Mapped attributes that are null at the source while the target still holds a value. */
export function clearedAttributes(person: Person, mailNickname: string, resource: JsonObject): AttributeMapping[] {
  return USER_MAPPINGS.filter(
    (mapping) =>
      mapping.value(person, mailNickname) === undefined && currentValue(resource, mapping.target) !== undefined,
  )
}

function equal(mapping: AttributeMapping, current: string, value: string): boolean {
  return current === value || (!mapping.exactCase && current.toLowerCase() === value.toLowerCase())
}
