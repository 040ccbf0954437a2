import { RE2JS, RE2JSSyntaxException } from 're2js'

/** A regular expression of a rule. It is matched in linear time, whatever the admin has typed. */
export interface Pattern {
  /** What it takes out of a text: group 1 where there is one, else the whole match; undefined without a match. */
  extract(text: string): string | undefined
}

/** A regular expression that is none, or one with what cannot be matched in linear time. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
  /** Where in the text. */
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

/** Compiles an expression, with or without the slashes the API writes around it. @throws PatternError */
export function compilePattern(expression: string): Pattern {
  const slashed = expression.length > 1 && expression.startsWith('/') && expression.endsWith('/')
  const source = slashed ? expression.slice(1, -1) : expression
  let compiled: RE2JS
  try {
    compiled = RE2JS.compile(source)
  } catch (error) {
    throw toPatternError(error, source, slashed ? 1 : 0)
  }
  const group = compiled.groupCount() > 0 ? 1 : 0
  return {
    extract(text) {
      const matcher = compiled.matcher(text)
      return matcher.find() ? (matcher.group(group) ?? undefined) : undefined
    },
  }
}

function toPatternError(error: unknown, source: string, shift: number): PatternError {
  if (!(error instanceof RE2JSSyntaxException)) return new PatternError('it cannot be read', shift)
  const at = source.indexOf(error.getPattern() ?? '')
  return new PatternError(error.getDescription(), shift + Math.max(at, 0))
}
