import type { Role } from '@scimulator/admin-api'
import type { Request, RequestHandler } from 'express'
import { ApiFailure, nothingHere } from '../../http/api-error.ts'
import type { Actor, AuditLog } from '../../product/product.ts'
import { mayAdminister, seesEverything } from '../../product/rules/roles.ts'
import { actorOf, type PeopleAtBrowser, type SignedInPerson } from '../../session/people-at-browser.ts'
import type { Team, TeamStore } from '../../teams/team.ts'
import { type Callers, operatorActor } from '../callers.ts'
import { findTeam } from '../teams.ts'

/** A call that has come by a door of a team. */
export interface TeamCall {
  readonly team: Team
  readonly actor: Actor
  /** Undefined: it is the operator's, or a local process's. */
  readonly person?: SignedInPerson | undefined
}

/** A call of somebody who is in the team. */
export interface PersonCall extends TeamCall {
  readonly person: SignedInPerson
}

/** The doors of a team's part of the API: each lets certain callers pass, and a team that is not the caller's is not there. */
export interface Doors {
  /** What came by whichever door. */
  of(request: Request): TeamCall
  /** What came by a door of persons. */
  personOf(request: Request): PersonCall
  /** Anybody of the team, the operator, and local processes. */
  readonly anybody: RequestHandler
  /** Anybody of the team. */
  readonly person: RequestHandler
  /** Owners, admins and managers. */
  readonly auditor: RequestHandler
  /** Owners and admins. */
  readonly administrator: RequestHandler
  /** The operator and local processes. */
  readonly operator: RequestHandler
  /** Local processes. */
  readonly ingest: RequestHandler
}

/** What doors are made of. */
export interface DoorParts {
  readonly callers: Callers
  readonly people: PeopleAtBrowser
  readonly teams: TeamStore
  readonly audit: AuditLog
}

/** The doors of a server's teams. */
export function createDoors({ callers, people, teams, audit }: DoorParts): Doors {
  const calls = new WeakMap<Request, TeamCall>()

  /** The team of the path, and whoever the browser is in it. */
  async function look(request: Request): Promise<{ team: Team; person: SignedInPerson | undefined }> {
    const team = findTeam(teams, request)
    const caller = callers.of(request)
    const person = caller === 'ingest' ? undefined : await people.inTeam(request, team)
    if (caller === 'person' && person === undefined) throw nothingHere('The team')
    return { team, person }
  }

  function pass(request: Request, team: Team, person: SignedInPerson | undefined): void {
    if (person !== undefined) return void calls.set(request, { team, person, actor: actorOf(person, request) })
    calls.set(request, { team, actor: operatorActor(callers, request) })
  }

  function personDoor(mayPass: (role: Role) => boolean, whoMay: string): RequestHandler {
    return async (request, _response, next) => {
      const { team, person } = await look(request)
      if (person === undefined) throw forbidden('Act as a person of the team first: this is for its people.')
      if (!mayPass(person.member.role)) {
        if (isWorthNoting(request)) await noteRefusal(audit, person, request)
        throw forbidden(`Only ${whoMay} of the team may do this.`)
      }
      pass(request, team, person)
      next()
    }
  }

  function of(request: Request): TeamCall {
    const call = calls.get(request)
    if (call === undefined) throw new Error('The request has come by no door.')
    return call
  }

  return {
    of,
    personOf(request) {
      const { team, actor, person } = of(request)
      if (person === undefined) throw new Error('The request has not come by a door of persons.')
      return { team, actor, person }
    },
    async anybody(request, _response, next) {
      const { team, person } = await look(request)
      pass(request, team, person)
      next()
    },
    person: personDoor(() => true, 'somebody'),
    auditor: personDoor(seesEverything, 'an owner, admin or manager'),
    administrator: personDoor(mayAdminister, 'an owner or admin'),
    operator: processDoor(callers, callers.labOnly, teams, pass),
    ingest: processDoor(callers, callers.ingestOnly, teams, pass),
  }
}

// What is done by the operator is done as the operator, whoever they play in the team.
function processDoor(
  callers: Callers,
  guard: RequestHandler,
  teams: TeamStore,
  pass: (request: Request, team: Team, person: undefined) => void,
): RequestHandler {
  return (request, response, next) => {
    // A person who is nothing else is not told which teams there are.
    if (callers.of(request) !== 'person') findTeam(teams, request)
    guard(request, response, (error?: unknown) => {
      if (error === undefined) pass(request, findTeam(teams, request), undefined)
      next(error)
    })
  }
}

// Reading again and again would drown the log; what is taken away as a file is another matter.
function isWorthNoting({ method, path }: Request): boolean {
  return (method !== 'GET' && method !== 'HEAD') || /\.(csv|json)$/.test(path)
}

async function noteRefusal(audit: AuditLog, person: SignedInPerson, request: Request): Promise<void> {
  const { personId, displayName, role } = person.member
  await audit.note(person.team, {
    actor: actorOf(person, request),
    action: 'member.refused',
    subject: { kind: 'person', id: personId, name: displayName },
    after: { reason: 'forbidden', role, attempt: `${request.method} ${request.path}` },
  })
}

function forbidden(message: string): ApiFailure {
  return new ApiFailure(403, 'forbidden', message)
}
