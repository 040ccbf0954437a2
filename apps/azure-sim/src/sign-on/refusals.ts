import {
  AUTHN_CONTEXT,
  type AuthnRequest,
  type Evidence,
  element,
  guid,
  instant,
  NAME_ID_FORMAT,
  NAMESPACE,
  type Refusal,
  type ResponseContext,
  SAML,
  type SignOnContext,
  type VendorPage,
} from '@scimulator/sim-kit'
import { clientIdOf, issuerOf } from './identifiers.ts'
import { SOURCE } from './sources.ts'

const FORMATS: ReadonlySet<string> = new Set([
  NAME_ID_FORMAT.persistent,
  NAME_ID_FORMAT.emailAddress,
  NAME_ID_FORMAT.unspecified,
  NAME_ID_FORMAT.transient,
])
const SIGNED_IN_BY: ReadonlySet<string> = new Set([AUTHN_CONTEXT.password, AUTHN_CONTEXT.passwordProtectedTransport])

/** What Entra refuses of a request: by its page when the app or its address is in doubt, else to the app. */
export function refuse(request: AuthnRequest, context: SignOnContext): Refusal | undefined {
  const { app } = context
  if (request.issuer !== app.entityId) {
    const words = `AADSTS700016: No application of the tenant has the identifier '${request.issuer ?? ''}'.`
    return { page: errorPage(400, words, SOURCE.none, context) }
  }
  if (request.acsUrl !== undefined && request.acsUrl !== app.acsUrl) {
    const words = `AADSTS50011: '${request.acsUrl}' is none of the Reply URLs of the application '${app.entityId}'.`
    return { page: errorPage(400, words, SOURCE.none, context) }
  }
  if (/^\d/.test(request.id)) {
    return { page: errorPage(400, 'The ID of the request begins with a digit.', SOURCE.protocol, context) }
  }
  const unsupported = unsupportedProperty(request)
  if (unsupported !== undefined) {
    const words = `AADSTS90011: The property '${unsupported}' of the SAML request is not supported.`
    return { response: errorResponse(request, words, context) }
  }
  const classes = request.authnContext?.classes ?? []
  if (classes.length > 0 && !classes.some((wanted) => SIGNED_IN_BY.has(wanted))) {
    const words = `AADSTS75011: The person signed in by 'Password', the application asks for '${classes.join(', ')}'.`
    return { page: errorPage(400, words, SOURCE.contextMismatch, context) }
  }
  return undefined
}

function unsupportedProperty({ hasSubject, nameIdFormat, authnContext, isPassive }: AuthnRequest): string | undefined {
  if (hasSubject) return 'Subject'
  if (nameIdFormat !== undefined && !FORMATS.has(nameIdFormat)) return 'NameIDPolicy/Format'
  if (authnContext !== undefined && authnContext.comparison !== 'exact') return 'RequestedAuthnContext/Comparison'
  // Every sign-in here asks who one is, so there never is a session.
  return isPassive ? 'IsPassive' : undefined
}

/** An unsigned response without Destination. */
function errorResponse(request: AuthnRequest, words: string, { app, now, random }: SignOnContext): string {
  const code = element('samlp:StatusCode', { Value: SAML.requestUnsupported })
  return element(
    'samlp:Response',
    {
      ID: `_${guid(random)}`,
      Version: '2.0',
      IssueInstant: instant(now),
      InResponseTo: request.id,
      'xmlns:samlp': NAMESPACE.protocol,
    },
    element('Issuer', { xmlns: NAMESPACE.assertion }, issuerOf(app)),
    element(
      'samlp:Status',
      {},
      element('samlp:StatusCode', { Value: SAML.requester }, code),
      element('samlp:StatusMessage', {}, words),
    ),
  ).xml
}

/** What a person sees who is not assigned to the application. */
export function notAssigned(context: ResponseContext): VendorPage {
  const { app, person } = context
  const words = `AADSTS50105: The administrator of the application '${app.team}' (${clientIdOf(app)}) lets in only people who are assigned to it. The signed-in user '${person.userName}' is not assigned, and neither is a group of theirs.`
  return errorPage(403, words, SOURCE.notAssigned, context)
}

function errorPage(status: number, words: string, evidence: Evidence, { now, random }: SignOnContext): VendorPage {
  return {
    status,
    heading: 'Sorry, but we’re having trouble signing you in.',
    paragraphs: [words, `Request Id: ${guid(random)}`, `Correlation Id: ${guid(random)}`, `Timestamp: ${instant(now)}`],
    evidence,
  }
}
