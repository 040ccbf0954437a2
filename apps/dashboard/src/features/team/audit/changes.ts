import { type AuditRow, originSchema } from '@scimulator/admin-api'
import { ORIGIN_WORDS, REASON_WORDS, WAY_CODES } from '../../../team-words.ts'

/** What became of one value; null where there was none. */
export interface Change {
  name: string
  before: string | null
  after: string | null
}

/** Names of values that say whom or what it is about: shown though they stay. */
const ABOUT: readonly string[] = ['personId']

/** What a row changed, name by name; what stayed as it was is left out. */
export function changesOf({ before, after }: Pick<AuditRow, 'before' | 'after'>): Change[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...names]
    .map((name) => ({ name, before: textOf(before, name), after: textOf(after, name) }))
    .filter((change) => change.before !== change.after || ABOUT.includes(change.name))
}

/** A value of a row as text; null where there is none. */
export function textOf(values: AuditRow['before'], name: string): string | null {
  const value = values !== null && Object.hasOwn(values, name) ? values[name] : undefined
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A value in words, where it is a code that has some. */
export function valueWords(name: string, value: string): string {
  if (name === 'reason') return REASON_WORDS.get(value) ?? value
  if (name === 'by') return WAY_CODES.get(value) ?? value
  const origin = name === 'origin' ? originSchema.safeParse(value).data : undefined
  return origin === undefined ? value : ORIGIN_WORDS[origin]
}
