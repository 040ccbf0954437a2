import { documentChangeSchema, newDocumentSchema, newSpaceSchema, spaceChangeSchema } from '@scimulator/admin-api'
import { type Request, type RequestHandler, Router } from 'express'
import { jsonBody, parseBody } from '../../http/json-body.ts'
import type { Spaces } from '../../product/product.ts'
import { pathParameter, textParameter } from '../query.ts'
import type { Doors, PersonCall } from './doors.ts'

const BODY_LIMIT = 512 * 1024

/** `spaces` and `documents` of a team, as the person who asks may see them. */
export function spaceRoutes({ doors, spaces }: { doors: Doors; spaces: Spaces }): Router {
  const router = Router({ mergeParams: true, caseSensitive: true })
  const enter = doors.person
  const body = jsonBody(BODY_LIMIT)
  const id = (request: Request, name: string): string => pathParameter(request, name)
  const answer =
    (
      act: (call: PersonCall & { viewer: string }, request: Request) => Promise<unknown>,
      status = 200,
    ): RequestHandler =>
    async (request, response) => {
      const call = doors.personOf(request)
      const found = await act({ ...call, viewer: call.person.member.personId }, request)
      response.status(status).json(found)
    }

  router.get(
    '/spaces',
    enter,
    answer(({ team, viewer }) => spaces.list(team, viewer)),
  )
  router.post(
    '/spaces',
    enter,
    ...body,
    answer(
      ({ team, viewer, actor }, request) => spaces.create(team, viewer, parseBody(request, newSpaceSchema), actor),
      201,
    ),
  )
  router.get(
    '/spaces/:space',
    enter,
    answer(({ team, viewer }, request) => spaces.get(team, viewer, id(request, 'space'))),
  )
  router.patch(
    '/spaces/:space',
    enter,
    ...body,
    answer(({ team, viewer, actor }, request) =>
      spaces.change(team, viewer, id(request, 'space'), parseBody(request, spaceChangeSchema), actor),
    ),
  )
  const setPerson = (isIn: boolean): RequestHandler =>
    answer(({ team, viewer, actor }, request) =>
      spaces.setPerson(team, viewer, id(request, 'space'), id(request, 'person'), isIn, actor),
    )
  router.put('/spaces/:space/people/:person', enter, setPerson(true))
  router.delete('/spaces/:space/people/:person', enter, setPerson(false))

  router.get(
    '/documents',
    enter,
    answer(({ team, viewer }, request) => spaces.documents(team, viewer, textParameter(request, 'space'))),
  )
  router.post(
    '/documents',
    enter,
    ...body,
    answer(
      ({ team, viewer, actor }, request) =>
        spaces.createDocument(team, viewer, parseBody(request, newDocumentSchema), actor),
      201,
    ),
  )
  router.get(
    '/documents/:document',
    enter,
    answer(({ team, viewer }, request) => spaces.document(team, viewer, id(request, 'document'))),
  )
  router.patch(
    '/documents/:document',
    enter,
    ...body,
    answer(({ team, viewer, actor }, request) =>
      spaces.changeDocument(team, viewer, id(request, 'document'), parseBody(request, documentChangeSchema), actor),
    ),
  )
  const share = (isShared: boolean): RequestHandler =>
    answer(({ team, viewer, actor }, request) =>
      spaces.share(team, viewer, id(request, 'document'), id(request, 'person'), isShared, actor),
    )
  router.put('/documents/:document/shares/:person', enter, share(true))
  router.delete('/documents/:document/shares/:person', enter, share(false))
  return router
}
