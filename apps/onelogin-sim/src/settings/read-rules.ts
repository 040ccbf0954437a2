import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { ownValue } from '../own-json.ts'
import { ATTRIBUTE_NAMES, type AttributeName, attributeName } from '../rules/attributes.ts'
import { type Condition, type ConditionSource, OPERATOR_CODES, OPERATORS, type Rule } from '../rules/rule.ts'
import { compilePattern, type Pattern, PatternError } from './pattern.ts'
import type { Path, Problems } from './problems.ts'

const SOURCES = ['Role', ...ATTRIBUTE_NAMES]

/** The parts that rules and mappings have in common. */
export function readHead(value: JsonObject, path: Path, problems: Problems): Omit<Rule, 'actions'> {
  const conditions = problems.list(value, 'conditions', path) ?? []
  return {
    name: problems.required(value, 'name', path) ?? '',
    match: problems.word(value, 'match', path, ['all', 'any']) ?? 'all',
    conditions: conditions.flatMap((item) => readCondition(item.value, item.path, problems)),
  }
}

function readCondition(value: JsonValue, path: Path, problems: Problems): Condition[] {
  const object = problems.object(value, path, ['source', 'operator', 'value'])
  const source = readSource(object, 'source', path, problems)
  const word = problems.required(object, 'operator', path)
  const operator = OPERATORS.find((candidate) => candidate === word) ?? OPERATOR_CODES.get(word ?? '')
  if (word !== undefined && operator === undefined) {
    problems.note([...path, 'operator'], `operator is one of ${OPERATORS.join(', ')}.`)
  }
  const text = problems.text(object, 'value', path)
  if (text === undefined && ownValue(object, 'value') === undefined) problems.note(path, 'value is missing.')
  const banned = text?.search(/[()*+\\]/) ?? -1
  if (banned >= 0) problems.note([...path, 'value'], 'The value of a condition has none of ( ) * + \\ in it.', banned)
  return source === undefined || operator === undefined || text === undefined ? [] : [{ source, operator, value: text }]
}

/** `Role` or an attribute, by its name. */
export function readSource(
  object: JsonObject,
  key: string,
  path: Path,
  problems: Problems,
): ConditionSource | undefined {
  const text = problems.required(object, key, path)
  if (text === undefined) return undefined
  const found = text === 'Role' ? text : attributeName(text)
  if (found === undefined) problems.note([...path, key], `${key} is one of ${SOURCES.join(', ')}.`)
  return found
}

/** An attribute, by its name. */
export function readAttribute(
  object: JsonObject,
  key: string,
  path: Path,
  problems: Problems,
): AttributeName | undefined {
  const found = readSource(object, key, path, problems)
  if (found !== 'Role') return found
  problems.note([...path, key], `${key} is one of ${ATTRIBUTE_NAMES.join(', ')}.`)
  return undefined
}

/** A regular expression; its problems by where they stand in it. */
export function readPattern(object: JsonObject, key: string, path: Path, problems: Problems): Pattern | undefined {
  const text = problems.required(object, key, path)
  if (text === undefined) return undefined
  try {
    return compilePattern(text)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    problems.note([...path, key], `This is no regular expression that can be used: ${error.message}.`, error.offset)
    return undefined
  }
}
