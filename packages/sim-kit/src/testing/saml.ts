import { X509Certificate } from 'node:crypto'
import { type Profile, SAML, type SamlConfig, ValidateInResponseTo } from '@node-saml/node-saml'
import { DOMImplementation, DOMParser, XMLSerializer } from '@xmldom/xmldom'
import { setNodeDependencies } from 'xml-core'
import { Application, SignedXml } from 'xmldsigjs'
import xpath from 'xpath'
import { NAMESPACE } from '../idp/saml/names.ts'
import { type BrowsedPage, formOf, open, pick, responseOf } from './browse.ts'
import { SERVICE_PROVIDER } from './serve-sign-on.ts'

export { ValidateInResponseTo } from '@node-saml/node-saml'
export { type BrowsedForm, type BrowsedPage, formOf, open, pick, responseOf } from './browse.ts'
export { SERVICE_PROVIDER, type ServedSignOn, type ServeSignOnOptions, serveSignOn } from './serve-sign-on.ts'

/** What a service provider reads out of an identity provider's metadata. */
export interface ReadMetadata {
  readonly document: Document
  readonly xml: string
  readonly entityId: string
  /** PEM; of the SAML role only. */
  readonly certificate: string
  readonly signOnUrl: string
}

/** Reads metadata from its address. */
export async function readMetadata(url: string): Promise<ReadMetadata> {
  const xml = await (await fetch(url)).text()
  const document = parse(xml)
  const role = document.getElementsByTagNameNS(NAMESPACE.metadata, 'IDPSSODescriptor')[0]
  const body = role?.getElementsByTagNameNS(NAMESPACE.signature, 'X509Certificate')[0]?.textContent ?? ''
  const services = Array.from(role?.getElementsByTagNameNS(NAMESPACE.metadata, 'SingleSignOnService') ?? [])
  const redirect = services.find((service) => service.getAttribute('Binding')?.endsWith('HTTP-Redirect'))
  return {
    document,
    xml,
    entityId: document.documentElement.getAttribute('entityID') ?? '',
    certificate: new X509Certificate(Buffer.from(body, 'base64')).toString(),
    signOnUrl: redirect?.getAttribute('Location') ?? '',
  }
}

/** A service provider made of node-saml that demands signed assertions. */
export function serviceProvider(metadata: ReadMetadata, more: Partial<SamlConfig> = {}): SAML {
  return new SAML({
    issuer: SERVICE_PROVIDER.entityId,
    audience: SERVICE_PROVIDER.entityId,
    callbackUrl: SERVICE_PROVIDER.acsUrl,
    entryPoint: metadata.signOnUrl,
    idpCert: metadata.certificate,
    idpIssuer: metadata.entityId,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
    validateInResponseTo: ValidateInResponseTo.always,
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    ...more,
  })
}

/** What the service provider makes of a response. @throws Error when it refuses it. */
export async function accept(sp: SAML, page: BrowsedPage): Promise<Profile> {
  const { profile } = await sp.validatePostResponseAsync({ ...formOf(page).fields })
  if (profile === null) throw new Error('The response is none to a sign-in.')
  return profile
}

/** A sign-in from the service provider's request on. */
export async function signInAt(
  { metadataUrl }: { readonly metadataUrl: string },
  userName: string,
  more: Partial<SamlConfig> = {},
): Promise<{ page: BrowsedPage; xml: string; document: Document; sp: SAML; metadata: ReadMetadata }> {
  const metadata = await readMetadata(metadataUrl)
  const sp = serviceProvider(metadata, more)
  const page = await pick(await open(await sp.getAuthorizeUrlAsync('state', undefined, {})), userName)
  const xml = responseOf(page)
  return { page, xml, document: parse(xml), sp, metadata }
}

/** Local names of the elements whose signature another implementation than the signer's finds right. */
export async function signedElements(xml: string, certificate: string): Promise<string[]> {
  setNodeDependencies({ DOMParser, XMLSerializer, DOMImplementation, xpath })
  Application.setEngine('node', crypto)
  const document = parse(xml)
  const signatures = Array.from(document.getElementsByTagNameNS(NAMESPACE.signature, 'Signature'))
  const names: string[] = []
  for (const signature of signatures) {
    const signed = new SignedXml(document)
    signed.LoadXml(signature)
    const algorithm = signature
      .getElementsByTagNameNS(NAMESPACE.signature, 'SignatureMethod')[0]
      ?.getAttribute('Algorithm')
    const key = await publicKey(certificate, algorithm?.endsWith('sha1') ? 'SHA-1' : 'SHA-256')
    if (!(await signed.Verify(key))) throw new Error('A signature is wrong.')
    names.push((signature.parentNode as Element).localName)
  }
  return names
}

/** The only element of a name in a document, whatever its namespace. @throws Error when there is none or more. */
export function only(document: Document, name: string): Element {
  const [found, ...more] = Array.from(document.getElementsByTagNameNS('*', name))
  if (found === undefined || more.length > 0) throw new Error(`There are ${more.length} ${name} besides the first.`)
  return found
}

/** Minutes from one moment to another. */
export function minutesBetween(from: string | null, to: string | null): number {
  return (Date.parse(to ?? '') - Date.parse(from ?? '')) / 60_000
}

/** Parses XML. */
export function parse(xml: string): Document {
  return new DOMParser().parseFromString(xml, 'text/xml')
}

async function publicKey(certificate: string, hash: string): Promise<CryptoKey> {
  const { publicKey: key } = new X509Certificate(certificate)
  const spki = key.export({ type: 'spki', format: 'der' })
  return crypto.subtle.importKey('spki', spki, { name: 'RSASSA-PKCS1-v1_5', hash }, true, ['verify'])
}
