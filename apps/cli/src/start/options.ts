import { Command } from 'commander'

/** What `npm start` takes. */
export interface StartOptions {
  readonly open: boolean
  readonly json: boolean
  /** Options the server reads: port, host, public URL, allowed hosts. */
  readonly serverArgs: readonly string[]
}

interface Parsed {
  open: boolean
  fresh?: boolean
  json?: boolean
  port?: string
  host?: string
  publicUrl?: string
  allowHost?: string[]
}

/** Reads the arguments of `npm start`. @throws CommanderError on an unknown one. */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const command = new Command('npm start --')
    .description('Runs server, dashboard and simulators, and plays one sync of each vendor into its demo team.')
    .option('--port <number>', 'port of server and dashboard (env PORT)')
    .option('--host <address>', 'address to bind (env HOST)')
    .option('--public-url <url>', 'address people reach this server at')
    .option('--allow-host <name...>', 'further Host names to answer')
    .option('--no-open', 'do not open a browser')
    .option('--fresh', 'forget the data of earlier starts')
    .option('--json', 'print one line when the demo runs are done')
    .exitOverride()
    .parse([...args], { from: 'user' })
  const parsed = command.opts<Parsed>()
  const serverArgs = [
    ...(parsed.fresh ? ['--fresh'] : []),
    ...pair('--port', parsed.port),
    ...pair('--host', parsed.host),
    ...pair('--public-url', parsed.publicUrl),
    ...(parsed.allowHost ?? []).flatMap((name) => pair('--allow-host', name)),
  ]
  return { open: parsed.open, json: parsed.json ?? false, serverArgs }
}

function pair(flag: string, value: string | undefined): string[] {
  return value === undefined ? [] : [flag, value]
}
