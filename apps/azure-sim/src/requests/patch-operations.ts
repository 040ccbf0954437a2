/** @see RFC 7644 §3.5.2 Modifying with PATCH — https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2 */
import type { JsonObject, JsonValue } from '@scimulator/scim-core'
import { type Dialect, opWord } from '../profiles/dialect.ts'

/** One attribute to write. */
export interface Edit {
  readonly op: 'add' | 'replace'
  readonly path: string
  readonly value: JsonValue
  /** `filtered`: the path holds a value filter; `alone`: never folded with others (`active`). */
  readonly form: 'simple' | 'filtered' | 'alone'
  /** `op` exactly as it is written, whatever the dialect. */
  readonly word?: string
}

/** The operations of a PATCH in a dialect: one with a path for each edit, or the simple ones folded. */
export function operationsOf(dialect: Dialect, edits: readonly Edit[]): JsonObject[] {
  const withPath = (edit: Edit): JsonObject => ({
    op: edit.word ?? opWord(dialect, edit.op),
    path: edit.path,
    value: edit.value,
  })
  if (dialect.attributes === 'path-each') return edits.map(withPath)
  const simple = edits.filter(({ form }) => form === 'simple')
  // Filtered paths come first (vendor's docs); where `active` stands beside others is inferred.
  return [
    ...edits.filter(({ form }) => form === 'filtered').map(withPath),
    ...folded(dialect, 'add', simple),
    ...folded(dialect, 'replace', simple),
    ...edits.filter(({ form }) => form === 'alone').map(withPath),
  ]
}

/** One path-less operation with flat keys for all edits of one op. */
function folded(dialect: Dialect, op: Edit['op'], edits: readonly Edit[]): JsonObject[] {
  const same = edits.filter((edit) => edit.op === op)
  const [first] = same
  if (first === undefined) return []
  // Docs keep the path of a single add; a replace is path-less even when it is alone.
  if (op === 'add' && same.length === 1) return [{ op: opWord(dialect, op), path: first.path, value: first.value }]
  return [{ op: opWord(dialect, op), value: Object.fromEntries(same.map(({ path, value }) => [path, value])) }]
}
