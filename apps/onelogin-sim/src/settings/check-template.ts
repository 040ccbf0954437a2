import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import { findMacros, isUserMacro } from './macros.ts'

/** What is wrong at a place of a text. */
export interface TextProblem {
  readonly offset: number
  readonly message: string
}

/** What is wrong with a SCIM JSON Template, by where it stands in the text: it is refused at Save (inferred). */
export function checkTemplate(text: string, parameters: ReadonlySet<string>): TextProblem[] {
  const errors: ParseError[] = []
  const parsed: unknown = parse(text, errors, { allowTrailingComma: false, disallowComments: true })
  const macros = checkMacros(text, parameters)
  if (errors.length > 0) {
    const problems = new Map(
      errors.map((error) => jsonProblem(text, error)).map((problem) => [problem.offset, problem]),
    )
    return [...problems.values(), ...macros].toSorted(byOffset)
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return [{ offset: 0, message: 'A SCIM JSON Template is a JSON object.' }, ...macros]
  }
  return macros
}

/** What is wrong with the macros of a text. One that stands for nothing is no problem: it is blank. */
export function checkMacros(text: string, parameters: ReadonlySet<string>): TextProblem[] {
  return findMacros(text).flatMap(({ name, offset }) => {
    const message = name === undefined ? UNREADABLE : unknownMacro(name.source, name.name, parameters)
    return message === undefined ? [] : [{ offset, message }]
  })
}

const UNREADABLE = 'A macro is {$user.NAME} or {$parameters.NAME}.'

function unknownMacro(
  source: 'user' | 'parameters',
  name: string,
  parameters: ReadonlySet<string>,
): string | undefined {
  if (source === 'user') return isUserMacro(name) ? undefined : `There is no {$user.${name}}.`
  if (name.toLowerCase() === 'groups') return 'Groups has no macro: memberships do not travel in the template.'
  return parameters.has(name) ? undefined : `There is no parameter ${name}.`
}

function jsonProblem(text: string, { error, offset }: ParseError): TextProblem {
  // The brace of the macro is read as that of an object.
  const macro = text.startsWith('{$', offset - 1) ? offset - 1 : offset
  if (text.startsWith('{$', macro)) return { offset: macro, message: 'A macro stands in a text: put quotes around it.' }
  return { offset, message: `The template is no JSON here (${printParseErrorCode(error)}).` }
}

function byOffset(a: TextProblem, b: TextProblem): number {
  return a.offset - b.offset
}
