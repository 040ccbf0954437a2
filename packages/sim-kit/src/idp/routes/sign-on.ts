import type { Request, Response } from 'express'
import type { IdentityProvider } from '../identity-provider.ts'
import { plainPage, vendorPage } from '../pages/pages.ts'
import type { PendingSignIn } from '../pending.ts'
import { type RequestBinding, RequestError, readAuthnRequest } from '../saml/read-request.ts'
import type { AuthnRequest, SignOnApp, VendorPage } from '../sign-on.ts'
import { pagesAddress } from './base.ts'
import { sendPage } from './headers.ts'
import { sendResponse } from './send-response.ts'

/** A request of a browser. */
export interface Visit {
  readonly request: Request
  readonly response: Response
}

/** Takes an AuthnRequest: the vendor refuses it, or a person is to be picked. */
export function takeRequest(
  idp: IdentityProvider,
  app: SignOnApp,
  { parameters, binding }: { readonly parameters: URLSearchParams; readonly binding: RequestBinding },
  { request: browser, response }: Visit,
): void {
  let request: AuthnRequest
  try {
    request = readAuthnRequest(onlyRequest(parameters), binding)
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    sendPage(response, 400, plainPage(idp.label, 'The request cannot be read', error.message))
    return
  }
  const relayState = parameters.get('RelayState') ?? undefined
  const refusal = idp.signOn.refuse(request, idp.context(app, pagesAddress(browser)))
  if (refusal === undefined) pick(idp, { team: app.team, request, relayState }, response)
  else if ('page' in refusal) sendVendorPage(idp, refusal.page, response)
  else sendResponse(idp, app, refusal.response, relayState, response)
}

/** Starts at the identity provider, as from the person's page of apps. */
export function startHere(idp: IdentityProvider, app: SignOnApp, { response }: Visit): void {
  const start = idp.signOn.start?.(app) ?? { signIn: true }
  if ('redirect' in start) response.redirect(303, start.redirect)
  else if ('page' in start) sendVendorPage(idp, start.page, response)
  else pick(idp, { team: app.team, request: undefined, relayState: app.relayState || undefined }, response)
}

/** @throws RequestError for parameters that are missing or come twice, which two programs may read differently. */
function onlyRequest(parameters: URLSearchParams): string {
  if (parameters.getAll('RelayState').length > 1) throw new RequestError('RelayState comes more than once.')
  const [request, ...more] = parameters.getAll('SAMLRequest')
  if (request === undefined) throw new RequestError('There is no SAMLRequest.')
  if (more.length > 0) throw new RequestError('SAMLRequest comes more than once.')
  return request
}

function pick(idp: IdentityProvider, signIn: PendingSignIn, response: Response): void {
  response.redirect(303, `/idp/sign-in/${idp.pending.add(signIn)}`)
}

function sendVendorPage(idp: IdentityProvider, page: VendorPage, response: Response): void {
  sendPage(response, page.status, vendorPage(idp.label, page))
}
