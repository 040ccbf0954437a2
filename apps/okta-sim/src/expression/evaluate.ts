import type { Node, Value } from './ast.ts'
import { ExpressionError } from './expression-error.ts'
import { functionOf, type Scope } from './functions.ts'

/** The value of an expression for somebody. @throws ExpressionError where it has none */
export function evaluate(node: Node, scope: Scope): Value {
  switch (node.kind) {
    case 'literal':
      return node.value
    case 'list':
      return node.items.map((item) => evaluate(item, scope))
    case 'property':
      return scope.property(node.root, node.name)
    case 'call':
      return call(node, scope)
    case 'index':
      return at(evaluate(node.of, scope), evaluate(node.at, scope), node.offset)
    case 'not':
      return !condition(node.of, scope)
    case 'ternary':
      return evaluate(condition(node.condition, scope) ? node.yes : node.no, scope)
    case 'binary':
      return binary(node, scope)
  }
}

function call(node: Extract<Node, { kind: 'call' }>, scope: Scope): Value {
  const args = node.args.map((arg) => evaluate(arg, scope))
  try {
    return functionOf(node.name)?.call(args, scope, node.attribute) ?? null
  } catch (error) {
    if (error instanceof TypeError) throw new ExpressionError(`${node.name}: ${error.message}`, node.offset)
    throw error
  }
}

function at(list: Value, index: Value, offset: number): Value {
  const items: readonly Value[] = Array.isArray(list) ? list : []
  const item = typeof index === 'number' ? items[index] : undefined
  if (item === undefined) throw new ExpressionError(`There is no item ${String(index)}`, offset)
  return item
}

function condition(node: Node, scope: Scope): boolean {
  const value = evaluate(node, scope)
  if (typeof value !== 'boolean') throw new ExpressionError('A condition must be a Boolean', node.offset)
  return value
}

function binary({ operator, left, right, offset }: Extract<Node, { kind: 'binary' }>, scope: Scope): Value {
  if (operator === 'AND' || operator === '&&') return condition(left, scope) && condition(right, scope)
  if (operator === 'OR' || operator === '||') return condition(left, scope) || condition(right, scope)
  const first = evaluate(left, scope)
  if (operator === '?:') return first === null || first === '' ? evaluate(right, scope) : first
  const second = evaluate(right, scope)
  if (operator === '==') return isSame(first, second)
  if (operator === '!=') return !isSame(first, second)
  if (operator === '+') return add(first, second)
  return compare(operator, first, second, offset)
}

function isSame(left: Value, right: Value): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** Numbers are added, everything else is joined as text; null adds nothing (inferred). */
function add(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return left + right
  return `${left ?? ''}${right ?? ''}`
}

function compare(operator: string, left: Value, right: Value, offset: number): boolean {
  const numbers = typeof left === 'number' && typeof right === 'number'
  const words = typeof left === 'string' && typeof right === 'string'
  if (!numbers && !words) throw new ExpressionError(`"${operator}" compares two numbers or two texts`, offset)
  if (operator === '<') return left < right
  if (operator === '>') return left > right
  return operator === '<=' ? left <= right : left >= right
}
