import type {
  AuthnRequest,
  Refusal,
  ResponseContext,
  SignOnApp,
  SignOnContext,
  Start,
  VendorPage,
} from '@scimulator/sim-kit'
import { evidence } from './sources.ts'

const NEUTRAL = evidence('inferred', 'none')

/** What OneLogin refuses of a request: an address that the ACS (Consumer) URL Validator does not let through. */
export function refuse({ acsUrl }: AuthnRequest, { app }: SignOnContext): Refusal | undefined {
  if (acsUrl === undefined || acsUrl === app.acsUrl) return undefined
  const reason = `The request asks for the address ${acsUrl}, which the ACS (Consumer) URL Validator does not let through.`
  return {
    page: { status: 400, heading: 'The sign-in request is not accepted', paragraphs: [reason], evidence: NEUTRAL },
  }
}

/** What comes of the app's tile, by the field SAML initiator. */
export function startOf({ knobs, loginUrl }: SignOnApp): Start {
  if (knobs['saml-initiator'] !== 'Service Provider') return { signIn: true }
  if (loginUrl !== '') return { redirect: loginUrl }
  const reason = 'SAML initiator is Service Provider, and the field Login URL is blank: there is nowhere to go.'
  return { page: { status: 400, heading: 'The app has no Login URL', paragraphs: [reason], evidence: NEUTRAL } }
}

/** What a person sees whom the app is not given to. */
export function noAccess({ app }: ResponseContext): VendorPage {
  return {
    status: 403,
    heading: 'No access to this application',
    paragraphs: [`You do not have access to ${app.team}.`, 'Ask your OneLogin administrator for it.'],
    evidence: NEUTRAL,
  }
}
