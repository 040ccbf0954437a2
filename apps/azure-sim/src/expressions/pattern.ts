import { RE2JS, RE2JSException } from 're2js'

/** A regular expression that matches in linear time: RE2's syntax, which is .NET's without look-around and back references. */
export type Pattern = RE2JS

/** What is refused, in words for people. */
export const REFUSED_CONSTRUCTS =
  'look-ahead, look-behind, back references, atomic groups and possessive quantifiers are not taken here'

const LONGEST_PATTERN = 500
const KEPT = 200
const compiled = new Map<string, Pattern>()

/** The pattern cannot be taken. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
}

/**
 * Compiles a pattern, or gives the one compiled before.
 * @throws PatternError when it is none, or uses what is refused.
 */
export function compilePattern(source: string): Pattern {
  const known = compiled.get(source)
  if (known) return known
  if (source.length > LONGEST_PATTERN) throw new PatternError(`a pattern has at most ${LONGEST_PATTERN} characters`)
  try {
    const pattern = RE2JS.compile(source)
    if (compiled.size >= KEPT) compiled.clear()
    compiled.set(source, pattern)
    return pattern
  } catch (cause) {
    const reason = cause instanceof RE2JSException ? cause.message : 'it cannot be compiled'
    throw new PatternError(`the pattern ${JSON.stringify(source)} is refused: ${reason} (${REFUSED_CONSTRUCTS})`, {
      cause,
    })
  }
}

/** Whether a pattern is found anywhere in a text. */
export function isFound(pattern: Pattern, text: string): boolean {
  return pattern.matcher(text).find()
}
