import { compilePattern, type Pattern, PatternError } from '../pattern.ts'
import { checkLength, EvaluationError, textOf, type Value } from '../value.ts'
import type { FunctionSpec } from './function-spec.ts'

/** `Replace(source, oldValue, regexPattern, regexGroupName, replacementValue, replacementAttributeName, template)`. */
export const REPLACE: FunctionSpec = {
  name: 'Replace',
  least: 3,
  most: 7,
  evaluate: (args) => replace(args),
}

/** Which arguments are there decides what is replaced (vendor's docs). */
function replace(args: readonly Value[]): Value {
  const at = (index: number): string | null => textOf(args[index] ?? null)
  const [source, old, pattern, by, template] = [at(0), at(1), at(2), at(4), at(6)]
  if (pattern !== null) return replacePattern(source, compile(pattern), { group: at(3), by, other: at(5) })
  if (source === null) return null
  if (old !== null && template !== null) return replaceAll(template, old, source)
  if (old === null || by === null) {
    throw new EvaluationError('Replace: needs an old value or a pattern, and what to put in its place')
  }
  return replaceAll(source, old, by)
}

interface PatternArguments {
  readonly group: string | null
  readonly by: string | null
  /** Value of the attribute that is named as replacement. */
  readonly other: string | null
}

function replacePattern(source: string | null, pattern: Pattern, { group, by, other }: PatternArguments): Value {
  if (group !== null && other !== null) return source || groupOf(pattern, group, other)
  if (source === null || by === null) return source
  return group === null ? replaceMatches(pattern, source, by) : replaceGroup(pattern, group, source, by)
}

function compile(pattern: string): Pattern {
  try {
    return compilePattern(pattern)
  } catch (cause) {
    throw cause instanceof PatternError ? new EvaluationError(`Replace: ${cause.message}`, { cause }) : cause
  }
}

function replaceAll(text: string, old: string, by: string): string {
  if (old === '') throw new EvaluationError('Replace: the old value is empty')
  const parts = text.split(old)
  checkLength(text.length + (parts.length - 1) * Math.max(by.length - old.length, 0))
  return parts.join(by)
}

function groupOf(pattern: Pattern, group: string, text: string): string | null {
  const matcher = pattern.matcher(text)
  checkGroup(pattern, group)
  return matcher.find() ? (matcher.group(group) ?? null) : null
}

/** Only the named group of each match is replaced. */
function replaceGroup(pattern: Pattern, group: string, text: string, by: string): string {
  checkGroup(pattern, group)
  const matcher = pattern.matcher(text)
  let result = ''
  let last = 0
  while (matcher.find()) {
    const start = matcher.start(group)
    if (start < last) continue
    result += text.slice(last, start) + by
    last = matcher.end(group)
    checkLength(result.length)
  }
  return result + text.slice(last)
}

/** Each match is replaced; `${name}` in the replacement is what a group matched. */
function replaceMatches(pattern: Pattern, text: string, by: string): string {
  const names = new Set(Object.keys(pattern.namedGroups()))
  const matcher = pattern.matcher(text)
  let result = ''
  let last = 0
  while (matcher.find()) {
    const filled = by.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) =>
      names.has(name) ? (matcher.group(name) ?? '') : whole,
    )
    result += text.slice(last, matcher.start()) + filled
    last = matcher.end()
    checkLength(result.length)
  }
  return result + text.slice(last)
}

function checkGroup(pattern: Pattern, group: string): void {
  if (!Object.hasOwn(pattern.namedGroups(), group)) {
    throw new EvaluationError(`Replace: the pattern has no group ${JSON.stringify(group)}`)
  }
}
