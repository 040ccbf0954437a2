/** Something wrong in a people file. */
export interface PeopleFileProblem {
  /** 1-based line of the file. */
  readonly line: number
  readonly message: string
}

const columnNames = [
  'userName',
  'givenName',
  'familyName',
  'email',
  'title',
  'department',
  'manager',
  'groups',
  'active',
] as const

/** A column of a people file. */
export type ColumnName = (typeof columnNames)[number]

const byLowerCase: ReadonlyMap<string, ColumnName> = new Map(columnNames.map((name) => [name.toLowerCase(), name]))
const required: readonly ColumnName[] = ['userName', 'givenName', 'familyName']

/** Reads the header line: names in any case and any order, each at most once. */
export function readColumns(
  header: readonly string[],
  line: number,
): { names: readonly ColumnName[]; problems: PeopleFileProblem[] } {
  const names: ColumnName[] = []
  const problems: PeopleFileProblem[] = []
  for (const cell of header) {
    const name = byLowerCase.get(cell.trim().toLowerCase())
    if (name === undefined) problems.push({ line, message: unknownColumn(cell) })
    else if (names.includes(name)) problems.push({ line, message: `Column ${name} is there twice.` })
    else names.push(name)
  }
  for (const name of required) {
    if (!names.includes(name)) problems.push({ line, message: `Column ${name} is missing.` })
  }
  return { names, problems }
}

function unknownColumn(cell: string): string {
  const shown = JSON.stringify(cell.trim().slice(0, 40))
  return `Column ${shown} is unknown; the columns are ${columnNames.join(', ')}.`
}
