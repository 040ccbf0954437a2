import type { Response } from 'express'
import type { IdentityProvider } from '../identity-provider.ts'
import { responsePage } from '../pages/pages.ts'
import type { SignOnApp } from '../sign-on.ts'
import { sendPage } from './headers.ts'

/** Sends the page that carries a response to the service provider, and to nobody else. */
export function sendResponse(
  { label, signOn }: IdentityProvider,
  { acsUrl }: SignOnApp,
  message: string,
  relayState: string | undefined,
  response: Response,
): void {
  const page = responsePage(label, signOn.form, { acsUrl, response: message, relayState })
  sendPage(response, 200, page, { formAction: new URL(acsUrl).origin, script: true })
}
