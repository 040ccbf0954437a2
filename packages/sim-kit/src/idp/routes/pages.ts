import { type ErrorRequestHandler, type RequestHandler, Router } from 'express'
import type { IdentityProvider } from '../identity-provider.ts'
import { style, submit } from '../pages/files.ts'
import { FILES } from '../pages/layout.ts'
import { plainPage } from '../pages/pages.ts'
import { pagesAddress } from './base.ts'
import { findAddress } from './find-address.ts'
import { formText } from './form-text.ts'
import { pageHeaders, sendPage } from './headers.ts'
import { signInPages } from './sign-in.ts'
import { startHere, takeRequest } from './sign-on.ts'

/** The pages for browsers, without the control token: metadata, sign-on and the pages of the vendor. */
export function signOnPages(idp: IdentityProvider): Router {
  const router = Router()
  router.use(pageHeaders())
  router.get(FILES.style, (_request, response) => {
    response.type('css').send(style)
  })
  router.get(FILES.submit, (_request, response) => {
    response.type('js').send(submit)
  })
  router.use('/sign-in', signInPages(idp))
  router.get('/{*path}', getAddress(idp))
  router.post('/{*path}', formText, postAddress(idp))
  router.use((_request, response) => {
    sendPage(response, 404, plainPage(idp.label, 'Nothing here', 'No app of the simulator has this address.'))
  })
  router.use(unreadable(idp))
  return router
}

function getAddress(idp: IdentityProvider): RequestHandler {
  return (request, response, next) => {
    const parameters = new URLSearchParams(request.originalUrl.split('?').slice(1).join('?'))
    const found = findAddress(idp.signOn, idp.apps, request.path, parameters)
    if (found === undefined) next()
    else if (found.kind === 'start') startHere(idp, found.app, { request, response })
    else if (found.kind === 'signOn') {
      takeRequest(idp, found.app, { parameters, binding: 'redirect' }, { request, response })
    } else {
      const context = idp.context(found.app, pagesAddress(request))
      response.type('application/xml').send(idp.signOn.metadata(context))
    }
  }
}

function postAddress(idp: IdentityProvider): RequestHandler {
  return (request, response, next) => {
    const form: unknown = request.body
    const parameters = new URLSearchParams(typeof form === 'string' ? form : '')
    const found = findAddress(idp.signOn, idp.apps, request.path, parameters)
    if (found?.kind === 'signOn') {
      takeRequest(idp, found.app, { parameters, binding: 'post' }, { request, response })
    } else next()
  }
}

function unreadable(idp: IdentityProvider): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const status = error instanceof Error && 'status' in error ? error.status : undefined
    if (typeof status !== 'number' || status < 400 || status > 499) next(error)
    else sendPage(response, status, plainPage(idp.label, 'The request cannot be read', 'It is too long or malformed.'))
  }
}
