import type { Random } from '@scimulator/sim-kit'
import { EvaluationError, textOf, type Value } from '../value.ts'

/** What an expression is evaluated in. */
export interface Environment {
  /** Value of a source attribute. */
  attribute(name: string): Value
  readonly now: () => Date
  /** Randomness for the function that stands at this offset. */
  random(offset: number): Random
  /** The tenant's default domain. */
  readonly defaultDomain: string | null
}

/** A function of the language. */
export interface FunctionSpec {
  readonly name: string
  /** Fewest and most arguments, omitted ones counted. */
  readonly least: number
  readonly most: number
  /** What is wrong with this number of arguments, beyond the limits. */
  readonly counted?: (count: number) => string | undefined
  /** @throws EvaluationError when there is no value. */
  readonly evaluate: (args: readonly Value[], environment: Environment, offset: number) => Value
}

/** A text argument; null is the empty text. */
export function textAt(args: readonly Value[], index: number): string {
  return textOf(args[index] ?? null) ?? ''
}

/**
 * A whole number.
 * @throws EvaluationError when the argument is none.
 */
export function integerAt(args: readonly Value[], index: number, name: string): number {
  const text = textOf(args[index] ?? null)
  const number = text === null || text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isSafeInteger(number)) {
    throw new EvaluationError(`${name}: argument ${index + 1} is no whole number: ${JSON.stringify(text)}`)
  }
  return number
}

/** A whole number, or what holds when the argument is omitted. */
export function optionalIntegerAt(args: readonly Value[], index: number, name: string, otherwise: number): number {
  return (args[index] ?? null) === null ? otherwise : integerAt(args, index, name)
}
