import type { Tolerance } from './tolerance.ts'

// Evidence: entra.md quirks 2 and 11, onelogin.md quirk 21.
/** The strings "true" and "false", in any case, are read as booleans, in bodies and in filters. */
export const STRING_BOOLEANS: Tolerance<'string-booleans'> = {
  id: 'string-booleans',
  summary: 'The strings "true" and "false", in any case, are read as booleans, in bodies and in filters.',
  rows: ['S-012', 'F-016', 'M-054'],
  evidence: 'captured',
}

/** The boolean a string spells, whatever its case. */
export function parseBooleanText(text: string): boolean | undefined {
  const lower = text.toLowerCase()
  if (lower === 'true') return true
  return lower === 'false' ? false : undefined
}
