import { Command, CommanderError, Option } from 'commander'
import { UsageError } from '../errors.ts'
import type { Vendor } from '../profile/profile.ts'
import { createMasker } from '../recorder/mask.ts'
import { plainLine } from '../report/text.ts'
import { type CliIo, processIo } from './io.ts'
import { milliseconds, repeatable, type SyncOptions, wholeNumber } from './options.ts'
import { DEFAULT_SEED, defaultSize } from './people.ts'
import { printQuirks, type QuirksOptions } from './quirks.ts'
import { type ServeOptions, serve } from './serve.ts'
import { sync } from './sync.ts'

/**
 * Runs a simulator's command line, `sync` or `serve`, and resolves with its exit code:
 * 0 all well, 1 findings, 2 bad usage, unreachable target, no SCIM, token refused or run broken off.
 */
export async function runSimulator(vendor: Vendor, argv: readonly string[], io: CliIo = processIo()): Promise<number> {
  let code = 0
  let mask = createMasker([io.env.SCIM_TOKEN ?? '']).text
  const program = createProgram(vendor, io, {
    done: (result) => {
      code = result
    },
    hide: (credentials) => {
      mask = createMasker([io.env.SCIM_TOKEN ?? '', ...credentials]).text
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
  if (error instanceof UsageError) return error.message.split('\n').map(plainLine).join('\n')
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
  addSyncOptions(program.command('sync'), vendor).action(async (options: SyncOptions) => {
    hide([options.token ?? '', options.authHeader ?? ''])
    done(await sync(vendor, options, io))
  })
  program
    .command('serve')
    .description('Wait for orders on a control API of the loopback interface')
    .option('--port <n>', 'port of the control API, 0 for any free one', wholeNumber(0, 65_535), 0)
    .option('--data <dir>', 'folder of the saved state and of dashboard.json (else DATA_DIR)')
    .action(async (options: ServeOptions) => {
      done(await serve(vendor, options, io))
    })
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

function addSyncOptions(command: Command, vendor: Vendor): Command {
  const profiles = vendor.profiles.map(({ id }) => id).join(', ')
  return command
    .description(`Play ${vendor.label} against a SCIM server`)
    .option('--target <url>', 'SCIM base URL as the vendor’s admin types it; without it the running demo team')
    .option('--token <token>', 'bearer token (or set SCIM_TOKEN: arguments show in the process list)')
    .option('--profile <id>', `how the vendor is set up: ${profiles} (default: ${vendor.defaultProfile})`)
    .option('--auth-header <value>', 'sent verbatim as Authorization')
    .option('--app-url <template>', 'URL template of a catalogue app, with {subdomain} or {origin}')
    .option(
      '--timeout <time>',
      'give a request up after this time, such as 30 or 500ms (default: the vendor’s)',
      milliseconds,
    )
    .option('--ca <file>', 'certificate authorities to trust, PEM')
    .option('--insecure', 'take any certificate')
    .option('--fast', 'cut waits the target demands to --max-wait')
    .option('--max-wait <time>', 'longest wait with --fast', milliseconds, 1000)
    .addOption(
      new Option('--exchanges <which>', 'exchanges the report keeps (default: all up to 1,000 people)').choices([
        'all',
        'failed',
      ]),
    )
    .option(
      '--people <file>',
      'people and groups, CSV: userName,givenName,familyName,email,title,department,manager,groups,active',
    )
    .option('--users <n>', `people to generate (default: ${defaultSize.users})`, wholeNumber(1, 1_000_000))
    .option('--groups <n>', `groups to generate (default: ${defaultSize.groups})`, wholeNumber(0, 100_000))
    .option('--seed <text>', 'seed of everything random', DEFAULT_SEED)
    .option('--domain <name>', 'mail domain of generated people (default: example.com)')
    .option('--group-prefix <text>', 'put before the names of generated groups')
    .option('--scenario <id>', 'what to play', 'lifecycle')
    .option('--knob <id=value>', 'a setting of the profile (repeatable)', repeatable, [])
    .option(
      '--report <format>',
      'terminal, json, junit, har or html, with =FILE to write a file (repeatable)',
      repeatable,
      [],
    )
    .option('--json', 'print one JSON document on standard output, nothing else')
    .option('--dashboard <url>', 'send the run there (token in SCIMULATOR_INGEST_TOKEN)')
    .option('--no-dashboard', 'send the run nowhere')
    .option('--data <dir>', 'folder where a running server left dashboard.json (else DATA_DIR)')
    .addHelpText('after', examples(vendor))
}

function examples({ id }: Vendor): string {
  return `
Examples:
  $ SCIM_TOKEN=... scimulator sync ${id} --target http://localhost:8080/scim/v2
  $ scimulator sync ${id} --people people.csv --report html=report.html --report junit=report.xml
  $ scimulator sync ${id} --users 200 --groups 10 --seed monday --json > report.json`
}
