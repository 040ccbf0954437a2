import { ExpressionError } from './expression-error.ts'

/** A piece of an expression. */
export interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'operator' | 'end'
  /** The value of a text, else the characters as they stand. */
  readonly value: string
  readonly offset: number
}

const OPERATORS = [
  '?:',
  '==',
  '!=',
  '<=',
  '>=',
  '&&',
  '||',
  '+',
  '-',
  '<',
  '>',
  '!',
  '?',
  ':',
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  ',',
  '.',
]

/** Cuts an expression into tokens. @throws ExpressionError */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  let offset = 0
  while (offset < source.length) {
    const token = nextToken(source, offset)
    if (token === undefined) offset++
    else {
      tokens.push(token.token)
      offset = token.end
    }
  }
  return [...tokens, { kind: 'end', value: '', offset: source.length }]
}

function nextToken(source: string, offset: number): { token: Token; end: number } | undefined {
  const character = source.charAt(offset)
  if (/\s/.test(character)) return undefined
  if (character === '"' || character === "'") return readText(source, offset, character)
  if (/[0-9]/.test(character)) return readWhile(source, offset, 'number', /[0-9.]/)
  if (/[A-Za-z_$]/.test(character)) return readWhile(source, offset, 'name', /[A-Za-z0-9_$]/)
  const operator = OPERATORS.find((candidate) => source.startsWith(candidate, offset))
  if (operator !== undefined) {
    return { token: { kind: 'operator', value: operator, offset }, end: offset + operator.length }
  }
  if (character === '=') throw new ExpressionError('"=" is no operator of the Expression Language: use "=="', offset)
  throw new ExpressionError(`"${character}" cannot stand here`, offset)
}

/** A text ends at its quote; a doubled quote is one. A backslash is a plain character, as in Okta’s own examples. */
function readText(source: string, offset: number, quote: string): { token: Token; end: number } {
  let value = ''
  for (let at = offset + 1; at < source.length; at++) {
    if (source.charAt(at) !== quote) value += source.charAt(at)
    else if (source.charAt(at + 1) === quote) {
      value += quote
      at++
    } else return { token: { kind: 'text', value, offset }, end: at + 1 }
  }
  throw new ExpressionError('The text has no closing quote', offset)
}

function readWhile(
  source: string,
  offset: number,
  kind: 'number' | 'name',
  allowed: RegExp,
): { token: Token; end: number } {
  let end = offset
  while (end < source.length && allowed.test(source.charAt(end))) end++
  const value = source.slice(offset, end)
  if (kind === 'number' && Number.isNaN(Number(value))) throw new ExpressionError(`"${value}" is no number`, offset)
  return { token: { kind, value, offset }, end }
}
