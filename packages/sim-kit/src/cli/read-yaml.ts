import { type Document, LineCounter, parseDocument } from 'yaml'
import { aliasProblem } from './alias-problem.ts'

/** Something wrong in a YAML text, by the offset of its character. */
export interface YamlProblem {
  readonly offset: number
  readonly message: string
}

/** A YAML or JSON text as it was read; with any problem, its value is undefined. */
export interface ReadYaml {
  readonly document: Document
  readonly value: unknown
  readonly problems: readonly YamlProblem[]
  /** Line and column of an offset, both from 1. */
  at(offset: number): { readonly line: number; readonly column: number }
  /** The same as `LINE:COLUMN`. */
  place(offset: number): string
}

/** Aliases a file may resolve to: a document that blows itself up is refused. */
const ALIASES = 100

/** Reads a text nobody vouches for: unknown tags, several documents, aliases without end and deep nesting are problems. */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const at: ReadYaml['at'] = (offset) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const place: ReadYaml['place'] = (offset) => {
    const { line, column } = at(offset)
    return `${line}:${column}`
  }
  const found = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    offset: pos[0],
    message: inOwnWords(message),
  }))
  // Where the reading broke off, what else is wrong is its doing.
  const deep = found.find(({ message }) => message === TOO_DEEP)
  const problems = deep === undefined ? found : [deep]
  const alias = problems.length > 0 ? undefined : aliasProblem(document, ALIASES)
  if (alias !== undefined) problems.push(alias)
  if (problems.length > 0) return { document, value: undefined, problems, at, place }
  try {
    // What JSON cannot say (a date, a number without end) becomes what it would be there.
    const value: unknown = JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: ALIASES }) ?? null))
    return { document, value, problems: [], at, place }
  } catch (error) {
    const message = inOwnWords(error instanceof Error ? error.message : String(error))
    return { document, value: undefined, problems: [{ offset: 0, message }], at, place }
  }
}

const TOO_DEEP = 'It is nested too deeply.'

/** Libraries speak of their own insides where a text is out of bounds. */
function inOwnWords(message: string): string {
  if (/call stack/i.test(message)) return TOO_DEEP
  if (/multiple documents/i.test(message)) return 'A second document begins here: one is all there may be.'
  return message.split('\n')[0] ?? message
}
