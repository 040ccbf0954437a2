import { Command, CommanderError } from 'commander'
import { BusyError, UsageError } from '../errors.ts'
import type { Vendor } from '../profile/profile.ts'
import { createMasker } from '../recorder/mask.ts'
import { plainLine } from '../report/text.ts'
import { act } from './act.ts'
import { addActOptions, addRehearseOptions, addSyncOptions } from './commands.ts'
import { type CliIo, processIo } from './io.ts'
import { type ActOptions, type RehearseOptions, type SyncOptions, type TargetOptions, wholeNumber } from './options.ts'
import { printSettings, type SettingsOptions } from './print-settings.ts'
import { printQuirks, type QuirksOptions } from './quirks.ts'
import { rehearse } from './rehearse.ts'
import { printScenarios } from './scenarios.ts'
import { type ServeOptions, serve } from './serve.ts'
import { sync } from './sync.ts'

/** Variables of the environment that hold credentials. */
const secretVariables = [
  'SCIM_TOKEN',
  'SCIM_PASSWORD',
  'SCIM_CLIENT_SECRET',
  'SCIM_REFRESH_TOKEN',
  'SCIMULATOR_INGEST_TOKEN',
] as const

/**
 * Runs a simulator's command line and resolves with its exit code:
 * 0 all well, 1 findings, 2 bad usage, unreachable target, no SCIM, token refused or run broken off.
 */
export async function runSimulator(vendor: Vendor, argv: readonly string[], io: CliIo = processIo()): Promise<number> {
  let code = 0
  const given = secretVariables.map((name) => io.env[name] ?? '')
  let mask = createMasker(given).text
  const program = createProgram(vendor, io, {
    done: (result) => {
      code = result
    },
    hide: (credentials) => {
      mask = createMasker([...given, ...credentials]).text
    },
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    io.err.write(`${mask(describe(error, io))}\n`)
    return 2
  }
}

function describe(error: unknown, io: CliIo): string {
  if (error instanceof UsageError || error instanceof BusyError)
    return error.message.split('\n').map(plainLine).join('\n')
  if (io.env.SCIMULATOR_DEBUG && error instanceof Error && error.stack) return error.stack
  const message = error instanceof Error ? error.message : String(error)
  return `Unexpected error: ${plainLine(message)} (set SCIMULATOR_DEBUG=1 to see where)`
}

interface Hooks {
  readonly done: (code: number) => void
  /** Told of credentials that no error line may show. */
  readonly hide: (credentials: readonly string[]) => void
}

function createProgram(vendor: Vendor, io: CliIo, { done, hide }: Hooks): Command {
  const program = new Command(`${vendor.id}-sim`)
    .description(`${vendor.label} as a SCIM client`)
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: (text) => void io.err.write(text),
      outputError: (text, write) => write(`${withoutValues(text).trim().replaceAll('\n', ' ')} See --help.\n`),
    })
  const hidden = <T extends Pick<TargetOptions, 'token' | 'authHeader'>>(options: T): T => {
    hide([options.token ?? '', options.authHeader ?? ''])
    return options
  }
  addSyncOptions(program.command('sync'), vendor).action(async (options: SyncOptions) => {
    done(await sync(vendor, hidden(options), io))
  })
  addActOptions(program.command('act'), vendor).action(async (action: string | undefined, options: ActOptions) => {
    done(await act(vendor, action, hidden(options), io))
  })
  addRehearseOptions(program.command('rehearse'), vendor).action(async (url: string, options: RehearseOptions) => {
    done(await rehearse(vendor, url, hidden(options), io))
  })
  program
    .command('settings')
    .description('Print the document of settings that holds without one, to edit and give to --settings')
    .option('--profile <id>', `how the vendor is set up (default: ${vendor.defaultProfile})`)
    .option('--json', 'as JSON')
    .action((options: SettingsOptions) => printSettings(vendor, options, io))
  program
    .command('serve')
    .description('Wait for orders on a control API of the loopback interface')
    .option('--port <n>', 'port of the control API, 0 for any free one', wholeNumber(0, 65_535), 0)
    .option('--data <dir>', 'folder of the saved state and of dashboard.json (else DATA_DIR)')
    .action(async (options: ServeOptions) => {
      done(await serve(vendor, options, io))
    })
  program
    .command('scenarios')
    .description('List what sync can play, and the settings of each')
    .option('--json', 'print one JSON document on standard output')
    .action((options: { json?: boolean }) => printScenarios(vendor, options, io))
  program
    .command('quirks')
    .description('List what this simulator claims about its vendor, with the evidence')
    .option('--mark <mark>', 'only what rests on captured, vendor-docs, other-guide or inferred')
    .option('--json', 'print one JSON document on standard output')
    .action((options: QuirksOptions) => printQuirks(vendor, options, io))
  return program
}

/** A mistyped `--tokn=VALUE` is named without its value, and words too many are counted: either may be a token. */
function withoutValues(text: string): string {
  return text.replace(/'(--[^=']*)=[^']*'/g, "'$1'").replace(/(but got \d+): [\s\S]*$/, '$1.')
}
