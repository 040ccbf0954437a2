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
import type { MemberQuery, Members } from '../../product/product.ts'
import { DEFAULT_ROLE } from '../../product/rules/roles.ts'
import { numberParameter, pathParameter, textParameter } from '../query.ts'
import type { Doors } from './doors.ts'

/**
 * `members` and `invitations` of a team. What a role may do to another is the product's to say; whoever runs the server may
 * do everything, or a team without people would never have an owner.
 */
export function memberRoutes(options: {
  doors: Doors
  members: Members
  linkOf: (team: string, key: string) => string
}): Router {
  const { doors, members, linkOf } = options
  const router = Router({ mergeParams: true, caseSensitive: true })
  router.get('/members', doors.anybody, async (request, response) => {
    response.json(await members.list(doors.of(request).team, readQuery(request)))
  })
  router.get('/members/:person', doors.anybody, async (request, response) => {
    const member = await members.get(doors.of(request).team, pathParameter(request, 'person'))
    if (member === undefined) throw nothingHere('The person')
    response.json(member)
  })
  router.patch('/members/:person', doors.anybody, ...jsonBody(16 * 1024), async (request, response) => {
    const { team, actor } = doors.of(request)
    const change = parseBody(request, memberChangeSchema)
    response.json(await members.change(team, pathParameter(request, 'person'), change, actor))
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
