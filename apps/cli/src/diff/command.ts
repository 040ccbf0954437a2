import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type AnyReport, diffReports, type ReportKind, readReport, reportKind } from '@scimulator/admin-api'
import type { Command } from 'commander'
import { diffText } from './diff-text.ts'

const examples = `
Examples:
  $ scimulator diff before.json after.json
  $ scimulator diff main.json branch.json --json > diff.json
  $ scimulator check http://localhost:8080/scim/v2 --json > now.json; scimulator diff last.json now.json

Exit: 0 nothing new fails, 1 something does, 2 a file that is no report, two kinds of report, or two reports about different things.
`

/** Adds `diff` to the program. */
export function addDiffCommand(program: Command, setCode: (code: number) => void): void {
  program
    .command('diff')
    .description('Compare two --json reports of sync, rehearse or check: new failures, fixed, unchanged')
    .argument('<before>', 'the older report')
    .argument('<after>', 'the newer report')
    .option('--json', 'print one JSON document on standard output and nothing else')
    .addHelpText('after', examples)
    .exitOverride()
    .action(async (before: string, after: string, options: { readonly json?: boolean }) => {
      const reports = [await read(before), await read(after)] as const
      refuseDifferentKinds([before, after], reports)
      const diff = diffReports(...reports)
      process.stdout.write(options.json === true ? `${JSON.stringify(diff, null, 2)}\n` : diffText(diff))
      setCode(diff.comparable ? Number(diff.newFailures.length > 0) : 2)
    })
}

const judged: Readonly<Record<ReportKind, string>> = {
  sync: 'requests and steps of an identity provider',
  rehearse: 'cases of a vendor’s acceptance suite',
  check: 'requirements of the RFCs',
}

function refuseDifferentKinds(paths: readonly [string, string], reports: readonly [AnyReport, AnyReport]): void {
  const [before, after] = [reportKind(reports[0]), reportKind(reports[1])]
  if (before === after) return
  throw new Error(
    `${paths[0]} is a report of ${before} (${judged[before]}), ${paths[1]} one of ${after} (${judged[after]}): nothing in them can be compared. Give two reports of the same command.`,
  )
}

async function read(path: string): Promise<AnyReport> {
  const text = await readFile(resolve(path), 'utf8').catch((error: unknown) => {
    throw new Error(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  const report = readReport(parse(text))
  if (report === undefined)
    throw new Error(`${path} is no report: give what sync, rehearse or check print with --json.`)
  return report
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
