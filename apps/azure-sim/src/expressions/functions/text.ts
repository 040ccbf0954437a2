import { checkLength, EvaluationError, textOf, textsOf, type Value } from '../value.ts'
import { type FunctionSpec, integerAt, optionalIntegerAt, textAt } from './function-spec.ts'

const MANY = 200

/** Functions that make texts out of texts. */
export const TEXT_FUNCTIONS: readonly FunctionSpec[] = [
  // A null source gives null, not the suffix (inferred).
  { name: 'Append', least: 2, most: 2, evaluate: (args) => (isNull(args[0]) ? null : joined('', args)) },
  {
    name: 'Join',
    least: 2,
    most: MANY,
    evaluate: ([separator, ...parts]) => joined(textOf(separator ?? null) ?? '', parts),
  },
  { name: 'Left', least: 2, most: 2, evaluate: (args) => left(textAt(args, 0), integerAt(args, 1, 'Left')) },
  {
    name: 'Mid',
    least: 3,
    most: 3,
    evaluate: (args) => mid(textAt(args, 0), integerAt(args, 1, 'Mid'), integerAt(args, 2, 'Mid')),
  },
  { name: 'Len', least: 1, most: 1, evaluate: (args) => String(textAt(args, 0).length) },
  {
    name: 'StripSpaces',
    least: 1,
    most: 1,
    evaluate: ([source]) => mapText(source, (text) => text.replaceAll(' ', '')),
  },
  {
    name: 'ToLower',
    least: 1,
    most: 2,
    evaluate: ([source, culture]) =>
      mapText(source, (text) => inCulture(culture, (tag) => text.toLocaleLowerCase(tag))),
  },
  {
    name: 'ToUpper',
    least: 1,
    most: 2,
    evaluate: ([source, culture]) =>
      mapText(source, (text) => inCulture(culture, (tag) => text.toLocaleUpperCase(tag))),
  },
  {
    name: 'PCase',
    least: 1,
    most: 2,
    evaluate: ([source, separators]) => mapText(source, (text) => properCase(text, textOf(separators ?? null))),
  },
  {
    name: 'Word',
    least: 3,
    most: 3,
    evaluate: (args) => wordAt(textAt(args, 0), integerAt(args, 1, 'Word'), textAt(args, 2)),
  },
  {
    name: 'InStr',
    least: 2,
    most: 4,
    evaluate: (args) =>
      String(inString(textAt(args, 0), textAt(args, 1), optionalIntegerAt(args, 2, 'InStr', 1), textAt(args, 3))),
  },
]

function isNull(value: Value | undefined): boolean {
  return value === undefined || value === null
}

/** Null and empty parts are passed over, several values are spread (vendor's docs); no part at all is null (inferred). */
function joined(separator: string, values: readonly Value[]): Value {
  const parts = values.flatMap(textsOf).filter((part) => part !== '')
  checkLength(parts.reduce((length, part) => length + part.length, separator.length * parts.length))
  return parts.length === 0 ? null : parts.join(separator)
}

function mapText(value: Value | undefined, change: (text: string) => string): Value {
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') return value.map(change)
  const changed = change(value)
  checkLength(changed.length)
  return changed
}

function left(text: string, count: number): string {
  return count < 0 ? text : text.slice(0, count)
}

/** 1-based and cut to what there is; a start past the end gives the empty text, one before 1 is an error (inferred). */
function mid(text: string, start: number, length: number): string {
  if (start < 1 || length < 0) throw new EvaluationError('Mid: start is 1 or more, length 0 or more')
  return text.slice(start - 1, start - 1 + length)
}

function inCulture(culture: Value | undefined, change: (tag: string) => string): string {
  const tag = textOf(culture ?? null) ?? ''
  try {
    return change(tag === '' ? 'und' : tag)
  } catch (cause) {
    throw new EvaluationError(`no culture ${JSON.stringify(tag)}`, { cause })
  }
}

/** Lower case first; then the first letter of each word is raised. An apostrophe parts words only where it is named. */
function properCase(text: string, separators: string | null): string {
  const parts = (character: string): boolean =>
    separators === null ? !/[\p{L}\p{M}\p{N}'’]/u.test(character) : separators.includes(character)
  let raise = true
  return Array.from(text.toLowerCase(), (character) => {
    const shown = raise ? character.toUpperCase() : character
    raise = parts(character)
    return shown
  }).join('')
}

/** Empty words between two delimiters are passed over (inferred). */
function wordAt(text: string, number: number, delimiters: string): string {
  const words: string[] = ['']
  for (const character of text) {
    if (delimiters.includes(character)) words.push('')
    else words[words.length - 1] += character
  }
  return number < 1 ? '' : (words.filter((word) => word !== '')[number - 1] ?? '')
}

/** 1-based position, 0 when it is not there; case counts unless `vbTextCompare` is said (inferred). */
function inString(text: string, wanted: string, start: number, compare: string): number {
  if (start < 1) throw new EvaluationError('InStr: start is 1 or more')
  const fold = (value: string): string => (compare === 'vbTextCompare' ? value.toLowerCase() : value)
  return fold(text).indexOf(fold(wanted), start - 1) + 1
}
