/**
 * @see RFC 7644 §3.4.2.2 Filtering, table 3 — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import type { JsonValue } from '../json.ts'
import type { AttributeDefinition } from '../schema/attribute.ts'
import { compareKeys, textKey } from '../text/compare-key.ts'
import { parseDateTime } from '../text/date-time.ts'
import type { CompareOperator } from './ast.ts'

type PositiveOperator = Exclude<CompareOperator, 'ne'>

/** Whether one value stands in the relation to the operand; the operand is prepared once. */
export function matchesValue(
  definition: AttributeDefinition,
  operator: PositiveOperator,
  operand: string | number | boolean,
): (value: JsonValue) => boolean {
  if (typeof operand === 'boolean') return (value) => operator === 'eq' && value === operand
  if (typeof operand === 'number') return (value) => typeof value === 'number' && holds(operator, value - operand)
  if (definition.type === 'dateTime') return matchesInstant(operator, operand)
  const caseExact = definition.caseExact || definition.type === 'binary' || definition.type === 'reference'
  const key = textKey(operand, caseExact)
  return (value) => typeof value === 'string' && matchesText(operator, textKey(value, caseExact), key)
}

function matchesInstant(operator: PositiveOperator, operand: string): (value: JsonValue) => boolean {
  const instant = parseDateTime(operand)
  return (value) => {
    const other = typeof value === 'string' ? parseDateTime(value) : undefined
    return instant !== undefined && other !== undefined && holds(operator, other - instant)
  }
}

function matchesText(operator: PositiveOperator, value: string, operand: string): boolean {
  switch (operator) {
    case 'co':
      return value.includes(operand)
    case 'sw':
      return value.startsWith(operand)
    case 'ew':
      return value.endsWith(operand)
    default:
      return holds(operator, compareKeys(value, operand))
  }
}

function holds(operator: PositiveOperator, difference: number): boolean {
  switch (operator) {
    case 'eq':
      return difference === 0
    case 'gt':
      return difference > 0
    case 'ge':
      return difference >= 0
    case 'lt':
      return difference < 0
    case 'le':
      return difference <= 0
    default:
      return false
  }
}
