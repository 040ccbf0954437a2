/**
 * @see RFC 7644 §3.4.2.2 Filtering, figure 1 — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { quote } from '../errors/quote.ts'
import { invalidFilter, type ScimError } from '../errors/scim-error.ts'

/** A piece of filter text. `start` counts from 0; `spaced` says whether a blank stands before it. */
export interface Token {
  readonly kind: 'word' | 'string' | '(' | ')' | '[' | ']' | 'end'
  readonly text: string
  readonly start: number
  readonly spaced: boolean
}

/** An `invalidFilter` error that gives the column (from 1) and keeps the text as cause. */
export function filterError(text: string, start: number, what: string): ScimError {
  const column = start + 1
  return invalidFilter(`The filter is not valid at column ${column}: ${what}.`, { cause: { text, column } })
}

const BLANK = ' \t\r\n'
const SINGLE = '()[]'

function isWordEnd(character: string): boolean {
  return BLANK.includes(character) || SINGLE.includes(character) || character === '"'
}

function wordEnd(text: string, start: number): number {
  let at = start
  while (at < text.length && !isWordEnd(text.charAt(at))) at++
  return at
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\') at++
    else if (character === '"') return at + 1
  }
  throw filterError(text, start, 'the string that starts here has no closing quote')
}

function kindAt(text: string, start: number): Token['kind'] {
  const character = text.charAt(start)
  if (character === '(' || character === ')' || character === '[' || character === ']') return character
  return character === '"' ? 'string' : 'word'
}

/** Cuts filter text into tokens, the last of which is `end`, in time linear in its length. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const before = at
    while (at < text.length && BLANK.includes(text.charAt(at))) at++
    if (at === text.length) break
    const kind = kindAt(text, at)
    const end = kind === 'word' ? wordEnd(text, at) : kind === 'string' ? stringEnd(text, at) : at + 1
    tokens.push({ kind, text: text.slice(at, end), start: at, spaced: at > before })
    at = end
  }
  tokens.push({ kind: 'end', text: '', start: text.length, spaced: true })
  return tokens
}

/** The string a JSON string literal stands for. CHOICE: half a surrogate pair is refused: engines take it for different texts. */
export function readString(text: string, token: Token): string {
  const value = parseLiteral(text, token)
  if (value.isWellFormed()) return value
  throw filterError(text, token.start, `${quote(token.text)} is not Unicode text`)
}

function parseLiteral(text: string, token: Token): string {
  try {
    return String(JSON.parse(token.text))
  } catch {
    throw filterError(text, token.start, `${quote(token.text)} is not a JSON string`)
  }
}
