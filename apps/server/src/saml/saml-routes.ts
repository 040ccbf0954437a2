import express, { type ErrorRequestHandler, Router } from 'express'
import { findTeam } from '../api/teams.ts'
import { beginSignIn } from './begin-sign-in.ts'
import { createFlowCookie } from './flow-cookie.ts'
import { PAGE_CSS } from './page/pages.ts'
import { receiveAnswer } from './receive-answer.ts'
import { createRefusalDesk, type RefusalDesk } from './refusal-desk.ts'
import type { SamlParts } from './saml-parts.ts'
import { serviceProviderMetadata, serviceProviderOf } from './service-provider.ts'

const FORM = 'application/x-www-form-urlencoded'
const MAX_FORM = '256kb'

/** `/teams/:team/saml`: the doors of each team's service provider. They need no session: they make one. */
export function samlRoutes(options: Omit<SamlParts, 'flowCookie'> & { readonly port: number }): Router {
  const { serverUrl, port, teams } = options
  const flowCookie = createFlowCookie({ port, secure: serverUrl.startsWith('https:') })
  const parts: SamlParts = { ...options, flowCookie }
  const desk = createRefusalDesk(parts)
  const router = Router({ caseSensitive: true })
  router.use('/teams/:team/saml', (_request, response, next) => {
    response.set('cache-control', 'no-store')
    next()
  })
  router.get('/teams/:team/saml/page.css', (_request, response) => {
    response.type('css').send(PAGE_CSS)
  })
  router.get('/teams/:team/saml/metadata', (request, response) => {
    const { name } = findTeam(teams, request)
    // As plain XML a browser would show it; an admin wants it saved.
    response.attachment(`${name}-saml-metadata.xml`).type('application/samlmetadata+xml')
    response.send(serviceProviderMetadata(serviceProviderOf(serverUrl, name)))
  })
  router.get('/teams/:team/saml/sign-in', beginSignIn(parts, desk))
  const readForm = express.text({ type: FORM, limit: MAX_FORM, inflate: false })
  router.post('/teams/:team/saml/acs', readForm, receiveAnswer(parts, desk))
  router.use('/teams/:team/saml', refuseUnreadable(parts, desk))
  return router
}

// A body that cannot be read ends on the same page as every other refusal.
function refuseUnreadable({ teams }: SamlParts, desk: RefusalDesk): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    const type = error instanceof Error && 'type' in error ? error.type : undefined
    if (typeof type !== 'string') return next(error)
    const reason = type === 'entity.too.large' ? `The form is larger than ${MAX_FORM}.` : 'The form cannot be read.'
    await desk.end(response, findTeam(teams, request), { ending: 'failed', reason })
  }
}
