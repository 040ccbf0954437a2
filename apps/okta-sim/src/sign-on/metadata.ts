import {
  BINDING,
  certificateLines,
  element,
  NAME_ID_FORMAT,
  NAMESPACE,
  type SignOnAddresses,
  type SignOnAppName,
  type SignOnContext,
} from '@scimulator/sim-kit'
import { identifiersOf, issuerOf } from './identifiers.ts'

/** Where Okta's pages of an app are. */
export function addressesOf(app: SignOnAppName): SignOnAddresses {
  const { appName, externalKey, appId, linkId } = identifiersOf(app)
  return {
    metadata: `/app/${externalKey}/sso/saml/metadata`,
    signOn: `/app/${appName}/${externalKey}/sso/saml`,
    start: `/home/${appName}/${appId}/${linkId}`,
  }
}

/** The metadata of an app. */
export function metadataOf({ app, base }: SignOnContext): string {
  const location = base + addressesOf(app).signOn
  const certificate = element('ds:X509Certificate', {}, { xml: certificateLines(app.certificate) })
  const key = element('ds:KeyInfo', { 'xmlns:ds': NAMESPACE.signature }, element('ds:X509Data', {}, certificate))
  const root = element(
    'md:EntityDescriptor',
    { entityID: issuerOf(app), 'xmlns:md': NAMESPACE.metadata },
    element(
      'md:IDPSSODescriptor',
      { WantAuthnRequestsSigned: 'false', protocolSupportEnumeration: NAMESPACE.protocol },
      element('md:KeyDescriptor', { use: 'signing' }, key),
      element('md:NameIDFormat', {}, NAME_ID_FORMAT.unspecified),
      element('md:NameIDFormat', {}, NAME_ID_FORMAT.emailAddress),
      element('md:SingleSignOnService', { Binding: BINDING.post, Location: location }),
      element('md:SingleSignOnService', { Binding: BINDING.redirect, Location: location }),
    ),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>${root.xml}`
}
