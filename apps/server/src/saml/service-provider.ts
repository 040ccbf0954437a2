import { generateServiceProviderMetadata, SAML, ValidateInResponseTo } from '@node-saml/node-saml'
import type { IdentityProvider } from './connections.ts'
import { toPem } from './metadata/certificates.ts'
import { MAX_ASSERTION_AGE_MS, SKEW_MS } from './response/times.ts'

/** How long a person has at the identity provider. */
export const REQUEST_MS: number = 10 * 60_000

/** A team as a service provider: what the identity provider's admin types. */
export interface ServiceProvider {
  readonly entityId: string
  readonly acsUrl: string
  readonly metadataUrl: string
  readonly signInUrl: string
}

/**
 * The service provider of a team. Each has an entity id and an ACS of its own, so that only this team's identity provider
 * counts at its door: two teams may have the same one, under the same name.
 */
export function serviceProviderOf(serverUrl: string, team: string): ServiceProvider {
  const base = `${serverUrl}/teams/${team}/saml`
  return {
    entityId: `${base}/metadata`,
    acsUrl: `${base}/acs`,
    metadataUrl: `${base}/metadata`,
    signInUrl: `${base}/sign-in`,
  }
}

/** The metadata that an identity provider reads. @see SAML 2.0 Metadata §2.4.4 — https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf */
export function serviceProviderMetadata({ entityId, acsUrl }: ServiceProvider): string {
  return generateServiceProviderMetadata({
    issuer: entityId,
    callbackUrl: acsUrl,
    identifierFormat: null,
    wantAssertionsSigned: true,
    // The same text at each request: what is downloaded twice can be compared.
    generateUniqueId: () => '_service-provider',
  })
}

/** Where to send a person who signs in. Nothing of where they want to go is sent along. */
export async function authorizeUrl(
  serviceProvider: ServiceProvider,
  identityProvider: IdentityProvider,
  requestId: string,
): Promise<string> {
  const saml = createSaml({ serviceProvider, identityProvider, requestId, wantResponseSigned: false })
  return saml.getAuthorizeUrlAsync('', undefined, {})
}

/**
 * The library for one request of one team. No NameIDPolicy format and no authentication context is asked for, since
 * identity providers refuse those that do not fit their own settings.
 *
 * Its memory of requests answers for this request alone and forgets nothing: a Response that is refused leaves the request
 * good for the right one, and the assertion is spent, for good and once, when everything has been checked.
 */
export function createSaml(options: {
  serviceProvider: ServiceProvider
  identityProvider: IdentityProvider
  requestId: string
  wantResponseSigned: boolean
}): SAML {
  const { serviceProvider, identityProvider, requestId, wantResponseSigned } = options
  return new SAML({
    issuer: serviceProvider.entityId,
    audience: serviceProvider.entityId,
    callbackUrl: serviceProvider.acsUrl,
    entryPoint: identityProvider.ssoUrl,
    idpIssuer: identityProvider.entityId,
    idpCert: identityProvider.certificates.map(toPem),
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: wantResponseSigned,
    validateInResponseTo: ValidateInResponseTo.always,
    requestIdExpirationPeriodMs: REQUEST_MS,
    acceptedClockSkewMs: SKEW_MS,
    maxAssertionAgeMs: MAX_ASSERTION_AGE_MS,
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    generateUniqueId: () => requestId,
    cacheProvider: {
      saveAsync: async () => null,
      getAsync: async (key) => (key === requestId ? new Date().toISOString() : null),
      removeAsync: async () => null,
    },
  })
}
