import { type QuirksDocument, quirksDocumentSchema } from '@scimulator/admin-api'
import type { Command } from 'commander'
import { ProgramEnded, startProgram } from '../child.ts'
import { findSimulators, type SimulatorApp } from '../workspace.ts'

const examples = `
Examples:
  $ scimulator quirks okta
  $ scimulator quirks entra --mark inferred
  $ scimulator quirks --json > quirks.json
`

interface QuirksOptions {
  readonly mark?: string
  readonly json?: boolean
}

/** Adds `quirks` to the program. */
export function addQuirksCommand(program: Command, setCode: (code: number) => void): void {
  program
    .command('quirks')
    .description('List what the simulators claim about their vendors, each claim with its evidence')
    .argument('[vendor]', 'one vendor; without it all of them')
    .option('--mark <MARK>', 'only what rests on captured, vendor-docs, other-guide or inferred')
    .option('--json', 'print one JSON document on standard output and nothing else')
    .addHelpText('after', examples)
    .exitOverride()
    .action(async (vendor: string | undefined, options: QuirksOptions) => {
      const chosen = chooseSimulators(vendor)
      const mark = options.mark === undefined ? [] : ['--mark', options.mark]
      if (options.json === true) process.stdout.write(await asDocument(chosen, mark))
      else for (const { entry } of chosen) process.stdout.write(await read(entry, ['quirks', ...mark]))
      setCode(0)
    })
}

function chooseSimulators(vendor: string | undefined): SimulatorApp[] {
  const all = findSimulators()
  const chosen = all.filter((app) => vendor === undefined || app.vendor === vendor || app.aliases.includes(vendor))
  if (chosen.length > 0) return chosen
  throw new Error(`Vendor ${JSON.stringify(vendor)} is unknown. There are: ${all.map((app) => app.vendor).join(', ')}.`)
}

async function asDocument(simulators: readonly SimulatorApp[], mark: readonly string[]): Promise<string> {
  const document: QuirksDocument = { vendors: [] }
  for (const { entry } of simulators) {
    const text = await read(entry, ['quirks', '--json', ...mark])
    document.vendors.push(...quirksDocumentSchema.parse(JSON.parse(text)).vendors)
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

/** What a simulator prints. @throws ProgramEnded with its exit code when it fails; it has said why. */
async function read(entry: string, args: readonly string[]): Promise<string> {
  const child = startProgram(entry, args, { stdout: 'pipe' })
  const parts: string[] = []
  child.stdout?.setEncoding('utf8').on('data', (part: string) => parts.push(part))
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new ProgramEnded(code ?? 1)
  return parts.join('')
}
