import type { JsonValue } from '@scimulator/scim-core'
import { compilePattern, PatternError } from '../expressions/pattern.ts'
import { unknownName } from '../expressions/unknown-name.ts'
import { NOT_FOR_SCOPING } from '../mapping/source-attributes.ts'
import { isWhole, OPERATORS, type Operator, WITH_NUMBER, WITH_PATTERN, WITHOUT_VALUE } from '../scoping/operators.ts'
import type { Clause, ScopingFilter } from '../scoping/scoping-filter.ts'
import type { DocumentReader, Path } from './reading.ts'

/** Reads scoping filters; a clause with problems is left out. */
export function readScope(
  reader: DocumentReader,
  value: JsonValue | undefined,
  path: Path,
  attributes: ReadonlySet<string>,
): ScopingFilter[] | undefined {
  return reader.list(value, path)?.map((entry, index) => {
    const at = [...path, index]
    const filter = reader.object(entry, at, ['title', 'clauses'])
    const clauses = reader.list(filter.clauses, [...at, 'clauses']) ?? []
    if (clauses.length === 0) reader.refuse([...at, 'clauses'], 'a scoping filter has one clause at least')
    return {
      title: reader.text(filter.title, [...at, 'title']) ?? '',
      clauses: clauses.flatMap(
        (clause, number) => readClause(reader, clause, [...at, 'clauses', number], attributes) ?? [],
      ),
    }
  })
}

function readClause(
  reader: DocumentReader,
  entry: JsonValue,
  path: Path,
  attributes: ReadonlySet<string>,
): Clause | undefined {
  const before = reader.problems.length
  const clause = reader.object(entry, path, ['attribute', 'operator', 'value'])
  const attribute = reader.text(clause.attribute, [...path, 'attribute'])
  if (clause.attribute === undefined) reader.refuse([...path, 'attribute'], 'is missing')
  else if (attribute !== undefined) checkAttribute(reader, attribute, [...path, 'attribute'], attributes)
  const operator = reader.oneOf(clause.operator, [...path, 'operator'], OPERATORS)
  if (clause.operator === undefined) reader.refuse([...path, 'operator'], 'is missing')
  const value = reader.text(clause.value, [...path, 'value'])
  if (operator !== undefined) checkValue(reader, operator, value, [...path, 'value'])
  if (attribute === undefined || operator === undefined || reader.problems.length > before) return undefined
  return { attribute, operator, value: value ?? '' }
}

function checkAttribute(reader: DocumentReader, name: string, path: Path, attributes: ReadonlySet<string>): void {
  if (NOT_FOR_SCOPING.has(name)) reader.refuse(path, `${name} cannot be used in a scoping filter`)
  else if (!attributes.has(name)) reader.refuse(path, unknownName('Source attribute', name, attributes))
}

function checkValue(reader: DocumentReader, operator: Operator, value: string | undefined, path: Path): void {
  if (WITHOUT_VALUE.has(operator)) {
    if (value !== undefined && value !== '') reader.refuse(path, `${operator} takes no value`)
    return
  }
  if (value === undefined || value === '') reader.refuse(path, `${operator} needs a value`)
  else if (WITH_NUMBER.has(operator) && !isWhole(value)) reader.refuse(path, `${operator} needs a whole number`)
  else if (WITH_PATTERN.has(operator)) {
    try {
      compilePattern(value)
    } catch (error) {
      if (!(error instanceof PatternError)) throw error
      reader.refuse(path, error.message)
    }
  }
}
