import { Command, CommanderError } from 'commander'
import { takeToken } from './arguments.ts'
import { addCheckCommand } from './check/command.ts'
import { ProgramEnded, runProgram } from './child.ts'
import { addDiffCommand } from './diff/command.ts'
import { addQuirksCommand } from './evidence/command.ts'
import { addScenariosCommand } from './scenarios/command.ts'
import { addServerCommands } from './server/commands.ts'
import { dataFolder, findSimulators, serverEntry } from './workspace.ts'

const examples = `
Examples:
  $ scimulator serve --port 0 --data :memory: --team acme --json
  $ SCIM_TOKEN=... scimulator sync okta --target http://localhost:8080/scim/v2 --people examples/people.csv
  $ scimulator sync entra --scenario removal --report html=report.html
  $ scimulator act okta connect --people examples/people.csv
  $ scimulator act okta assign --person ann@example.com
  $ SCIM_TOKEN=... scimulator check http://localhost:8080/scim/v2 --report html=check.html
`

/** Runs the command line and resolves with the exit code: 0 all well, 1 findings, 2 bad usage or unreachable target. */
export async function runCli(argv: readonly string[]): Promise<number> {
  let code = 0
  const program = createProgram((exitCode) => {
    code = exitCode
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof ProgramEnded) return error.exitCode
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
}

function createProgram(setCode: (code: number) => void): Command {
  const program = new Command('scimulator')
    .enablePositionalOptions()
    .description(
      'A SCIM 2.0 service provider, and simulators of identity providers that provision into any SCIM server',
    )
    .addHelpText('after', examples)
    .exitOverride()
    .showHelpAfterError('(scimulator --help shows every command)')
  passThrough(program.command('start'), 'Run server, dashboard and simulators, and play the demo').action(
    async (args: string[]) => setCode(await startDemo(args)),
  )
  passThrough(program.command('serve'), 'Run the server alone').action(async (args: string[]) =>
    setCode(await handOver(serverEntry, [], args, ownsData(args))),
  )
  addCheckCommand(program, setCode)
  addQuirksCommand(program, setCode)
  addScenariosCommand(program, setCode)
  addDiffCommand(program, setCode)
  addServerCommands(program, setCode)
  addVendorCommand(program, 'sync', 'Play one vendor against a SCIM server', setCode)
  addVendorCommand(program, 'act', 'Order one action of a vendor’s admin, or list the actions', setCode)
  addVendorCommand(program, 'settings', 'Print the settings a vendor’s admin can edit, to start from', setCode)
  addVendorCommand(program, 'rehearse', 'Play an acceptance suite that a vendor publishes', setCode)
  return program
}

/** A command that a vendor's simulator carries out: `COMMAND VENDOR ...`. */
function addVendorCommand(program: Command, name: string, description: string, setCode: (code: number) => void): void {
  const command = program.command(name).enablePositionalOptions().description(description).exitOverride()
  for (const { vendor, aliases, entry } of findSimulators()) {
    passThrough(command.command(vendor).aliases([...aliases]), `${name} ${vendor}`).action(async (args: string[]) =>
      setCode(await handOver(entry, [name], args, false)),
    )
  }
}

/** The options of these commands belong to the program behind them, `--help` included. */
function passThrough(command: Command, description: string): Command {
  return command
    .description(description)
    .argument('[options...]')
    .allowUnknownOption()
    .helpOption(false)
    .passThroughOptions()
    .exitOverride()
}

/** Whether a server is told where its data lies: then it must not announce itself in the common data folder. */
function ownsData(args: readonly string[]): boolean {
  return args.some((arg) => arg === '--data' || arg.startsWith('--data='))
}

async function handOver(
  entry: string,
  before: readonly string[],
  given: readonly string[],
  ownData: boolean,
): Promise<number> {
  const { args, token } = takeToken(given)
  return await runProgram(entry, [...before, ...args], {
    ...(ownData ? {} : { DATA_DIR: dataFolder() }),
    ...(token === undefined ? {} : { SCIM_TOKEN: token }),
  })
}

/** The other commands do without the parts only the demo needs. */
async function startDemo(args: readonly string[]): Promise<number> {
  const { start } = await import('./start/start.ts')
  return await start(args)
}
