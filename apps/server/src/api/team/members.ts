import {
  invitationRequestSchema,
  memberChangeSchema,
  membershipStateSchema,
  type OneTimeLink,
  roleSchema,
} from '@scimulator/admin-api'
import { type Request, Router } from 'express'
import { badRequest, nothingHere } from '../../http/api-error.ts'
import { jsonBody, parseBody } from '../../http/json-body.ts'
import type { MemberQuery, Members, PersonSessions } from '../../product/product.ts'
import { knowsEverybody } from '../../product/rules/access.ts'
import { DEFAULT_ROLE } from '../../product/rules/roles.ts'
import type { SamlSignOn } from '../../saml/saml-sign-on.ts'
import type { SignedInPerson } from '../../session/people-at-browser.ts'
import { numberParameter, pathParameter, textParameter } from '../query.ts'
import type { Doors } from './doors.ts'

/**
 * `members` and `invitations` of a team. What a role may do to another is the product's to say; whoever runs the server may
 * do everything, or a team without people would never have an owner.
 */
export function memberRoutes(options: {
  doors: Doors
  members: Members
  sessions: Pick<PersonSessions, 'endLinked'>
  signOn: Pick<SamlSignOn, 'rules'>
  linkOf: (team: string, key: string) => string
}): Router {
  const { doors, members, sessions, signOn, linkOf } = options
  const router = Router({ mergeParams: true, caseSensitive: true })
  router.get('/members', doors.anybody, async (request, response) => {
    const { team, person } = doors.of(request)
    response.json(await members.list(team, { ...readQuery(request), knownTo: limitOf(person) }))
  })
  router.get('/members/:person', doors.anybody, async (request, response) => {
    const { team, person } = doors.of(request)
    const limit = limitOf(person)
    const id = pathParameter(request, 'person')
    const isKnown = limit === undefined || (await members.doKnow(team, limit, id))
    const member = isKnown ? await members.get(team, id) : undefined
    if (member === undefined) throw nothingHere('The person')
    response.json(member)
  })
  router.patch('/members/:person', doors.anybody, ...jsonBody(16 * 1024), async (request, response) => {
    const { team, actor } = doors.of(request)
    const change = parseBody(request, memberChangeSchema)
    const member = await members.change(team, pathParameter(request, 'person'), change, actor)
    // Whoever is no owner any more has no session by a link where the team wants its identity provider only.
    if (change.role !== undefined && (await signOn.rules(team)).requireSso) await sessions.endLinked(team, actor)
    response.json(member)
  })
  router.post('/invitations', doors.anybody, ...jsonBody(16 * 1024), async (request, response) => {
    const { team, actor } = doors.of(request)
    const { email, role = DEFAULT_ROLE } = parseBody(request, invitationRequestSchema)
    const { member, key, expiresAt } = await members.invite(team, email, role, actor)
    const link: OneTimeLink = { url: linkOf(team.name, key), expiresAt }
    response.status(201).json({ member, link })
  })
  router.delete('/invitations/:person', doors.anybody, async (request, response) => {
    const { team, actor } = doors.of(request)
    await members.withdrawInvitation(team, pathParameter(request, 'person'), actor)
    response.status(204).end()
  })
  return router
}

/** The person to whose spaces it is limited whom somebody sees; undefined where it is not. */
function limitOf(person: SignedInPerson | undefined): string | undefined {
  return person === undefined || knowsEverybody(person.member.role) ? undefined : person.member.personId
}

function readQuery(request: Request): MemberQuery {
  return {
    state: choiceParameter(request, 'state', membershipStateSchema.options),
    role: choiceParameter(request, 'role', roleSchema.options),
    q: textParameter(request, 'q'),
    startIndex: numberParameter(request, 'startIndex', { min: 1, max: 1_000_000_000, otherwise: 1 }),
    count: numberParameter(request, 'count', { min: 0, max: 200, otherwise: 50 }),
  }
}

function choiceParameter<Choice extends string>(
  request: Request,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = textParameter(request, name)
  const choice = choices.find((each) => each === text)
  if (text !== undefined && choice === undefined) throw badRequest(`"${name}" takes one of ${choices.join(', ')}.`)
  return choice
}
