import { compileExpression, functionsIn } from '../expressions/check.ts'
import { unknownName } from '../expressions/unknown-name.ts'
import type { AttributeMapping, Source } from './attribute-mapping.ts'
import { GROUP_ATTRIBUTES, USER_ATTRIBUTES } from './source-attributes.ts'
import { EXTENSION, isActive, pathOf, type Target } from './target.ts'
import { type ObjectKind, targetAt } from './target-attributes.ts'

/** A row of the mapping table as a document has it. */
export type MappingRow = {
  readonly target: string
  readonly defaultValueIfNull?: string
  /** Present: objects are matched by this attribute; 1 is asked for first. */
  readonly matchingPrecedence?: number
  readonly apply?: 'always' | 'onlyDuringObjectCreation'
} & (
  | { readonly type: 'direct'; readonly source: string }
  | { readonly type: 'constant'; readonly value: string }
  | { readonly type: 'expression'; readonly expression: string }
  | { readonly type: 'none' }
)

/** A problem of a row: at one of its keys, and for an expression where in its text. */
export interface RowProblem {
  readonly key: string
  readonly offset?: number
  readonly message: string
}

/** References, which are written in a pass of their own and only from the attribute of the same name. */
const REFERENCES: ReadonlyMap<string, string> = new Map([
  [`${EXTENSION}:manager`, 'manager'],
  ['members', 'members'],
])
const COMPLEX_ROLES = ['AppRoleAssignmentsComplex', 'AssertiveAppRoleAssignmentsComplex']

/** Reads a row of the table; without a mapping there are problems. */
export function compileRow(
  row: MappingRow,
  kind: ObjectKind,
): { readonly mapping: AttributeMapping | undefined; readonly problems: readonly RowProblem[] } {
  const problems: RowProblem[] = []
  const source = compileSource(row, kind, problems)
  const found = targetAt(row.target, kind)
  if (found.target === undefined) problems.push({ key: 'target', message: found.problem })
  else if (source !== undefined) problems.push(...targetProblems(row, source, found.target))
  if (found.target === undefined || source === undefined || problems.length > 0) return { mapping: undefined, problems }
  const mapping = {
    source,
    target: found.target,
    defaultValue: row.defaultValueIfNull,
    matchingPrecedence: row.matchingPrecedence,
    onlyOnCreation: row.apply === 'onlyDuringObjectCreation',
    exactCase: row.target === 'externalId',
  }
  return { mapping, problems }
}

function compileSource(row: MappingRow, kind: ObjectKind, problems: RowProblem[]): Source | undefined {
  const attributes = new Set((kind === 'user' ? USER_ATTRIBUTES : GROUP_ATTRIBUTES).keys())
  switch (row.type) {
    case 'direct':
      if (!attributes.has(row.source)) {
        problems.push({ key: 'source', message: unknownName('Source attribute', row.source, attributes) })
      }
      return { type: 'direct', attribute: row.source }
    case 'constant':
      return { type: 'constant', value: row.value }
    case 'none':
      return { type: 'none' }
    case 'expression': {
      const { expression, problems: found } = compileExpression(row.expression, attributes)
      problems.push(...found.map((problem) => ({ key: 'expression', ...problem })))
      return expression && { type: 'expression', text: row.expression, expression }
    }
  }
}

function* targetProblems(row: MappingRow, source: Source, target: Target): Generator<RowProblem> {
  const path = pathOf(target)
  const reference = REFERENCES.get(path)
  const attribute = source.type === 'direct' ? source.attribute : undefined
  if (reference !== undefined && attribute !== reference) {
    yield { key: 'target', message: `${path} is a reference: it is mapped directly from ${reference}` }
  }
  if (reference === undefined && (attribute === 'manager' || attribute === 'members')) {
    yield { key: 'source', message: `${attribute} is a reference: it is mapped to the reference of the target only` }
  }
  if (path === 'roles' ? !isComplexRoles(source) : callsComplexRoles(source)) {
    yield {
      key: 'target',
      message: `roles takes ${COMPLEX_ROLES.join(' or ')}, alone; they take nothing else`,
    }
  }
  if (row.matchingPrecedence === undefined) return
  if (row.type === 'none' || reference !== undefined || path === 'roles' || isActive(target)) {
    yield { key: 'matchingPrecedence', message: `${path} cannot match objects` }
  }
}

function isComplexRoles(source: Source): boolean {
  return (
    source.type === 'expression' && source.expression.kind === 'call' && COMPLEX_ROLES.includes(source.expression.name)
  )
}

function callsComplexRoles(source: Source): boolean {
  const called = source.type === 'expression' ? functionsIn(source.expression) : new Set<string>()
  return COMPLEX_ROLES.some((name) => called.has(name))
}
