import { type Expression, ExpressionError, type ExpressionProblem } from './ast.ts'
import { CONSTANTS, FOREIGN_FUNCTIONS, FUNCTIONS } from './functions/functions.ts'
import { parseExpression } from './parse.ts'
import { compilePattern, PatternError } from './pattern.ts'
import { unknownName } from './unknown-name.ts'

const CONDITIONAL: ReadonlySet<string> = new Set(['IIF', 'CBool'])
/** Functions of the app roles a person is assigned with. */
export const ROLE_FUNCTIONS: ReadonlySet<string> = new Set([
  'SingleAppRoleAssignment',
  'AppRoleAssignmentsComplex',
  'AssertiveAppRoleAssignmentsComplex',
])
const PATTERN_ARGUMENT = 2

/** An expression read and checked, or what is wrong with it. */
export type Compiled =
  | { readonly expression: Expression; readonly problems: readonly [] }
  | { readonly expression: undefined; readonly problems: readonly ExpressionProblem[] }

/** Reads an expression and checks the names in it against the functions of the language and these source attributes. */
export function compileExpression(text: string, attributes: ReadonlySet<string>): Compiled {
  try {
    const expression = parseExpression(text)
    const problems = [...checkExpression(expression, attributes)]
    return problems.length === 0 ? { expression, problems: [] } : { expression: undefined, problems }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return { expression: undefined, problems: [{ offset: error.offset, message: error.message }] }
  }
}

/** The functions an expression calls. */
export function functionsIn(expression: Expression): ReadonlySet<string> {
  switch (expression.kind) {
    case 'call':
      return new Set([expression.name, ...expression.args.flatMap((arg) => [...functionsIn(arg)])])
    case 'comparison':
      return new Set([...functionsIn(expression.left), ...functionsIn(expression.right)])
    default:
      return new Set()
  }
}

/** What is wrong with the names, the number of arguments and the patterns of an expression. */
export function* checkExpression(
  expression: Expression,
  attributes: ReadonlySet<string>,
  conditional = false,
): Generator<ExpressionProblem> {
  const { offset } = expression
  switch (expression.kind) {
    case 'attribute':
      if (!attributes.has(expression.name)) {
        yield { offset, message: unknownName('Source attribute', expression.name, attributes) }
      }
      return
    case 'constant':
      if (!CONSTANTS.has(expression.name)) yield { offset, message: notAValue(expression.name, attributes) }
      return
    case 'comparison':
      if (!conditional) yield { offset, message: 'a comparison stands only as the condition of IIF or in CBool' }
      yield* checkExpression(expression.left, attributes)
      yield* checkExpression(expression.right, attributes)
      return
    case 'call':
      yield* checkCall(expression, attributes)
  }
}

function* checkCall(
  call: Extract<Expression, { kind: 'call' }>,
  attributes: ReadonlySet<string>,
): Generator<ExpressionProblem> {
  const { name, args, offset } = call
  const wrong = wrongCall(name, args.length)
  if (wrong !== undefined) yield { offset, message: wrong }
  for (const [index, arg] of args.entries()) {
    yield* checkExpression(arg, attributes, index === 0 && CONDITIONAL.has(name))
  }
  const [first] = args
  if (ROLE_FUNCTIONS.has(name) && !(first?.kind === 'attribute' && first.name === 'appRoleAssignments')) {
    yield { offset, message: `${name} takes [appRoleAssignments]` }
  }
  const pattern = name === 'Replace' ? args[PATTERN_ARGUMENT] : undefined
  if (pattern?.kind === 'text') yield* checkPattern(pattern.value, pattern.offset)
}

function wrongCall(name: string, count: number): string | undefined {
  const spec = FUNCTIONS.get(name)
  if (spec === undefined) return FOREIGN_FUNCTIONS.get(name) ?? unknownName('Function', name, FUNCTIONS.keys())
  const { least, most, counted } = spec
  if (count < least || count > most) {
    const wanted = least === most ? String(least) : `${least} to ${most}`
    return `${name} takes ${wanted} ${most === 1 ? 'argument' : 'arguments'}, not ${count}`
  }
  const odd = counted?.(count)
  return odd === undefined ? undefined : `${name} ${odd}`
}

function* checkPattern(source: string, offset: number): Generator<ExpressionProblem> {
  try {
    compilePattern(source)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    yield { offset, message: error.message }
  }
}

function notAValue(name: string, attributes: ReadonlySet<string>): string {
  if (FUNCTIONS.has(name)) return `${name} is a function: write ${name}(…)`
  if (attributes.has(name)) return `an attribute is written in brackets: [${name}]`
  return `${JSON.stringify(name)} is no value: a text stands in quotes, an attribute in brackets`
}
