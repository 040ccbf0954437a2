import { randomBytes } from 'node:crypto'
import type { DashboardFile } from '@scimulator/admin-api'
import type { ScimExchange } from '@scimulator/scim-express'
import type { Logger } from 'pino'
import { createCallers } from './api/callers.ts'
import { createApp } from './app.ts'
import type { Config } from './config/config.ts'
import { createEventStreams } from './http/event-stream.ts'
import { createHostGuard } from './http/host-guard.ts'
import { type Listener, listen } from './http/listen.ts'
import { localUrl } from './http/local-url.ts'
import { publishDashboardFile } from './lifecycle/dashboard-file.ts'
import { openFiles } from './lifecycle/open-files.ts'
import type { LiveEvents } from './live/live-events.ts'
import { createMetrics, type Metrics } from './metrics/metrics.ts'
import { createSessions } from './session/sessions.ts'
import { createSignInKey } from './session/sign-in-key.ts'
import { createSimulators } from './simulators/simulators.ts'
import { type PreparedTeam, prepareTeams } from './teams/prepare-teams.ts'
import type { TeamStore } from './teams/team.ts'
import { type AddressBook, createAddressBook } from './teams/team-addresses.ts'
import { createTeamPeople } from './teams/team-people.ts'

/** A server that is up. */
export interface RunningServer {
  readonly url: string
  /** The port it listens on. */
  readonly port: number
  /** The teams of this start with their tokens. */
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
export async function startServer(config: Config, logger: Logger, events: ServerEvents = {}): Promise<RunningServer> {
  const listener = await listen(config.host, config.port)
  try {
    return await runServer(config, logger, events, listener)
  } catch (error) {
    await listener.close(0)
    throw error
  }
}

async function runServer(
  config: Config,
  logger: Logger,
  events: ServerEvents,
  listener: Listener,
): Promise<RunningServer> {
  const { port } = listener
  const local = localUrl(config.host, port)
  const url = config.publicUrl ?? local
  const files = openFiles(config, logger)
  const { teams, store, runLog, live } = files
  try {
    const prepared = await prepareTeams(config, teams, store)
    const addresses = createAddressBook({ url, localUrl: local, port, hosts: config.allowHosts })
    const ingestToken = randomBytes(32).toString('base64url')
    const signInKey = createSignInKey((key) => events.onNewSignInLink?.(`${url}/?key=${key}`))
    const sessions = createSessions({ port, secure: url.startsWith('https:') })
    const metrics = createMetrics()
    const callers = createCallers(sessions, ingestToken)
    const streams = createEventStreams({ mayListen: callers.isKnown })
    const signInLink = (): string => `${url}/?key=${signInKey.current}`
    const app = createApp({
      scim: {
        store,
        resourceTypes: config.resourceTypes,
        teams,
        publicUrl: config.publicUrl,
        onExchange: (exchange) => noteExchange(exchange, teams, metrics, live),
        onError: (error, exchange) => logger.error({ exchange, err: error }, 'SCIM request failed'),
      },
      api: {
        callers,
        sessions,
        teams,
        people: createTeamPeople(store, addresses),
        known: prepared,
        addresses,
        simulators: createSimulators(),
        runLog,
        live,
        streams,
        signInLink,
        onEvents: metrics.countRunEvents,
      },
      hostGuard: createHostGuard({ ...config, localUrl: local }),
      signInKey,
      metrics,
      dashboardDir: config.dashboardDir,
      logger,
    })
    listener.answerWith(app)
    const withdraw = publishDashboardFile(config.runtimeDir, toDashboardFile(local, ingestToken, prepared, addresses))
    const close = async (): Promise<void> => {
      withdraw()
      streams.endAll()
      await listener.close(GRACE_MS)
      await files.close()
    }
    return { url, port, teams: prepared, addresses, ingestToken, signInLink, close }
  } catch (error) {
    await files.close()
    throw error
  }
}

function noteExchange(exchange: ScimExchange, teams: TeamStore, metrics: Metrics, live: LiveEvents): void {
  metrics.countRequest(exchange.method, exchange.status)
  for (const tolerance of exchange.tolerances) metrics.countTolerance(tolerance)
  const changed = exchange.method !== 'GET' && exchange.method !== 'HEAD' && exchange.status < 300
  if (!changed || exchange.tenant === null) return
  const team = teams.byId(exchange.tenant)
  if (team !== undefined) live.teamChanged(team.name)
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
