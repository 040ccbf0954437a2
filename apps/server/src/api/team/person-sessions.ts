import type { PersonSession } from '@scimulator/admin-api'
import { Router } from 'express'
import type { PersonSessions } from '../../product/product.ts'
import type { PeopleAtBrowser } from '../../session/people-at-browser.ts'
import { pathParameter } from '../query.ts'
import type { Doors } from './doors.ts'

/** `session` and `sessions` of a team: a person's own. */
export function personSessionRoutes(options: {
  doors: Doors
  sessions: PersonSessions
  people: PeopleAtBrowser
}): Router {
  const { doors, sessions, people } = options
  const router = Router({ mergeParams: true, caseSensitive: true })
  router.delete('/session', doors.person, async (request, response) => {
    await people.signOut({ request, response }, doors.of(request).team)
    response.status(204).end()
  })
  router.get('/sessions', doors.person, async (request, response) => {
    const { team, person } = doors.personOf(request)
    const own = await sessions.list(team, person.member.personId)
    response.json(own.map((each): PersonSession => ({ ...each, isCurrent: each.id === person.session.id })))
  })
  router.delete('/sessions', doors.person, async (request, response) => {
    const { team, person, actor } = doors.personOf(request)
    const { personId } = person.member
    const others = (await sessions.list(team, personId)).filter(({ id }) => id !== person.session.id)
    for (const { id } of others) await sessions.end(team, personId, id, actor)
    response.status(204).end()
  })
  router.delete('/sessions/:id', doors.person, async (request, response) => {
    const { team, person, actor } = doors.personOf(request)
    const id = pathParameter(request, 'id')
    if (id === person.session.id) await people.signOut({ request, response }, team)
    else await sessions.end(team, person.member.personId, id, actor)
    response.status(204).end()
  })
  return router
}
