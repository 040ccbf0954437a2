import { type ScenariosDocument, scenariosDocumentSchema } from '@scimulator/admin-api'
import type { Command } from 'commander'
import { askSimulator, chooseSimulators } from '../ask-simulators.ts'

const examples = `
Examples:
  $ scimulator scenarios
  $ scimulator scenarios okta
  $ scimulator scenarios --json > scenarios.json
`

/** Adds `scenarios` to the program. */
export function addScenariosCommand(program: Command, setCode: (code: number) => void): void {
  program
    .command('scenarios')
    .description('List what sync can play: each vendor’s own scenarios and those all share')
    .argument('[vendor]', 'one vendor; without it all of them')
    .option('--json', 'print one JSON document on standard output and nothing else')
    .addHelpText('after', examples)
    .exitOverride()
    .action(async (vendor: string | undefined, { json }: { readonly json?: boolean }) => {
      const chosen = chooseSimulators(vendor)
      if (json === true) {
        const document: ScenariosDocument = { vendors: [] }
        for (const simulator of chosen) {
          const text = await askSimulator(simulator, ['scenarios', '--json'])
          document.vendors.push(...scenariosDocumentSchema.parse(JSON.parse(text)).vendors)
        }
        process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
      } else for (const simulator of chosen) process.stdout.write(await askSimulator(simulator, ['scenarios']))
      setCode(0)
    })
}
