/** What an expression gives: a text, several values, or null, which is an absent attribute. */
export type Value = string | readonly string[] | null

/** Characters a value may grow to: more than any attribute of a directory holds. */
export const LONGEST_VALUE = 65_536

/** An expression that gives no value: the attribute is not sent. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError'
}

/** One text out of a value: the first where there are several (inferred); null is null. */
export function textOf(value: Value): string | null {
  if (value === null || typeof value === 'string') return value
  return value[0] ?? null
}

/** Every text in a value. */
export function textsOf(value: Value): readonly string[] {
  if (value === null) return []
  return typeof value === 'string' ? [value] : value
}

/** The vendor's words for a truth value. */
export function truth(value: boolean): string {
  return value ? 'True' : 'False'
}

/** @throws EvaluationError when a value of this length would be too long. */
export function checkLength(length: number): void {
  if (length > LONGEST_VALUE) throw new EvaluationError(`the value is longer than ${LONGEST_VALUE} characters`)
}
