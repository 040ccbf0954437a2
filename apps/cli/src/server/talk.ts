import type { Command } from 'commander'
import { dataFolder } from '../workspace.ts'
import type { RunningServer } from './running-server.ts'

/** What every command that talks to a running server takes. */
export interface Common {
  readonly team: string
  readonly json?: boolean
}

/** Told the exit code. */
export type SetCode = (code: number) => void

const EXAMPLES = `
Examples:
  $ scimulator sign-in-link --team acme --person owner@acme.example
  $ scimulator token create --team acme --scope read --expires 30
  $ scimulator team owner --team acme --person olive@acme.example
  $ scimulator team set --team acme --plan free --seats 25
  $ scimulator support purge --team acme --person ann@acme.example

The server is the one that runs on DATA_DIR. Exit: 0 done, 1 refused, 2 bad usage or no server.
`

/** A command that only groups others. */
export function group(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).exitOverride()
}

/** A command about a team. */
export function withTeam(command: Command, description: string): Command {
  return command
    .description(description)
    .requiredOption('--team <TEAM>', 'name of the team')
    .option('--json', 'print one JSON document on standard output and nothing else')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
}

/** Prints the document, or what a person reads. */
export function print(document: unknown, text: string, { json }: Pick<Common, 'json'>): void {
  process.stdout.write(`${json ? JSON.stringify(document) : text}\n`)
}

/** Talks to the server that runs on the data folder: 1 when it refuses. */
export async function talk(setCode: SetCode, act: (server: RunningServer) => Promise<void>): Promise<void> {
  const { openRunningServer, Refused } = await import('./running-server.ts')
  try {
    await act(openRunningServer(dataFolder()))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    process.stderr.write(`${error.message}\n`)
    setCode(1)
  }
}
