/** What SQLite stores in a column. */
export type SqlValue = string | number | null

/** A piece of SQL text with the values bound to its question marks. */
export interface Sql {
  readonly text: string
  readonly values: readonly SqlValue[]
}

/** Builds SQL: an interpolated piece of SQL is spliced in, everything else is bound as a parameter. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql {
  let text = strings[0] ?? ''
  const values: SqlValue[] = []
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'object' && part !== null) {
      text += part.text
      values.push(...part.values)
    } else {
      text += '?'
      values.push(part)
    }
    text += strings[index + 1] ?? ''
  }
  return { text, values }
}

/** SQL without values. Only for text that is written in this package, never for text from outside. */
export function constant(text: string): Sql {
  return { text, values: [] }
}
