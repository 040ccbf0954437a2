import { type Comparator, ExpressionError } from './ast.ts'

/** A piece of an expression's text. */
export interface Token {
  readonly type: 'word' | 'text' | 'number' | 'attribute' | 'comparator' | '(' | ')' | ',' | 'end'
  /** Without quotes, brackets and escapes. */
  readonly text: string
  readonly offset: number
}

/** Characters an expression may have (inferred). */
export const LONGEST_EXPRESSION = 10_000

const COMPARATORS: readonly Comparator[] = ['<>', '<=', '>=', '=', '<', '>']

/** Whether a token's text is a comparator. */
export function isComparator(text: string): text is Comparator {
  return COMPARATORS.some((comparator) => comparator === text)
}

/**
 * Cuts an expression into tokens; the last is `end`.
 * @throws ExpressionError at what is no token.
 */
export function tokenize(source: string): Token[] {
  if (source.length > LONGEST_EXPRESSION) {
    throw new ExpressionError(LONGEST_EXPRESSION, `an expression has at most ${LONGEST_EXPRESSION} characters`)
  }
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    if (/\s/.test(source.charAt(at))) {
      at += 1
      continue
    }
    const { token, end } = readToken(source, at)
    tokens.push(token)
    at = end
  }
  return [...tokens, { type: 'end', text: '', offset: source.length }]
}

interface Read {
  readonly token: Token
  readonly end: number
}

function readToken(source: string, at: number): Read {
  const first = source.charAt(at)
  if (first === '(' || first === ')' || first === ',') {
    return { token: { type: first, text: first, offset: at }, end: at + 1 }
  }
  if (first === '"') return readText(source, at)
  if (first === '[') return readAttribute(source, at)
  const comparator = COMPARATORS.find((candidate) => source.startsWith(candidate, at))
  if (comparator) return { token: { type: 'comparator', text: comparator, offset: at }, end: at + comparator.length }
  return readRun(source, at, /&H[0-9A-Fa-f]+/y, 'number') ?? readWordOrNumber(source, at)
}

function readWordOrNumber(source: string, at: number): Read {
  const read = readRun(source, at, /-?\d+(?:\.\d+)?/y, 'number') ?? readRun(source, at, /[A-Za-z_]\w*/y, 'word')
  if (read === undefined) {
    throw new ExpressionError(at, `${JSON.stringify(source.charAt(at))} begins neither a function nor a value`)
  }
  return read
}

function readRun(source: string, at: number, pattern: RegExp, type: 'number' | 'word'): Read | undefined {
  pattern.lastIndex = at
  const text = pattern.exec(source)?.[0]
  return text === undefined ? undefined : { token: { type, text, offset: at }, end: at + text.length }
}

/** The vendor: quotes and backslashes inside a text are written with a backslash; any other escape is refused (inferred). */
function readText(source: string, start: number): Read {
  let text = ''
  for (let at = start + 1; at < source.length; at += 1) {
    const character = source.charAt(at)
    if (character === '"') return { token: { type: 'text', text, offset: start }, end: at + 1 }
    if (character !== '\\') {
      text += character
      continue
    }
    const escaped = source.charAt(at + 1)
    if (escaped !== '"' && escaped !== '\\') {
      throw new ExpressionError(at, 'a backslash in a text stands before " or \\; write \\\\ for one backslash')
    }
    text += escaped
    at += 1
  }
  throw new ExpressionError(start, 'the text has no closing "')
}

function readAttribute(source: string, start: number): Read {
  const end = source.indexOf(']', start)
  const name = source.slice(start + 1, end)
  if (end < 0 || /["[(),]/.test(name)) throw new ExpressionError(start, 'the attribute has no closing ]')
  if (name.trim() !== name || name === '') throw new ExpressionError(start + 1, 'an attribute is written [name]')
  return { token: { type: 'attribute', text: name, offset: start }, end: end + 1 }
}
