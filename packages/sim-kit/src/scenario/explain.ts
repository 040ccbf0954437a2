import type { z } from 'zod'
import { unknownWord } from '../nearest.ts'
import { repeatSchema, stepWords, wordSchemas } from './format.ts'

/** Keys and indexes from the root of the file. */
export type FilePath = readonly (string | number)[]

/** What is wrong at a place of the file; `key` is the key itself rather than its value. */
export interface FormatProblem {
  readonly path: FilePath
  readonly key?: string
  readonly message: string
}

type Issue = z.core.$ZodIssue

/** Says what a schema found wrong in words of the format: of a choice, the form that was most likely meant. */
export function explain(issues: readonly Issue[], root: unknown, prefix: FilePath = []): FormatProblem[] {
  return issues.flatMap((issue) => explainOne(issue, root, prefix))
}

function explainOne(issue: Issue, root: unknown, prefix: FilePath): FormatProblem[] {
  const path = [...prefix, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))]
  const value = valueAt(root, path)
  if (value === undefined) return [{ path, message: `${JSON.stringify(path.at(-1))} is missing.` }]
  if (issue.code === 'invalid_union') {
    return path.at(-2) === 'steps' ? explainStep(value, root, path) : explainChoice(issue.errors, root, path)
  }
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys
    return [{ path, ...(key === undefined ? {} : { key }), message: issue.message }]
  }
  if (issue.code === 'invalid_value' && typeof value === 'string') {
    return [{ path, message: unknownWord('Value', value, issue.values.map(String)) }]
  }
  if (issue.code === 'invalid_type') return [{ path, message: notTaken(path, value) }]
  if (issue.code === 'too_big')
    return [{ path, message: `That is more than ${issue.maximum}${units.get(issue.origin) ?? ''}.` }]
  return [{ path, message: issue.message }]
}

const units: ReadonlyMap<string, string> = new Map([
  ['string', ' characters'],
  ['array', ' items'],
])

function notTaken(path: FilePath, value: unknown): string {
  const place = path.at(-1)
  if (place === undefined) return `A scenario is a mapping, not ${describe(value)}.`
  return `${typeof place === 'number' ? `Item ${place + 1}` : JSON.stringify(place)} does not take ${describe(value)}.`
}

function explainStep(value: unknown, root: unknown, path: FilePath): FormatProblem[] {
  if (typeof value === 'string') {
    const message = stepWords.includes(value)
      ? `${value} needs what it is about: "${value}: ...".`
      : unknownWord('Step', value, stepWords)
    return [{ path, message }]
  }
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  const [word, extra] = keys
  if (word === undefined || extra !== undefined) {
    return [{ path, message: 'A step is one word with what it takes, such as "leave: everybody".' }]
  }
  const schema = word === 'repeat' ? repeatSchema : schemaOf(word)
  if (schema === undefined) return [{ path, key: word, message: unknownWord('Step', word, stepWords) }]
  const parsed = schema.safeParse(valueAt(root, [...path, word]))
  if (!parsed.success) return explain(parsed.error.issues, root, [...path, word])
  // A step as such, where it may not stand.
  return [{ path, key: word, message: `${word} may not stand inside repeat.` }]
}

function schemaOf(word: string): z.ZodType | undefined {
  return Object.entries(wordSchemas).find(([name]) => name === word)?.[1]
}

function explainChoice(branches: readonly (readonly Issue[])[], root: unknown, path: FilePath): FormatProblem[] {
  const isText = typeof valueAt(root, path) === 'string'
  const isOtherType = (issues: readonly Issue[]): boolean =>
    issues.some(
      ({ code, path: inner }) =>
        inner.length === 0 && (code === 'invalid_type' || (code === 'invalid_value' && !isText)),
    )
  const near = branches.filter((issues) => !isOtherType(issues)).sort((a, b) => a.length - b.length)[0]
  if (near !== undefined) return explain(near, root, path)
  return [{ path, message: notTaken(path, valueAt(root, path)) }]
}

function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a mapping' : `${typeof value} ${JSON.stringify(value).slice(0, 60)}`
}

function valueAt(root: unknown, path: FilePath): unknown {
  let value = root
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    // An own key of an object, or an index of an array, just looked up.
    value = (value as Record<string | number, unknown>)[part]
  }
  return value
}
