import type { Node } from './ast.ts'
import { checkCall, isRoot, propertyProblem, refuseInCondition } from './check.ts'
import { ExpressionError } from './expression-error.ts'
import { type Token, tokenize } from './tokens.ts'

/** Parentheses, lists and operators inside one another, at most. */
const DEEPEST = 60
/** Characters of an expression, at most. */
const LONGEST = 4096

/** Weakest binding first. */
const BINARY: readonly (readonly string[])[] = [
  ['OR', '||'],
  ['AND', '&&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['+'],
]

/**
 * Parses an expression of Okta’s Expression Language (a part of SpEL), functions, roots and attributes checked.
 *
 * @throws ExpressionError with the offset of what is wrong
 */
export function parseExpression(source: string): Node {
  if (source.length > LONGEST) throw new ExpressionError(`The expression is longer than ${LONGEST} characters`, LONGEST)
  const cursor: Cursor = { tokens: tokenize(source), at: 0, depth: 0 }
  const node = parseTernary(cursor)
  const rest = peek(cursor)
  if (rest.kind !== 'end') throw new ExpressionError(`"${rest.value}" is too much here`, rest.offset)
  return node
}

interface Cursor {
  readonly tokens: readonly Token[]
  at: number
  depth: number
}

function parseTernary(cursor: Cursor): Node {
  if (++cursor.depth > DEEPEST) throw new ExpressionError('The expression is nested too deeply', peek(cursor).offset)
  let node = parseBinary(cursor, 0)
  if (accept(cursor, '?:')) {
    node = { kind: 'binary', operator: '?:', left: node, right: parseTernary(cursor), offset: node.offset }
  } else if (accept(cursor, '?')) {
    refuseInCondition(node)
    const yes = parseTernary(cursor)
    expect(cursor, ':')
    node = { kind: 'ternary', condition: node, yes, no: parseTernary(cursor), offset: node.offset }
  }
  cursor.depth--
  return node
}

function parseBinary(cursor: Cursor, level: number): Node {
  const operators = BINARY[level]
  if (operators === undefined) return parseUnary(cursor)
  let left = parseBinary(cursor, level + 1)
  for (;;) {
    const token = peek(cursor)
    if (token.kind === 'name' && token.value === 'matches') {
      throw new ExpressionError('matches is deprecated in Okta and not simulated', token.offset)
    }
    const operator = operators.find((candidate) => token.kind !== 'text' && token.value === candidate)
    if (operator === undefined) return left
    cursor.at++
    left = { kind: 'binary', operator, left, right: parseBinary(cursor, level + 1), offset: token.offset }
  }
}

function parseUnary(cursor: Cursor): Node {
  const { offset } = peek(cursor)
  if (accept(cursor, '!')) {
    if (++cursor.depth > DEEPEST) throw new ExpressionError('The expression is nested too deeply', offset)
    const node: Node = { kind: 'not', of: parseUnary(cursor), offset }
    cursor.depth--
    return node
  }
  if (accept(cursor, '-')) {
    const token = take(cursor)
    if (token.kind !== 'number') throw new ExpressionError('A number is needed after "-"', token.offset)
    return { kind: 'literal', value: -Number(token.value), offset }
  }
  let node = parsePrimary(cursor)
  while (accept(cursor, '[')) {
    node = { kind: 'index', of: node, at: parseTernary(cursor), offset: node.offset }
    expect(cursor, ']')
  }
  return node
}

function parsePrimary(cursor: Cursor): Node {
  const token = take(cursor)
  const { offset } = token
  if (token.kind === 'text') return { kind: 'literal', value: token.value, offset }
  if (token.kind === 'number') return { kind: 'literal', value: Number(token.value), offset }
  if (token.kind === 'name') return parseName(cursor, token)
  if (token.value === '(') {
    const node = parseTernary(cursor)
    expect(cursor, ')')
    return node
  }
  if (token.value === '{') return { kind: 'list', items: parseArguments(cursor, '}'), offset }
  throw new ExpressionError(
    token.kind === 'end' ? 'The expression ends too early' : `"${token.value}" cannot stand here`,
    offset,
  )
}

function parseName(cursor: Cursor, token: Token): Node {
  const { value, offset } = token
  const literal = literals.get(value.toLowerCase())
  if (literal !== undefined) return { kind: 'literal', value: literal, offset }
  if (accept(cursor, '(')) return parseCall(cursor, value, offset)
  if (!accept(cursor, '.')) {
    throw new ExpressionError(`"${value}" is no root: write user.${value} for an attribute of the Okta profile`, offset)
  }
  const name = take(cursor)
  if (name.kind !== 'name') throw new ExpressionError(`A name is needed after "${value}."`, name.offset)
  if (accept(cursor, '(')) return parseCall(cursor, `${value}.${name.value}`, offset)
  if (!isRoot(value)) throw new ExpressionError(`"${value}" is no root of an expression`, offset)
  const problem = propertyProblem(value, name.value)
  if (problem !== undefined) throw new ExpressionError(problem, name.offset)
  return { kind: 'property', root: value, name: name.value, offset }
}

const literals: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
])

function parseCall(cursor: Cursor, name: string, offset: number): Node {
  const args = parseArguments(cursor, ')')
  checkCall(name, args.length, offset)
  if (!accept(cursor, '.')) return { kind: 'call', name, args, offset }
  const property = take(cursor)
  if (property.kind !== 'name') throw new ExpressionError('A name is needed after "."', property.offset)
  const problem = propertyProblem('user', property.value)
  if (problem !== undefined) throw new ExpressionError(problem, property.offset)
  return { kind: 'call', name, args, attribute: property.value, offset }
}

function parseArguments(cursor: Cursor, close: string): Node[] {
  const args: Node[] = []
  if (accept(cursor, close)) return args
  do args.push(parseTernary(cursor))
  while (accept(cursor, ','))
  expect(cursor, close)
  return args
}

function peek(cursor: Cursor): Token {
  return cursor.tokens[cursor.at] ?? { kind: 'end', value: '', offset: 0 }
}

function take(cursor: Cursor): Token {
  const token = peek(cursor)
  if (token.kind !== 'end') cursor.at++
  return token
}

function accept(cursor: Cursor, operator: string): boolean {
  const token = peek(cursor)
  if (token.kind !== 'operator' || token.value !== operator) return false
  cursor.at++
  return true
}

function expect(cursor: Cursor, operator: string): void {
  if (!accept(cursor, operator)) throw new ExpressionError(`"${operator}" is missing`, peek(cursor).offset)
}
