import { CsvError, type Info } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import type { Directory } from './directory.ts'
import { type PeopleFileProblem, readColumns } from './people-columns.ts'
import { assembleDirectory, type PeopleRow, readRow } from './people-rows.ts'

/** What a people file holds; with any problem, nothing may be sent. */
export interface PeopleFile {
  readonly directory: Directory
  readonly problems: readonly PeopleFileProblem[]
}

/**
 * Reads people and groups from CSV: userName, givenName, familyName, email, title, department, manager, groups, active.
 *
 * Column names are case-insensitive; `groups` are separated by `;`; `manager` is another row's userName.
 */
export function readPeopleFile(text: string): PeopleFile {
  const { records, problems } = parseRecords(text)
  if (problems.length > 0) return empty(problems)
  const [header, ...body] = records
  if (header === undefined) return empty([{ line: 1, message: 'The file is empty: it needs a header line.' }])
  const columns = readColumns(header.record, header.line)
  problems.push(...columns.problems)
  if (columns.problems.length > 0) return empty(problems)
  const rows: PeopleRow[] = []
  for (const { record, line } of body) {
    const read = readRow(record, line, columns.names)
    problems.push(...read.problems)
    if (read.row) rows.push(read.row)
  }
  if (body.length === 0 && problems.length === 0)
    problems.push({ line: header.line, message: 'There is nobody in the file.' })
  const assembled = assembleDirectory(rows)
  problems.push(...assembled.problems)
  return { directory: assembled.directory, problems: problems.sort((a, b) => a.line - b.line) }
}

function empty(problems: readonly PeopleFileProblem[]): PeopleFile {
  return { directory: { people: [], groups: [] }, problems }
}

interface CsvRecord {
  readonly record: readonly string[]
  readonly line: number
}

function parseRecords(text: string): { records: CsvRecord[]; problems: PeopleFileProblem[] } {
  const nul = text.indexOf('\u0000')
  if (nul >= 0) return { records: [], problems: [{ line: lineOf(text, nul), message: 'This is no UTF-8 text file.' }] }
  try {
    // With `info`, csv-parse gives each record beside its place; its types do not follow that option.
    const parsed = parse(text.replace(/\r\n?/g, '\n'), {
      record_delimiter: '\n',
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 100_000,
    }) as unknown as { info: Info; record: string[] }[]
    return {
      records: parsed.map(({ info, record }) => ({ record, line: firstLine(info.lines, record) })),
      problems: [],
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { records: [], problems: [{ line: csvErrorLine(error), message: csvErrorMessage(error) }] }
  }
}

/** csv-parse counts the line a record ends on; quoted fields may hold line breaks. */
function firstLine(lastLine: number, record: readonly string[]): number {
  const breaks = record.reduce((sum, field) => sum + field.split('\n').length - 1, 0)
  return lastLine - breaks
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

function csvErrorLine(error: CsvError): number {
  const { lines } = error as { lines?: unknown }
  return typeof lines === 'number' ? lines : 1
}

function csvErrorMessage(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'A quote is opened and never closed.'
  if (error.code === 'CSV_MAX_RECORD_SIZE') return 'The line is longer than 100,000 characters.'
  return 'A quote stands where none may stand: put the whole field in quotes and double the quotes inside it.'
}
