import { type Request, type Response, Router } from 'express'
import type { IdentityProvider } from '../identity-provider.ts'
import { pickerPage, plainPage, vendorPage } from '../pages/pages.ts'
import type { PendingSignIn } from '../pending.ts'
import type { TeamDirectory } from '../people.ts'
import type { SignOnApp } from '../sign-on.ts'
import { pagesAddress } from './base.ts'
import { formText } from './form-text.ts'
import { sendPage } from './headers.ts'
import { isSameOrigin } from './same-origin.ts'
import { sendResponse } from './send-response.ts'

/** Everything a sign-in under way knows. */
interface UnderWay {
  readonly id: string
  readonly signIn: PendingSignIn
  readonly app: SignOnApp
  readonly directory: TeamDirectory
}

/** The page on which one picks a person, and what comes of it. */
export function signInPages(idp: IdentityProvider): Router {
  const router = Router()
  router.get('/:id', (request, response) => {
    const found = underWay(idp, request, response)
    if (found === undefined) return
    const page = pickerPage({
      vendor: idp.label,
      action: `/idp/sign-in/${found.id}`,
      serviceProvider: found.app.entityId,
      people: found.directory.people,
      search: typeof request.query.search === 'string' ? request.query.search.slice(0, 200) : '',
    })
    sendPage(response, 200, page, { formAction: "'self'" })
  })
  router.post('/:id', formText, (request, response) => {
    if (!isSameOrigin(request)) {
      sendPage(response, 403, plainPage(idp.label, 'Not from here', 'Only the sign-in page itself may pick a person.'))
      return
    }
    const found = underWay(idp, request, response)
    if (found !== undefined) signIn(idp, found, request, response)
  })
  return router
}

function underWay(idp: IdentityProvider, request: Request, response: Response): UnderWay | undefined {
  const id = typeof request.params.id === 'string' ? request.params.id : ''
  const signIn = idp.pending.get(id)
  const app = signIn && idp.apps.get(signIn.team)
  if (signIn === undefined || app === undefined) {
    const words = 'This sign-in is over. Start again where you came from.'
    sendPage(response, 410, plainPage(idp.label, 'Start again', words))
    return undefined
  }
  const directory = idp.directory(signIn.team)
  if (directory !== undefined) return { id, signIn, app, directory }
  const words = `The simulator has no directory for the team ${signIn.team} yet. Run a sync first, then sign in.`
  sendPage(response, 409, plainPage(idp.label, 'Nobody to sign in yet', words))
  return undefined
}

function signIn(idp: IdentityProvider, found: UnderWay, request: Request, response: Response): void {
  const { app, directory } = found
  const picked = new URLSearchParams(typeof request.body === 'string' ? request.body : '').get('person')
  const person = directory.people.find((candidate) => candidate.person.id === picked)
  if (person === undefined) {
    const words = 'There is no such person in the directory. Go back and pick another one.'
    sendPage(response, 400, plainPage(idp.label, 'Nobody picked', words))
    return
  }
  const context = {
    ...idp.context(app, pagesAddress(request)),
    request: found.signIn.request,
    person: person.person,
    groups: directory.groupsOf(person.person),
  }
  if (person.assigned || idp.signOn.admitsAnybody?.(app) === true) {
    sendResponse(idp, app, idp.signOn.respond(context), found.signIn.relayState, response)
    return
  }
  const page = idp.signOn.unassigned(context)
  sendPage(response, page.status, vendorPage(idp.label, page))
}
