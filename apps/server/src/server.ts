import { randomBytes } from 'node:crypto'
import type { DashboardFile } from '@scimulator/admin-api'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { createAppParts } from './app-parts.ts'
import { type Clock, SYSTEM_CLOCK } from './config/clock.ts'
import type { Config } from './config/config.ts'
import { type Listener, listen } from './http/listen.ts'
import { localUrl } from './http/local-url.ts'
import { publishDashboardFile } from './lifecycle/dashboard-file.ts'
import { type OpenFiles, openFiles } from './lifecycle/open-files.ts'
import { createSignInKey } from './session/sign-in-key.ts'
import { createKnownTeams, type KnownTeams } from './teams/known-teams.ts'
import { type PreparedTeam, prepareTeams } from './teams/prepare-teams.ts'
import { type AddressBook, createAddressBook } from './teams/team-addresses.ts'
import { openTokenFile } from './teams/token-file.ts'

/** A server that is up. */
export interface RunningServer {
  readonly url: string
  /** The port it listens on. */
  readonly port: number
  /** The teams of this start with the tokens that work now. */
  readonly teams: readonly PreparedTeam[]
  readonly addresses: AddressBook
  /** Opens local processes' side of the API. */
  readonly ingestToken: string
  /** The sign-in link that works now. */
  signInLink(): string
  /** Ends streams, requests and files, in this order. */
  close(): Promise<void>
}

/** What a server tells whoever started it. */
export interface ServerEvents {
  /** A sign-in link was used; this one works now. */
  readonly onNewSignInLink?: (link: string) => void
}

const GRACE_MS = 5000

/** Listens, opens the stores and prepares the teams. @throws UsageError when it cannot. */
export async function startServer(
  config: Config,
  logger: Logger,
  events: ServerEvents = {},
  clock: Clock = SYSTEM_CLOCK,
): Promise<RunningServer> {
  const listener = await listen(config.host, config.port)
  try {
    const files = openFiles(config, logger, clock)
    try {
      return await runServer({ config, logger, events, clock, listener, files })
    } catch (error) {
      await files.close()
      throw error
    }
  } catch (error) {
    await listener.close(0)
    throw error
  }
}

async function runServer(start: {
  config: Config
  logger: Logger
  events: ServerEvents
  clock: Clock
  listener: Listener
  files: OpenFiles
}): Promise<RunningServer> {
  const { config, logger, events, clock, listener, files } = start
  const { port } = listener
  const local = localUrl(config.host, port)
  const url = config.publicUrl ?? local
  const tokens = openTokenFile(config.dataDir)
  const prepared = await prepareTeams({ ...files, config, tokens })
  const addresses = createAddressBook({ url, localUrl: local, port, hosts: config.allowHosts })
  const ingestToken = randomBytes(32).toString('base64url')
  const linkOf = (key: string): string => `${url}/?key=${key}`
  const signInKey = createSignInKey((key) => events.onNewSignInLink?.(linkOf(key)))
  const known: KnownTeams = createKnownTeams(prepared, tokens, () => publish())
  const publish = (): (() => void) =>
    publishDashboardFile(config.runtimeDir, toDashboardFile(local, ingestToken, known.list(), addresses))
  const signInLink = (): string => linkOf(signInKey.current)
  const parts = createAppParts({
    config,
    logger,
    clock,
    files,
    port,
    localUrl: local,
    addresses,
    known,
    ingestToken,
    signInKey,
    signInLink,
  })
  listener.answerWith(createApp(parts))
  const withdraw = publish()
  return {
    url,
    port,
    get teams() {
      return known.list()
    },
    addresses,
    ingestToken,
    signInLink,
    async close() {
      withdraw()
      parts.api.streams.endAll()
      await listener.close(GRACE_MS)
      await files.close()
    },
  }
}

function toDashboardFile(
  url: string,
  ingestToken: string,
  prepared: readonly PreparedTeam[],
  addresses: AddressBook,
): DashboardFile {
  const demoTeams: DashboardFile['demoTeams'] = {}
  for (const { team, token } of prepared) {
    if (team.vendor !== null)
      demoTeams[team.vendor] = { team: team.name, scimUrl: addresses.localScimUrl(team.name), token }
  }
  return { url, ingestToken, demoTeams }
}
