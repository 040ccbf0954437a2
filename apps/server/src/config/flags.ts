import { parseArgs } from 'node:util'
import { nearest } from './nearest.ts'
import { UsageError } from './usage-error.ts'

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  team: { type: 'string' },
  token: { type: 'string' },
  schemas: { type: 'string' },
  strict: { type: 'boolean' },
  fresh: { type: 'boolean' },
  json: { type: 'boolean' },
  demo: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  'public-url': { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  'rate-limit': { type: 'string' },
  'max-in-flight': { type: 'string' },
} as const

/** Every flag with its leading dashes. */
export const KNOWN_FLAGS: readonly string[] = Object.keys(OPTIONS).map((name) => `--${name}`)

/** The flags as given, not yet judged. */
export interface Flags {
  readonly port?: string
  readonly host?: string
  readonly data?: string
  readonly team?: string
  readonly token?: string
  readonly schemas?: string
  readonly strict: boolean
  readonly fresh: boolean
  readonly json: boolean
  readonly demo: boolean
  readonly publicUrl?: string
  readonly allowHosts: readonly string[]
  readonly rateLimit?: string
  readonly maxInFlight?: string
}

/** Reads the command line. @throws UsageError for an unknown flag (with the nearest known one), a missing value or a stray word. */
export function parseFlags(argv: readonly string[]): Flags {
  const { values, tokens } = parseArgs({ args: [...argv], options: OPTIONS, strict: false, tokens: true })
  for (const token of tokens) checkToken(token)
  const text = (name: keyof typeof OPTIONS): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  const allowHosts = values['allow-host'] ?? []
  return {
    ...present('port', text('port')),
    ...present('host', text('host')),
    ...present('data', text('data')),
    ...present('team', text('team')),
    ...present('token', text('token')),
    ...present('schemas', text('schemas')),
    ...present('publicUrl', text('public-url')),
    ...present('rateLimit', text('rate-limit')),
    ...present('maxInFlight', text('max-in-flight')),
    strict: values.strict === true,
    fresh: values.fresh === true,
    json: values.json === true,
    demo: values.demo === true,
    allowHosts: Array.isArray(allowHosts) ? allowHosts.filter((host) => typeof host === 'string') : [],
  }
}

function present<Name extends string>(name: Name, value: string | undefined): { [key in Name]?: string } {
  const entry: { [key in Name]?: string } = {}
  if (value !== undefined) entry[name] = value
  return entry
}

/** Whether the command line asks for the help text, whatever else it says. */
export function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return argv.slice(0, end < 0 ? argv.length : end).some((word) => word === '--help' || word === '-h')
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number]

function checkToken(token: Token): void {
  if (token.kind === 'positional') throw new UsageError(`Unexpected word "${token.value}".`)
  if (token.kind !== 'option') return
  const option = Object.hasOwn(OPTIONS, token.name) ? OPTIONS[token.name as keyof typeof OPTIONS] : undefined // own key, checked
  if (option === undefined) throw unknownFlag(token.rawName)
  if (option.type === 'string' && (token.value === undefined || token.value === '')) {
    throw new UsageError(`--${token.name} needs a value.`)
  }
  if (option.type === 'boolean' && token.value !== undefined) throw new UsageError(`--${token.name} takes no value.`)
}

function unknownFlag(rawName: string): UsageError {
  const close = nearest(rawName, KNOWN_FLAGS)
  const hint = close === undefined ? `Known flags: ${KNOWN_FLAGS.join(' ')}.` : `Did you mean ${close}?`
  return new UsageError(`Unknown flag ${rawName}. ${hint}`)
}
