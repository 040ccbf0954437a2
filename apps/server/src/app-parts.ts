import type { ScimExchange } from '@scimulator/scim-express'
import type { Logger } from 'pino'
import { createCallers } from './api/callers.ts'
import type { AppParts } from './app.ts'
import type { Clock } from './config/clock.ts'
import { type Config, isForThisMachineAlone } from './config/config.ts'
import { createFaults } from './faults/team-faults.ts'
import { createEventStreams } from './http/event-stream.ts'
import { createHostGuard } from './http/host-guard.ts'
import type { OpenFiles } from './lifecycle/open-files.ts'
import type { LiveEvents } from './live/live-events.ts'
import { createMetrics, type Metrics } from './metrics/metrics.ts'
import { createSamlSignOn } from './saml/saml-sign-on.ts'
import { type Admission, createAdmission } from './scim/admission.ts'
import { createPeopleAtBrowser } from './session/people-at-browser.ts'
import { createPersonCookie } from './session/person-cookie.ts'
import { createSessions } from './session/sessions.ts'
import type { SignInKey } from './session/sign-in-key.ts'
import { createSimulators } from './simulators/simulators.ts'
import type { KnownTeams } from './teams/known-teams.ts'
import type { TeamStore } from './teams/team.ts'
import type { AddressBook } from './teams/team-addresses.ts'
import { createTeamPeople } from './teams/team-people.ts'

/** What a start has made before there is anything to answer requests. */
export interface AppFurniture {
  readonly config: Config
  readonly logger: Logger
  readonly clock: Clock
  readonly files: OpenFiles
  readonly port: number
  /** Origin for programs of this machine. */
  readonly localUrl: string
  readonly addresses: AddressBook
  readonly known: KnownTeams
  readonly ingestToken: string
  readonly signInKey: SignInKey
  /** The sign-in link that works now. */
  readonly signInLink: () => string
}

/** Puts together what the application is made of. */
export function createAppParts(furniture: AppFurniture): AppParts {
  const { config, logger, clock, files, port, addresses, signInKey } = furniture
  const { teams, product, live } = files
  const metrics = createMetrics()
  const faults = createFaults()
  const personCookie = createPersonCookie(cookiesOf(furniture))
  return {
    scim: {
      admission: admissionOf(furniture, metrics),
      resourceTypes: config.resourceTypes,
      teams,
      hooks: product.hooks,
      faults,
      now: clock.now,
      publicUrl: config.publicUrl,
      onExchange: (exchange) => noteExchange(exchange, teams, metrics, live),
      onError: (error, exchange) => logger.error({ exchange, err: error }, 'SCIM request failed'),
    },
    api: { ...apiOf(furniture, createPeopleAtBrowser({ product, teams, cookie: personCookie }), metrics), faults },
    saml: { ...files, ...clock, personCookie, serverUrl: addresses.url, port },
    hostGuard: createHostGuard({ ...config, localUrl: furniture.localUrl }),
    signInKey,
    metrics,
    dashboardDir: config.dashboardDir,
    logger,
  }
}

function cookiesOf({ port, addresses }: AppFurniture): { port: number; secure: boolean } {
  return { port, secure: addresses.url.startsWith('https:') }
}

function admissionOf({ config, clock, files }: AppFurniture, metrics: Metrics): Admission {
  return createAdmission({
    teams: files.teams,
    store: files.store,
    rateLimit: config.rateLimit,
    maxInFlight: config.maxInFlight,
    clock,
    onWrongCredentials: metrics.countWrongCredentials,
    onRefused: metrics.countRefusal,
  })
}

function apiOf(
  furniture: AppFurniture,
  atBrowser: AppParts['api']['atBrowser'],
  metrics: Metrics,
): Omit<AppParts['api'], 'faults'> {
  const { config, clock, files, addresses, known, signInLink } = furniture
  const { teams, store, product, connections, runLog, live } = files
  const sessions = createSessions({ ...cookiesOf(furniture), now: clock.now })
  const callers = createCallers(sessions, atBrowser, furniture.ingestToken)
  const { audit, sessions: personSessions } = product
  const signOnParts = { connections, audit, sessions: personSessions, serverUrl: addresses.url, now: clock.now }
  return {
    callers,
    sessions,
    atBrowser,
    teams,
    people: createTeamPeople(store, addresses),
    product,
    // A team's admin may not make a server that others reach read what lies on its own machine.
    signOn: createSamlSignOn({ ...signOnParts, mayReachLoopback: isForThisMachineAlone(config) }),
    erase: files.erase,
    simulatorSignOn: createSamlSignOn({ ...signOnParts, mayReachLoopback: true }),
    known,
    addresses,
    simulators: createSimulators(),
    runLog,
    live,
    streams: createEventStreams({ mayListen: callers.isKnown }),
    signInLink,
    onEvents: metrics.countRunEvents,
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
