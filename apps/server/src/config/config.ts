import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GROUP, type ResourceTypeDefinition, USER } from '@scimulator/scim-core'
import { isLoopbackName } from '../saml/metadata/reachable.ts'
import { isTeamName } from '../teams/team-name.ts'
import { type DemoTeam, parseDemoTeams } from './demo-teams.ts'
import { type Flags, parseFlags } from './flags.ts'
import { readSchemasFile } from './schemas-file.ts'
import { UsageError } from './usage-error.ts'

/** Everything the server is told from outside, read once and validated. */
export interface Config {
  /** 0 = any free port. */
  readonly port: number
  /** Address to bind; loopback unless told otherwise. */
  readonly host: string
  /** Directory of the databases; null keeps everything in memory. */
  readonly dataDir: string | null
  /** Directory of `dashboard.json`; null writes none. */
  readonly runtimeDir: string | null
  /** Team to make outside the demo. */
  readonly team: string
  /** Its bearer token; null makes one. */
  readonly token: string | null
  readonly strict: boolean
  /** Forget what earlier servers kept in the data directory. */
  readonly fresh: boolean
  /** What every team's SCIM address serves. */
  readonly resourceTypes: readonly ResourceTypeDefinition[]
  readonly json: boolean
  /** Teams of the demo; empty outside it. */
  readonly demoTeams: readonly DemoTeam[]
  /** Address the world sees instead of `http://localhost:PORT`, without a trailing slash. */
  readonly publicUrl: string | null
  /** Host names answered besides the loopback ones, lower case. */
  readonly allowHosts: readonly string[]
  /** Requests a second each team may send; 0: as many as it likes. */
  readonly rateLimit: number
  /** Requests in flight for the whole server. */
  readonly maxInFlight: number
  /** Built files of the dashboard. */
  readonly dashboardDir: string
  readonly logLevel: string
  /** Process whose end ends the server. */
  readonly parentPid: number | null
  /** With `json`: whoever started the server reads each next sign-in link as a further line. */
  readonly announceSignIn: boolean
}

/** The part of the environment the server reads. */
export type Environment = Readonly<Record<string, string | undefined>>

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']
const MEMORY = ':memory:'

/** Reads the command line, the environment and the file of `--schemas`. @throws UsageError when they contradict each other or make no sense. */
export function readConfig(argv: readonly string[], env: Environment): Config {
  const flags = parseFlags(argv)
  refuseContradictions(flags)
  const config: Config = Object.freeze({
    port: readNumber('PORT', flags.port ?? env.PORT ?? '4000', { min: 0, max: 65_535 }),
    host: flags.host ?? env.HOST ?? '127.0.0.1',
    ...readDirectories(flags, env),
    team: readTeam(flags.team),
    token: readToken(flags, env),
    strict: flags.strict,
    fresh: flags.fresh,
    resourceTypes: flags.schemas === undefined ? [USER, GROUP] : readSchemasFile(flags.schemas),
    json: flags.json,
    demoTeams: flags.demo ? parseDemoTeams(env.SCIMULATOR_DEMO ?? '') : [],
    publicUrl: readPublicUrl(flags.publicUrl ?? env.PUBLIC_URL),
    allowHosts: [...flags.allowHosts, ...(env.ALLOW_HOST ?? '').split(',').filter((host) => host !== '')].map(readHost),
    rateLimit: readNumber('--rate-limit', flags.rateLimit ?? '0', { min: 0, max: 1_000_000 }),
    maxInFlight: readNumber('--max-in-flight', flags.maxInFlight ?? '1000', { min: 1, max: 100_000 }),
    dashboardDir: env.SCIMULATOR_DASHBOARD_DIST ?? fileURLToPath(new URL('../../../dashboard/dist', import.meta.url)),
    logLevel: readLogLevel(env.LOG_LEVEL),
    parentPid: readPid(env.SCIMULATOR_PARENT_PID),
    announceSignIn: env.SCIMULATOR_ANNOUNCE_SIGN_IN === '1',
  })
  refuseUnreachable(config)
  return config
}

function refuseContradictions(flags: Flags): void {
  if (!flags.demo) return
  if (flags.team !== undefined) throw new UsageError('--demo brings its own teams: leave out --team.')
  if (flags.token !== undefined) throw new UsageError('--demo makes its own tokens: leave out --token.')
  if (flags.strict) throw new UsageError('--demo needs a tolerant server: leave out --strict.')
}

function refuseUnreachable(config: Config): void {
  if (isLoopback(config.host) || config.publicUrl !== null || config.allowHosts.length > 0) return
  throw new UsageError(
    `HOST ${config.host} is reachable from outside, but every request from there would be refused: add --public-url URL or --allow-host NAME.`,
  )
}

/** Whether nobody but this machine reaches the server: not by its address, nor by a proxy that others know it by. */
export function isForThisMachineAlone({ host, publicUrl, allowHosts }: Config): boolean {
  const isPublic = publicUrl !== null && !isLoopbackName(new URL(publicUrl).hostname)
  return isLoopback(host) && !isPublic && allowHosts.every(isLoopbackName)
}

/** Whether an address to bind is reachable from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function readNumber(name: string, text: string, { min, max }: { min: number; max: number }): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) {
    throw new UsageError(`${name} must be a number from ${min} to ${max}, not "${text}".`)
  }
  return value
}

function readDirectories(flags: Flags, env: Environment): { dataDir: string | null; runtimeDir: string | null } {
  const given = flags.data ?? env.DATA_DIR ?? '.data'
  const dataDir = given === MEMORY ? null : resolve(given)
  const fromEnv = env.DATA_DIR
  const runtimeDir = dataDir ?? (fromEnv === undefined || fromEnv === MEMORY ? null : resolve(fromEnv))
  return { dataDir, runtimeDir }
}

function readTeam(name = 'acme'): string {
  if (!isTeamName(name))
    throw new UsageError(`"${name}" cannot be a team: use 1 to 40 of a-z, 0-9 and -, no reserved name.`)
  return name
}

function readToken(flags: Flags, env: Environment): string | null {
  const token = flags.token ?? (flags.demo ? undefined : env.SCIM_TOKEN)
  if (token === undefined) return null
  if (!/^[A-Za-z0-9\-._~+/]{1,512}=*$/.test(token)) {
    throw new UsageError('The token must be 1 to 512 of the characters a bearer token may have (RFC 6750 b64token).')
  }
  return token
}

function readPublicUrl(text: string | undefined): string | null {
  if (text === undefined) return null
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError(`--public-url must be an http(s) URL, not "${text}".`)
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '' || url.pathname !== '/') {
    throw new UsageError(
      '--public-url must be an origin such as https://scim.example.com, with nothing after the host.',
    )
  }
  return url.origin
}

function readHost(text: string): string {
  const host = text.toLowerCase()
  if (!/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(host))
    throw new UsageError(`--allow-host takes a host name, not "${text}".`)
  return host
}

function readLogLevel(text = 'info'): string {
  if (!LOG_LEVELS.includes(text)) throw new UsageError(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`)
  return text
}

function readPid(text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new UsageError('SCIMULATOR_PARENT_PID must be a process id.')
  return Number(text)
}
