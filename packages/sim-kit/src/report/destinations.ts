import { access, constants, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { UsageError } from '../errors.ts'
import { unknownWord } from '../nearest.ts'
import { replaceFile } from '../private-file.ts'
import type { RunRecord } from './collect.ts'
import { type ReportFormat, renderReport, reportFormats } from './formats.ts'

/** One report to write; without a file it goes to standard output. */
export interface ReportDestination {
  readonly format: ReportFormat
  readonly file: string | undefined
}

/** Reads `FORMAT[=FILE]`. @throws UsageError for an unknown format or an empty file name. */
export function parseDestination(text: string, cwd: string): ReportDestination {
  const equals = text.indexOf('=')
  const name = equals < 0 ? text : text.slice(0, equals)
  const format = reportFormats.find((known) => known === name)
  if (format === undefined) throw new UsageError(unknownWord('Report format', name, reportFormats))
  if (equals < 0) return { format, file: undefined }
  const file = text.slice(equals + 1)
  if (file === '') throw new UsageError(`--report ${name}= names no file.`)
  return { format, file: resolve(cwd, file) }
}

/** Checks before a run that its reports can be written where they should go. @throws UsageError */
export async function checkDestinations(destinations: readonly ReportDestination[]): Promise<void> {
  for (const { file } of destinations) {
    if (file === undefined) continue
    const folder = await stat(dirname(file)).catch(() => undefined)
    if (!folder?.isDirectory()) throw new UsageError(`The folder of the report ${file} does not exist.`)
    const there = await stat(file).catch(() => undefined)
    if (there?.isDirectory()) throw new UsageError(`The report ${file} is a folder.`)
    // A file is replaced, which needs its folder; a device or pipe is written to.
    await access(there === undefined || there.isFile() ? dirname(file) : file, constants.W_OK).catch(() => {
      throw new UsageError(`The report ${file} cannot be written: permission denied.`)
    })
    if (destinations.filter((other) => other.file === file).length > 1) {
      throw new UsageError(`Two reports go to ${file}: give each a file of its own.`)
    }
  }
}

/** Writes every report; gives one line for each that could not be written. */
export async function writeReports(
  record: RunRecord,
  destinations: readonly ReportDestination[],
  print: (text: string) => void,
): Promise<string[]> {
  const problems: string[] = []
  for (const { format, file } of destinations) {
    try {
      const text = renderReport(format, record)
      if (file === undefined) print(text)
      else await replaceFile(file, text)
    } catch (error) {
      const reason = describe(error)
      problems.push(`The ${format} report${file === undefined ? '' : ` ${file}`} cannot be written: ${reason}`)
    }
  }
  return problems
}

/** A document longer than a string may be, or deeper than the stack, ends in a RangeError. */
function describe(error: unknown): string {
  if (error instanceof RangeError) return 'it is too large; with --exchanges failed it is smaller.'
  return error instanceof Error ? error.message : String(error)
}
