import { compareKey } from '@scimulator/scim-core'
import { attributeOf, type RulePerson } from './attributes.ts'
import type { Condition, Operator, Rule } from './rule.ts'

/** Whether the conditions of a rule fit a person; a rule without any fits everybody. */
export function fits({ conditions, match }: Pick<Rule, 'conditions' | 'match'>, person: RulePerson): boolean {
  if (conditions.length === 0) return true
  const holds = (condition: Condition): boolean => conditionHolds(condition, person)
  return match === 'any' ? conditions.some(holds) : conditions.every(holds)
}

function conditionHolds({ source, operator, value }: Condition, person: RulePerson): boolean {
  const wanted = compareKey(value)
  if (source === 'Role') {
    const has = person.roles.some((role) => compareKey(role) === wanted)
    return NEGATED.has(operator) ? !has : has
  }
  const text = attributeOf(person, source)
  // What is not there contains nothing and compares with nothing.
  if (text === undefined) return NEGATED.has(operator) && value !== ''
  return COMPARE[operator](compareKey(text), wanted)
}

const NEGATED: ReadonlySet<Operator> = new Set(['do not include', 'does not contain', 'does not equal'])

/** Texts are compared without regard to case, numbers as numbers (inferred). */
const COMPARE: Readonly<Record<Operator, (text: string, value: string) => boolean>> = {
  include: (text, value) => text.split(';').some((part) => part.trim() === value),
  'do not include': (text, value) => text.split(';').every((part) => part.trim() !== value),
  contains: (text, value) => text.includes(value),
  'does not contain': (text, value) => !text.includes(value),
  'begins with': (text, value) => text.startsWith(value),
  'ends with': (text, value) => text.endsWith(value),
  equals: (text, value) => text === value,
  'does not equal': (text, value) => text !== value,
  'is greater than': (text, value) => Number(text) > Number(value),
  'is less than': (text, value) => Number(text) < Number(value),
}
