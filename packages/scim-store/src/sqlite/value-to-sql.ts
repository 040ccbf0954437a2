/**
 * @see RFC 7644 §3.4.2.2 Filtering, table 3 — https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { type AttributeDefinition, type CompareOperator, compareKey, parseDateTime } from '@scimulator/scim-core'
import { constant, type Sql, sql } from './sql.ts'

/** One value of an attribute in SQL, by how it is kept. */
export type ValueSql =
  /** A JSON value: its type as `json_type` names it, and itself. */
  | { readonly kind: 'json'; readonly type: Sql; readonly value: Sql }
  /** Text as written, or NULL. */
  | { readonly kind: 'text'; readonly value: Sql }
  /** Text as compared (folded unless the attribute is caseExact), or NULL. */
  | { readonly kind: 'key'; readonly value: Sql }
  /** Milliseconds since the epoch. */
  | { readonly kind: 'instant'; readonly value: Sql }
  /** 1, 0 or NULL. */
  | { readonly kind: 'boolean'; readonly value: Sql }

/** The operators that hold for a value, so all but `ne`. */
export type PositiveOperator = Exclude<CompareOperator, 'ne'>

/** SQL that is never true. */
export const FALSE: Sql = constant('0')

const ORDER: ReadonlyMap<PositiveOperator, Sql> = new Map([
  ['eq', constant('=')],
  ['gt', constant('>')],
  ['ge', constant('>=')],
  ['lt', constant('<')],
  ['le', constant('<=')],
])

/** A test of one value against the operand; it may be NULL where the value is. */
export function valueTest(
  definition: AttributeDefinition,
  operator: PositiveOperator,
  operand: string | number | boolean,
  value: ValueSql,
): Sql {
  if (typeof operand === 'boolean') return booleanTest(operator, operand, value)
  if (typeof operand === 'number') return numberTest(operator, operand, value)
  if (definition.type === 'dateTime') return instantTest(operator, operand, value)
  return textTest(isCompareExact(definition), operator, operand, value)
}

/** Whether texts of this attribute are compared as they are. */
export function isCompareExact({ caseExact, type }: AttributeDefinition): boolean {
  return caseExact || type === 'binary' || type === 'reference'
}

function booleanTest(operator: PositiveOperator, operand: boolean, value: ValueSql): Sql {
  if (operator !== 'eq') return FALSE
  if (value.kind === 'boolean') return sql`${value.value} is ${Number(operand)}`
  return value.kind === 'json' ? sql`${value.type} = ${String(operand)}` : FALSE
}

function numberTest(operator: PositiveOperator, operand: number, value: ValueSql): Sql {
  const order = ORDER.get(operator)
  if (value.kind !== 'json' || order === undefined) return FALSE
  return sql`${value.type} in ('integer', 'real') and ${value.value} ${order} ${operand}`
}

function instantTest(operator: PositiveOperator, operand: string, value: ValueSql): Sql {
  const order = ORDER.get(operator)
  const instant = parseDateTime(operand)
  if (instant === undefined || order === undefined) return FALSE
  if (value.kind === 'instant') return sql`${value.value} ${order} ${instant}`
  return value.kind === 'json' ? sql`${value.type} = 'text' and instant(${value.value}) ${order} ${instant}` : FALSE
}

function textTest(exact: boolean, operator: PositiveOperator, operand: string, value: ValueSql): Sql {
  const key = exact ? operand : compareKey(operand)
  const keyed = value.kind === 'key' || exact ? value.value : sql`fold(${value.value})`
  switch (value.kind) {
    case 'json':
      return sql`${value.type} = 'text' and ${keyTest(operator, key, keyed)}`
    case 'text':
    case 'key':
      return keyTest(operator, key, keyed)
    default:
      return FALSE
  }
}

/** A test of a key against a key; NULL where `value` is. */
export function keyTest(operator: PositiveOperator, key: string, value: Sql): Sql {
  const order = ORDER.get(operator)
  if (order !== undefined) return sql`${value} ${order} ${key}`
  // instr and byte comparison take every character literally, NUL included.
  if (operator === 'co') return sql`instr(${value}, ${key}) > 0`
  if (operator === 'sw') return prefixTest(key, value)
  const length = Buffer.byteLength(key)
  if (length === 0) return sql`${value} is not null`
  return sql`substr(cast(${value} as blob), ${-length}) = cast(${key} as blob)`
}

function prefixTest(prefix: string, value: Sql): Sql {
  const end = endOfPrefix(prefix)
  return end === undefined ? sql`${value} >= ${prefix}` : sql`(${value} >= ${prefix} and ${value} < ${end})`
}

const LAST_CODE_POINT = 0x10ffff

/** The first text after all that start with `prefix`, in the order of code points. */
function endOfPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0)
  while (points.at(-1) === LAST_CODE_POINT) points.pop()
  const last = points.pop()
  if (last === undefined) return undefined
  // Surrogates are no characters of their own.
  const next = last === 0xd7ff ? 0xe000 : last + 1
  return String.fromCodePoint(...points, next)
}
