import type { Directory, DirectoryGroup, Person } from './directory.ts'
import type { ColumnName, PeopleFileProblem } from './people-columns.ts'

/** One well-formed row: the person, and what can only be resolved when all rows are read. */
export interface PeopleRow {
  readonly line: number
  readonly person: Person
  readonly manager: string
  readonly groups: readonly string[]
}

const truth: ReadonlyMap<string, boolean> = new Map([
  ['', true],
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
])
const MAX_LENGTH = 256

/** Reads one row under the given columns. */
export function readRow(
  record: readonly string[],
  line: number,
  columns: readonly ColumnName[],
): { row: PeopleRow | undefined; problems: PeopleFileProblem[] } {
  if (record.length !== columns.length) {
    const message = `The line has ${record.length} fields, the header has ${columns.length}.`
    return { row: undefined, problems: [{ line, message }] }
  }
  const cell = (name: ColumnName): string => (record[columns.indexOf(name)] ?? '').trim()
  const messages = cellProblems(cell, columns)
  if (messages.length > 0) return { row: undefined, problems: messages.map((message) => ({ line, message })) }
  const groups = cell('groups').split(';')
  const row = {
    line,
    person: toPerson(cell),
    manager: cell('manager'),
    groups: [...new Set(groups.map((name) => name.trim()).filter((name) => name !== ''))],
  }
  return { row, problems: [] }
}

function cellProblems(cell: (name: ColumnName) => string, columns: readonly ColumnName[]): string[] {
  const messages: string[] = []
  for (const name of ['userName', 'givenName', 'familyName'] as const) {
    if (cell(name) === '') messages.push(`${name} is missing.`)
  }
  for (const name of columns) {
    if (hasControls(cell(name))) messages.push(`${name} has a control character in it.`)
    if (name !== 'groups' && cell(name).length > MAX_LENGTH)
      messages.push(`${name} is longer than ${MAX_LENGTH} characters.`)
  }
  const email = cell('email')
  if (email !== '' && !isMailAddress(email)) messages.push(`email ${JSON.stringify(email)} is no mail address.`)
  if (email === '' && cell('userName') !== '' && !isMailAddress(cell('userName'))) {
    messages.push('email is missing, and userName is no mail address to take instead.')
  }
  if (!truth.has(cell('active').toLowerCase())) {
    messages.push(`active is ${JSON.stringify(cell('active'))}; it may be true, false, yes, no, 1 or 0.`)
  }
  return messages
}

function toPerson(cell: (name: ColumnName) => string): Person {
  const userName = cell('userName')
  return {
    id: userName.toLowerCase(),
    userName,
    givenName: cell('givenName'),
    familyName: cell('familyName'),
    displayName: `${cell('givenName')} ${cell('familyName')}`,
    email: cell('email') || userName,
    ...(cell('title') === '' ? {} : { title: cell('title') }),
    ...(cell('department') === '' ? {} : { department: cell('department') }),
    active: truth.get(cell('active').toLowerCase()) ?? true,
  }
}

/** Puts rows together: managers by userName, groups by name. */
export function assembleDirectory(rows: readonly PeopleRow[]): {
  directory: Directory
  problems: PeopleFileProblem[]
} {
  const problems: PeopleFileProblem[] = []
  const lines = new Map<string, number>()
  for (const { person, line } of rows) {
    const first = lines.get(person.id)
    if (first === undefined) lines.set(person.id, line)
    else problems.push({ line, message: `userName ${JSON.stringify(person.userName)} is already on line ${first}.` })
  }
  const people = rows.map(({ person, manager, line }) => {
    if (manager === '') return person
    const id = manager.toLowerCase()
    if (!lines.has(id)) {
      problems.push({ line, message: `manager ${JSON.stringify(manager)} is the userName of no row.` })
    } else if (id === person.id) problems.push({ line, message: 'manager is the person themselves.' })
    return { ...person, manager: id }
  })
  return { directory: { people, groups: assembleGroups(rows, problems) }, problems }
}

function assembleGroups(rows: readonly PeopleRow[], problems: PeopleFileProblem[]): DirectoryGroup[] {
  const groups = new Map<string, { id: string; displayName: string; members: string[]; line: number }>()
  for (const { person, groups: names, line } of rows) {
    for (const name of names) {
      const id = name.toLowerCase()
      const group = groups.get(id) ?? { id, displayName: name, members: [], line }
      groups.set(id, group)
      if (group.displayName !== name) {
        const message = `group ${JSON.stringify(name)} is spelled ${JSON.stringify(group.displayName)} on line ${group.line}.`
        problems.push({ line, message })
      }
      group.members.push(person.id)
    }
  }
  return [...groups.values()].map(({ id, displayName, members }) => ({ id, displayName, members }))
}

function isMailAddress(text: string): boolean {
  return /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/.test(text) && text.length <= 254
}

function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text)
}
