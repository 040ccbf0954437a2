import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import type { AttributeMapping } from '../mapping/attribute-mapping.ts'
import { compileRow, type MappingRow } from '../mapping/mapping-row.ts'
import { pathOf } from '../mapping/target.ts'
import type { ObjectKind } from '../mapping/target-attributes.ts'
import type { DocumentReader, Path } from './reading.ts'

const TYPES = ['direct', 'constant', 'expression', 'none'] as const
const APPLY = ['always', 'onlyDuringObjectCreation'] as const
/** The key of a row that says where its value comes from. */
const SOURCE_KEYS = { direct: 'source', constant: 'value', expression: 'expression', none: undefined } as const
/** Attributes whose mapping the portal does not let an admin delete. */
const REQUIRED: Readonly<Record<ObjectKind, string>> = { user: 'userName', group: 'displayName' }
const COMMON_KEYS = ['type', 'target', 'defaultValueIfNull', 'matchingPrecedence', 'apply']

/** Reads a mapping table. Rows with problems are left out of what is returned. */
export function readRows(
  reader: DocumentReader,
  value: JsonValue | undefined,
  path: Path,
  kind: ObjectKind,
): AttributeMapping[] | undefined {
  const rows = reader.list(value, path)
  if (rows === undefined) return undefined
  const mappings: AttributeMapping[] = []
  const targets = new Map<string, number>()
  for (const [index, entry] of rows.entries()) {
    const mapping = readMapping(reader, entry, [...path, index], kind)
    if (mapping === undefined) continue
    const target = pathOf(mapping.target)
    const first = targets.get(target)
    if (first !== undefined)
      reader.refuse([...path, index, 'target'], `${target} is mapped already by entry ${first + 1}`)
    targets.set(target, first ?? index)
    mappings.push(mapping)
  }
  if (mappings.length === rows.length) {
    checkMatching(reader, mappings, path)
    if (!targets.has(REQUIRED[kind]))
      reader.refuse(path, `${REQUIRED[kind]} is required: its mapping cannot be left out`)
  }
  return mappings
}

function readMapping(
  reader: DocumentReader,
  entry: JsonValue,
  path: Path,
  kind: ObjectKind,
): AttributeMapping | undefined {
  const row = readRow(reader, entry, path)
  if (row === undefined) return undefined
  const { mapping, problems } = compileRow(row, kind)
  for (const { key, message, offset } of problems) reader.refuse([...path, key], message, offset)
  return mapping
}

function readRow(reader: DocumentReader, entry: JsonValue, path: Path): MappingRow | undefined {
  const before = reader.problems.length
  const open = reader.object(entry, path, [...COMMON_KEYS, 'source', 'value', 'expression'])
  const type = reader.oneOf(open.type, [...path, 'type'], TYPES)
  if (type === undefined) {
    if (reader.problems.length === before)
      reader.refuse([...path, 'type'], `is missing. There are: ${TYPES.join(', ')}.`)
    return undefined
  }
  const sourceKey = SOURCE_KEYS[type]
  for (const key of ['source', 'value', 'expression']) {
    if (key !== sourceKey && open[key] !== undefined) reader.refuse([...path, key], `a ${type} mapping has no ${key}`)
  }
  const target = required(reader, open, 'target', path)
  const source = sourceKey === undefined ? '' : required(reader, open, sourceKey, path)
  const defaultValueIfNull = reader.text(open.defaultValueIfNull, [...path, 'defaultValueIfNull'])
  const matchingPrecedence = reader.count(open.matchingPrecedence, [...path, 'matchingPrecedence'])
  const apply = reader.oneOf(open.apply, [...path, 'apply'], APPLY)
  if (target === undefined || source === undefined || reader.problems.length > before) return undefined
  const common = {
    target,
    ...(defaultValueIfNull === undefined ? {} : { defaultValueIfNull }),
    ...(matchingPrecedence === undefined ? {} : { matchingPrecedence }),
    ...(apply === undefined ? {} : { apply }),
  }
  switch (type) {
    case 'direct':
      return { ...common, type, source }
    case 'constant':
      return { ...common, type, value: source }
    case 'expression':
      return { ...common, type, expression: source }
    case 'none':
      return { ...common, type }
  }
}

function required(reader: DocumentReader, row: JsonObject, key: string, path: Path): string | undefined {
  if (row[key] === undefined) reader.refuse([...path, key], 'is missing')
  return reader.text(row[key], [...path, key])
}

function checkMatching(reader: DocumentReader, mappings: readonly AttributeMapping[], path: Path): void {
  const precedences = mappings.flatMap(({ matchingPrecedence }) => matchingPrecedence ?? [])
  if (precedences.length === 0) {
    reader.refuse(path, 'one attribute at least must match objects: give it matchingPrecedence 1')
  }
  for (const [index, { matchingPrecedence }] of mappings.entries()) {
    if (matchingPrecedence === undefined) continue
    if (mappings.findIndex((other) => other.matchingPrecedence === matchingPrecedence) < index) {
      reader.refuse([...path, index, 'matchingPrecedence'], `${matchingPrecedence} is there twice`)
    }
  }
}
