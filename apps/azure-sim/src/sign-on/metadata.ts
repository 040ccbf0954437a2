import {
  BINDING,
  certificateLines,
  element,
  guid,
  NAMESPACE,
  type SignOnAddresses,
  type SignOnAppName,
  type SignOnContext,
  signXml,
  type Xml,
} from '@scimulator/sim-kit'
import { clientIdOf, issuerOf, tenantOf } from './identifiers.ts'

const FEDERATION = 'http://docs.oasis-open.org/wsfed/federation/200706'

/** Where Entra's pages of an app are. */
export function addressesOf(app: SignOnAppName): SignOnAddresses {
  const [tenant, client] = [tenantOf(app), clientIdOf(app)]
  return {
    metadata: `/${tenant}/federationmetadata/2007-06/federationmetadata.xml?appid=${client}`,
    signOn: `/${tenant}/saml2`,
    start: `/signin/${app.team}/${client}?tenantId=${tenant}`,
  }
}

/** The App Federation Metadata: signed as a whole, WS-Federation before SAML. */
export function metadataOf({ app, base, random }: SignOnContext): string {
  const location = base + addressesOf(app).signOn
  const key = keyDescriptor(app.certificate)
  const root = element(
    'EntityDescriptor',
    { ID: `_${guid(random)}`, entityID: issuerOf(app), xmlns: NAMESPACE.metadata },
    roleDescriptor('fed:SecurityTokenServiceType', key),
    roleDescriptor('fed:ApplicationServiceType', key),
    element(
      'IDPSSODescriptor',
      { protocolSupportEnumeration: NAMESPACE.protocol },
      key,
      element('SingleLogoutService', { Binding: BINDING.redirect, Location: location }),
      element('SingleSignOnService', { Binding: BINDING.redirect, Location: location }),
      element('SingleSignOnService', { Binding: BINDING.post, Location: location }),
    ),
  )
  return signXml(`<?xml version="1.0" encoding="utf-8"?>${root.xml}`, app, {
    signed: 'document',
    place: 'first',
    prefix: '',
    signature: 'RSA-SHA256',
    digest: 'SHA256',
  })
}

function keyDescriptor(certificate: string): Xml {
  const body = certificateLines(certificate).replaceAll('\n', '')
  const data = element('X509Data', {}, element('X509Certificate', {}, { xml: body }))
  return element('KeyDescriptor', { use: 'signing' }, element('KeyInfo', { xmlns: NAMESPACE.signature }, data))
}

function roleDescriptor(type: string, key: Xml): Xml {
  return element(
    'RoleDescriptor',
    {
      'xsi:type': type,
      protocolSupportEnumeration: FEDERATION,
      'xmlns:xsi': NAMESPACE.schemaInstance,
      'xmlns:fed': FEDERATION,
    },
    key,
  )
}
