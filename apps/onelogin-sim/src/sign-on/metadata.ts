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
import { appIdOf, issuerOf } from './identifiers.ts'

/** Where OneLogin's pages of an app are. */
export function addressesOf(app: SignOnAppName): SignOnAddresses {
  const id = appIdOf(app)
  return {
    metadata: `/saml/metadata/${id}`,
    signOn: `/trust/saml2/http-post/sso/${id}`,
    start: `/launch/${id}`,
  }
}

/** The metadata of an app. */
export function metadataOf({ app, base }: SignOnContext): string {
  const location = base + addressesOf(app).signOn
  const certificate = element('ds:X509Certificate', {}, { xml: certificateLines(app.certificate) })
  const key = element('ds:KeyInfo', { 'xmlns:ds': NAMESPACE.signature }, element('ds:X509Data', {}, certificate))
  return element(
    'EntityDescriptor',
    { xmlns: NAMESPACE.metadata, entityID: issuerOf(app) },
    element(
      'IDPSSODescriptor',
      { 'xmlns:ds': NAMESPACE.signature, protocolSupportEnumeration: NAMESPACE.protocol },
      element('KeyDescriptor', { use: 'signing' }, key),
      element('NameIDFormat', {}, NAME_ID_FORMAT.emailAddress),
      element('SingleSignOnService', { Binding: BINDING.redirect, Location: location }),
      element('SingleSignOnService', { Binding: BINDING.post, Location: location }),
      element('SingleSignOnService', {
        Binding: BINDING.soap,
        Location: `${base}/trust/saml2/soap/sso/${appIdOf(app)}`,
      }),
    ),
    element(
      'ContactPerson',
      { contactType: 'technical' },
      element('SurName', {}, 'Support'),
      element('EmailAddress', {}, 'support@onelogin.com'),
    ),
  ).xml
}
