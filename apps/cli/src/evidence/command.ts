import { type QuirksDocument, quirksDocumentSchema } from '@scimulator/admin-api'
import type { Command } from 'commander'
import { askSimulator, chooseSimulators } from '../ask-simulators.ts'
import type { SimulatorApp } from '../workspace.ts'

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
      else for (const simulator of chosen) process.stdout.write(await askSimulator(simulator, ['quirks', ...mark]))
      setCode(0)
    })
}

async function asDocument(simulators: readonly SimulatorApp[], mark: readonly string[]): Promise<string> {
  const document: QuirksDocument = { vendors: [] }
  for (const simulator of simulators) {
    const text = await askSimulator(simulator, ['quirks', '--json', ...mark])
    document.vendors.push(...quirksDocumentSchema.parse(JSON.parse(text)).vendors)
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
