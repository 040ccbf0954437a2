import { compilePattern, isFound } from '../expressions/pattern.ts'

/** Operators of a clause as the portal writes them. */
export const OPERATORS = [
  'EQUALS',
  'NOT EQUALS',
  'IS TRUE',
  'IS FALSE',
  'IS NULL',
  'IS NOT NULL',
  'REGEX MATCH',
  'NOT REGEX MATCH',
  'Greater_Than',
  'Greater_Than_OR_EQUALS',
  'Includes',
  'ENDS_WITH',
  '&',
  '!&',
] as const

/** An operator of a clause. */
export type Operator = (typeof OPERATORS)[number]

/** Operators that look at the attribute alone. */
export const WITHOUT_VALUE: ReadonlySet<Operator> = new Set(['IS TRUE', 'IS FALSE', 'IS NULL', 'IS NOT NULL'])

/** Operators whose value is a whole number. */
export const WITH_NUMBER: ReadonlySet<Operator> = new Set(['Greater_Than', 'Greater_Than_OR_EQUALS', '&', '!&'])

/** Operators whose value is a pattern, found anywhere in the text (inferred). */
export const WITH_PATTERN: ReadonlySet<Operator> = new Set(['REGEX MATCH', 'NOT REGEX MATCH'])

/** Whether a word is an operator. */
export function isOperator(word: string): word is Operator {
  return OPERATORS.some((operator) => operator === word)
}

/** Whether a clause holds. A null or empty attribute gives false, except for IS NULL. Case counts. */
export function holds(operator: Operator, actual: string, value: string): boolean {
  if (operator === 'IS NULL') return actual === ''
  if (actual === '') return false
  switch (operator) {
    case 'EQUALS':
      return actual === value
    case 'NOT EQUALS':
      return actual !== value
    case 'IS TRUE':
      return actual.toLowerCase() === 'true'
    case 'IS FALSE':
      return actual.toLowerCase() === 'false'
    case 'IS NOT NULL':
      return true
    case 'Includes':
      return actual.includes(value)
    case 'ENDS_WITH':
      return actual.endsWith(value)
    case 'REGEX MATCH':
      return isFound(compilePattern(value), actual)
    case 'NOT REGEX MATCH':
      return !isFound(compilePattern(value), actual)
    default:
      return isWhole(actual) && compares(operator, BigInt(actual), BigInt(value))
  }
}

/** Whether a text is a whole number. */
export function isWhole(text: string): boolean {
  return /^-?\d{1,18}$/.test(text)
}

/** `&` tests whether a bit is set, `!&` whether none is (the vendor's text is garbled: inferred). */
function compares(operator: Operator, actual: bigint, value: bigint): boolean {
  if (operator === 'Greater_Than') return actual > value
  if (operator === 'Greater_Than_OR_EQUALS') return actual >= value
  return ((actual & value) !== 0n) === (operator === '&')
}
