import type { Comparator, Expression } from './ast.ts'
import type { Environment } from './functions/function-spec.ts'
import { FUNCTIONS } from './functions/functions.ts'
import { checkLength, EvaluationError, textOf, textsOf, truth, type Value } from './value.ts'

/**
 * Evaluates an expression that `checkExpression` finds nothing wrong with.
 * @throws EvaluationError when it gives no value for this source object.
 */
export function evaluate(expression: Expression, environment: Environment): Value {
  switch (expression.kind) {
    case 'text':
      return expression.value
    case 'number':
      return numberText(expression.notation)
    case 'attribute':
      return environment.attribute(expression.name)
    case 'constant':
      return expression.name
    case 'omitted':
      return null
    case 'comparison':
      return truth(compare(expression, environment))
    case 'call':
      return call(expression, environment)
  }
}

function call({ name, args, offset }: Extract<Expression, { kind: 'call' }>, environment: Environment): Value {
  const spec = FUNCTIONS.get(name)
  if (spec === undefined) throw new EvaluationError(`no function ${name}`)
  if (name === 'IIF') {
    const [condition, yes, no] = args
    const branch = condition !== undefined && textOf(evaluate(condition, environment)) === 'True' ? yes : no
    return branch === undefined ? null : evaluate(branch, environment)
  }
  const value = spec.evaluate(
    args.map((arg) => evaluate(arg, environment)),
    environment,
    offset,
  )
  checkLength(textsOf(value).reduce((length, text) => length + text.length, 0))
  return value
}

/** `&HF` is hexadecimal. */
function numberText(notation: string): string {
  return notation.startsWith('&H') ? String(Number.parseInt(notation.slice(2), 16)) : notation
}

/** The vendor does not support a condition over an attribute without a value: the mapping gives nothing (inferred). */
function compare(
  { comparator, left, right }: Extract<Expression, { kind: 'comparison' }>,
  environment: Environment,
): boolean {
  const [a, b] = [left, right].map((side) => {
    const text = textOf(evaluate(side, environment))
    if (side.kind === 'attribute' && (text === null || text === '')) {
      throw new EvaluationError(`the condition looks at [${side.name}], which has no value`)
    }
    return text ?? ''
  })
  return holds(comparator, order(a ?? '', b ?? ''))
}

/** Numbers by value, everything else by code unit. */
function order(a: string, b: string): number {
  const [x, y] = [numberOf(a), numberOf(b)]
  if (x !== undefined && y !== undefined) return Math.sign(x - y)
  if (a === b) return 0
  return a < b ? -1 : 1
}

function numberOf(text: string): number | undefined {
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined
}

function holds(comparator: Comparator, sign: number): boolean {
  switch (comparator) {
    case '=':
      return sign === 0
    case '<>':
      return sign !== 0
    case '>':
      return sign > 0
    case '>=':
      return sign >= 0
    case '<':
      return sign < 0
    case '<=':
      return sign <= 0
  }
}
