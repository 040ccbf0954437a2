/**
 * @see RFC 7644 §7.7 Secure Storage and Handling of Sensitive Data — https://www.rfc-editor.org/rfc/rfc7644#section-7.7
 * @see RFC 6585 §4 429 Too Many Requests — https://www.rfc-editor.org/rfc/rfc6585#section-4
 */
import { tooManyRequests } from '@scimulator/scim-core'
import type { LifecycleHooks, Principal } from '@scimulator/scim-express'
import type { ResourceStore } from '@scimulator/scim-store'
import type { Request } from 'express'
import type { Clock } from '../config/clock.ts'
import { clientAddress } from '../http/client-address.ts'
import { createInFlight, type InFlight } from '../http/in-flight.ts'
import { createRateLimiter } from '../http/rate-limiter.ts'
import type { TeamStore } from '../teams/team.ts'
import { authenticateTeam } from './authenticate.ts'
import { createWriteMeter, type WriteMeter } from './write-meter.ts'

/** Wrong credentials a minute from one client that are answered with 401; those beyond get 429. */
const WRONG_A_MINUTE = 100

/** What requests are admitted by. */
export interface AdmissionOptions {
  readonly teams: TeamStore
  readonly store: ResourceStore
  /** Points a second for each team; 0: no limit. */
  readonly rateLimit: number
  /** Requests in flight for the whole server; one team may have half of them. */
  readonly maxInFlight: number
  readonly clock: Clock
  readonly onWrongCredentials: () => void
  readonly onRefused: (status: 429 | 503) => void
}

/** Decides which requests the server answers, and for whom. */
export interface Admission {
  /** The store to serve from: what its transactions cost is taken from the team's rate. */
  readonly store: ResourceStore
  /** Counts a request in, whoever sends it. False: the server is busy, and `Retry-After` is set. */
  enter(request: Request): boolean
  /** Answers a request to a team. */
  readonly answer: (work: () => void) => void
  /** The application's hooks, with what is needed to count the writes of a request. */
  readonly counting: (hooks: LifecycleHooks) => LifecycleHooks
  /**
   * Who a request may act for.
   *
   * CHOICE (E-018): after 100 wrong credentials in a minute from one client further wrong ones get 429; right ones pass,
   * so nobody can lock out others who share the address. CHOICE (B-035): a request takes one point of the team's rate,
   * and a bulk request one for each write it carries. CHOICE (N-011): one team has half of the server's requests in
   * flight at most.
   *
   * @throws ScimError 401, 403 or 429, the last with `Retry-After` set.
   */
  admit(request: Request, teamName: string | null): Principal
}

/** The admission of a server. */
export function createAdmission(options: AdmissionOptions): Admission {
  const { teams, rateLimit, maxInFlight, onRefused } = options
  const { ticks } = options.clock
  const everybody = createInFlight(maxInFlight)
  const shares = createInFlight(Math.ceil(maxInFlight / 2))
  const wrong = createRateLimiter({ perSecond: WRONG_A_MINUTE / 60, burst: WRONG_A_MINUTE, ticks })
  const rates = rateLimit === 0 ? null : createRateLimiter({ perSecond: rateLimit, burst: rateLimit, ticks })
  const meter = rates === null ? null : createWriteMeter(options.store, rates.charge)

  function note(request: Request, status: 429 | 503, seconds: number): void {
    onRefused(status)
    request.res?.set('retry-after', String(seconds))
  }

  function assertNone(wait: number, request: Request, detail: string): void {
    if (wait === 0) return
    note(request, 429, wait)
    throw tooManyRequests(detail)
  }

  function noteWrong(request: Request): void {
    options.onWrongCredentials()
    const wait = wrong.take(clientAddress(request))
    assertNone(wait, request, 'Too many requests with wrong credentials came from this address.')
  }

  return {
    store: meter?.store ?? options.store,
    answer: meter?.answer ?? ((work) => work()),
    counting: (hooks) => (meter === null ? hooks : withCreations(hooks, meter)),
    enter(request) {
      const isIn = hasRoom(everybody, '', request)
      if (!isIn) note(request, 503, 1)
      return isIn
    },
    admit(request, teamName) {
      const { team, tokenId, access, subject } = authenticateTeam(request, teamName, teams, () => noteWrong(request))
      assertNone(rates?.take(team.id) ?? 0, request, `The team may send ${rateLimit} requests a second.`)
      assertNone(hasRoom(shares, team.id, request) ? 0 : 1, request, 'The team has too many requests in flight.')
      // Without a subject `/Me` is not offered.
      return { tenant: team.id, credential: tokenId, access, ...(subject === null ? {} : { subject }) }
    },
  }
}

function withCreations(hooks: LifecycleHooks, { noteCreation }: WriteMeter): LifecycleHooks {
  return {
    ...hooks,
    beforeCreate(event) {
      noteCreation(event.tx)
      return hooks.beforeCreate?.(event)
    },
  }
}

function hasRoom(inFlight: InFlight, key: string, { res }: Request): boolean {
  return res === undefined || inFlight.enter(key, res)
}
