import type { AuthnRequest, Refusal, ResponseContext, SignOnContext, VendorPage } from '@scimulator/sim-kit'
import { nameIdFormatOf } from './knobs.ts'
import { evidence } from './sources.ts'

/** What Okta refuses of a request, with its own page. */
export function refuse(request: AuthnRequest, { app }: SignOnContext): Refusal | undefined {
  if (request.acsUrl !== undefined && request.acsUrl !== app.acsUrl) {
    return badRequest(`The request asks for the address ${request.acsUrl}, which is no Single sign-on URL of the app.`)
  }
  const wanted = nameIdFormatOf(app.knobs)
  if (request.nameIdFormat !== undefined && request.nameIdFormat !== wanted) {
    return badRequest(`The request asks for the Name ID format ${request.nameIdFormat}; the app is set to ${wanted}.`)
  }
  return undefined
}

function badRequest(reason: string): Refusal {
  return {
    page: { status: 400, heading: '400 Bad Request', paragraphs: [reason], evidence: evidence('inferred', 'none') },
  }
}

/** What a person sees whom the app is not assigned to. */
export function appNotAssigned({ app }: ResponseContext): VendorPage {
  return {
    status: 403,
    heading: '403 App Not Assigned',
    paragraphs: [
      `You cannot access ${app.team}, since it is not assigned to you in Okta.`,
      'Ask your administrator for it.',
    ],
    evidence: evidence('vendor-docs', 'unassigned'),
  }
}
