import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { assertTokenUrl } from '../auth/oauth.ts'
import { type Dashboard, locateDashboard, readDashboardFile } from '../dashboard/locate.ts'
import { UsageError } from '../errors.ts'
import type { WireClientOptions } from '../http/wire-client.ts'
import type { Connection, ConnectionInput, Profile, Vendor } from '../profile/profile.ts'
import { dataFolder } from './data-folder.ts'
import type { CliIo } from './io.ts'
import type { TargetOptions } from './options.ts'

/** Where a sync goes, and the bare token it carries. */
export interface Target {
  readonly connection: Connection
  readonly token: string
}

/** The target of the options, or the demo team of the vendor. @throws UsageError when there is neither. */
export async function resolveTarget(
  vendor: Vendor,
  profile: Profile,
  knobs: Readonly<Record<string, string>>,
  options: TargetOptions,
  io: CliIo,
): Promise<Target> {
  const input =
    options.target === undefined ? await demoTarget(vendor, options, io) : givenTarget(options, options.target, io)
  const way = input.oauth === undefined ? input.basic && 'basic' : 'oauth'
  if (way !== undefined && !(profile.authorizations ?? []).includes(way)) {
    throw new UsageError(`${profile.label} does not offer ${way === 'basic' ? 'HTTP Basic' : 'OAuth 2.0'}.`)
  }
  return { connection: profile.connect({ ...input, knobs }), token: input.token }
}

function givenTarget(options: TargetOptions, target: string, io: CliIo): ConnectionInput {
  const token = options.token ?? (io.env.SCIM_TOKEN || undefined)
  const other = otherCredentials(options, io)
  if (token === undefined && options.authHeader === undefined && Object.keys(other).length === 0) {
    throw new UsageError('The target needs a token: give --token TOKEN or set SCIM_TOKEN.')
  }
  for (const value of [token, options.authHeader]) {
    if (value !== undefined && (value === '' || !isHeaderValue(value))) {
      throw new UsageError('The token is empty or has a character no HTTP header can carry.')
    }
  }
  return {
    target,
    token: token ?? '',
    ...other,
    ...(options.authHeader === undefined ? {} : { authorization: options.authHeader }),
    ...(options.appUrl === undefined ? {} : { appUrl: options.appUrl }),
  }
}

/** Credentials besides a token; their secrets come from the environment. @throws UsageError */
function otherCredentials(options: TargetOptions, { env }: CliIo): Pick<ConnectionInput, 'basic' | 'oauth'> {
  const { basicUser: user, oauthTokenUrl: tokenUrl, clientId, oauthScope: scope } = options
  if (user !== undefined && tokenUrl !== undefined)
    throw new UsageError('Give --basic-user or --oauth-token-url, not both.')
  if (user !== undefined) {
    const password = env.SCIM_PASSWORD
    if (!password) throw new UsageError('--basic-user needs the password in SCIM_PASSWORD.')
    if (user.includes(':')) throw new UsageError('A user of HTTP Basic has no colon.')
    return { basic: { user, password } }
  }
  if (tokenUrl === undefined) return {}
  assertTokenUrl(tokenUrl)
  const clientSecret = env.SCIM_CLIENT_SECRET
  if (clientId === undefined || !clientSecret) {
    throw new UsageError('--oauth-token-url needs --client-id, and the secret in SCIM_CLIENT_SECRET.')
  }
  const refreshToken = env.SCIM_REFRESH_TOKEN
  return {
    oauth: {
      tokenUrl,
      clientId,
      clientSecret,
      ...(refreshToken ? { refreshToken } : {}),
      ...(scope === undefined ? {} : { scope }),
    },
  }
}

function isHeaderValue(value: string): boolean {
  return /^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)
}

async function demoTarget(vendor: Vendor, options: TargetOptions, io: CliIo): Promise<ConnectionInput> {
  const file = await readDashboardFile(dataFolder(options.data, io))
  const team = file !== undefined && Object.hasOwn(file.demoTeams, vendor.id) ? file.demoTeams[vendor.id] : undefined
  if (team === undefined) {
    throw new UsageError(
      `There is no running demo team for ${vendor.label}: give --target URL and --token TOKEN, or run npm start.`,
    )
  }
  return {
    target: team.scimUrl,
    token: team.token,
    ...(options.authHeader === undefined ? {} : { authorization: options.authHeader }),
    ...(options.appUrl === undefined ? {} : { appUrl: options.appUrl }),
  }
}

/** How the wire client reaches the target by the options. @throws UsageError when the CA file cannot be read. */
export async function wireOptions(
  profile: Profile,
  options: TargetOptions,
  io: CliIo,
): Promise<Omit<WireClientOptions, 'baseUrl'>> {
  const ca = options.ca === undefined ? undefined : await readCa(resolve(io.cwd, options.ca), options.ca)
  return {
    timeoutMs: options.timeout ?? profile.timeoutMs,
    ...(ca === undefined ? {} : { ca }),
    ...(options.insecure === true ? { insecure: true } : {}),
  }
}

async function readCa(path: string, shown: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${shown} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new UsageError(`${shown} holds no certificate in PEM form.`)
  return text
}

/** The dashboard a run is sent to: the one named, else the running one, unless `--no-dashboard`. */
export async function resolveDashboard(options: TargetOptions, io: CliIo): Promise<Dashboard | undefined> {
  if (options.dashboard === false) return undefined
  const url = typeof options.dashboard === 'string' ? options.dashboard : io.env.SCIMULATOR_DASHBOARD_URL
  const ingestToken = io.env.SCIMULATOR_INGEST_TOKEN
  return await locateDashboard({
    dataDir: dataFolder(options.data, io),
    ...(url ? { url } : {}),
    ...(ingestToken ? { ingestToken } : {}),
  })
}
