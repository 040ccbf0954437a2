import { ProductRefusal } from '../../product/product.ts'
import type { IdentityProvider } from '../connections.ts'
import { attributeOf, childrenOf, elementsOf, instantOf, isNamed, onlyChild, textOf } from '../xml/elements.ts'
import { HTTP_REDIRECT, NS } from '../xml/names.ts'
import { parseXml, XmlRefusal } from '../xml/parse-xml.ts'
import { chooseCertificates } from './certificates.ts'
import { isLoopbackName } from './reachable.ts'

/** What metadata says of an identity provider. */
export type DescribedProvider = Pick<IdentityProvider, 'entityId' | 'ssoUrl' | 'certificates'>

const MAX_BYTES = 512_000
const MAX_ENTITY_ID = 1024

/**
 * Reads the metadata of one identity provider. A signature on it is not checked: the admin who hands it over, or the
 * address they name, is what is trusted.
 * @see SAML 2.0 Metadata §2.4.3 — https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf
 * @throws ProductRefusal `invalid`, with what is wrong in a sentence for the admin.
 */
export function readMetadata(text: string, now: number): DescribedProvider {
  if (Buffer.byteLength(text) > MAX_BYTES) throw invalid('The metadata is larger than 512 kB.')
  try {
    const root = parseXml(text.replace(/^\uFEFF/, ''), { mayAnnotate: true })
    return readEntity(root, now)
  } catch (error) {
    if (error instanceof XmlRefusal) throw invalid(`The metadata cannot be used. ${error.message}`)
    throw error
  }
}

function readEntity(root: Element, now: number): DescribedProvider {
  if (isNamed(root, NS.metadata, 'EntitiesDescriptor'))
    throw invalid('The metadata holds several entities. Hand over that of the identity provider alone.')
  if (!isNamed(root, NS.metadata, 'EntityDescriptor')) throw invalid('This is no SAML 2.0 metadata.')
  const provider = childrenOf(root, NS.metadata, 'IDPSSODescriptor').find(speaksSaml2)
  if (provider === undefined) throw invalid('The metadata describes no SAML 2.0 identity provider.')
  for (const element of [root, provider]) {
    const end = instantOf(element, 'validUntil')
    if (end !== undefined && end <= now) throw invalid('The metadata is not valid any more.')
  }
  return {
    entityId: readEntityId(root),
    ssoUrl: readSsoUrl(provider),
    certificates: chooseCertificates(signingCertificates(provider), now),
  }
}

function speaksSaml2(provider: Element): boolean {
  return (attributeOf(provider, 'protocolSupportEnumeration') ?? '').split(/\s/).includes(NS.protocol)
}

function readEntityId(root: Element): string {
  const entityId = attributeOf(root, 'entityID') ?? ''
  if (entityId === '' || entityId.length > MAX_ENTITY_ID || entityId.trim() !== entityId || /\p{Cc}/u.test(entityId))
    throw invalid('The metadata has no usable entityID.')
  return entityId
}

function readSsoUrl(provider: Element): string {
  const services = childrenOf(provider, NS.metadata, 'SingleSignOnService')
  const service = services.find((each) => attributeOf(each, 'Binding') === HTTP_REDIRECT)
  const location = service === undefined ? undefined : attributeOf(service, 'Location')
  if (location === undefined) throw invalid('The metadata names no sign-on address for the HTTP-Redirect binding.')
  const url = URL.canParse(location) ? new URL(location) : undefined
  const isAllowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackName(url.hostname))
  if (url === undefined || !isAllowed || url.username !== '' || url.password !== '' || url.hash !== '')
    throw invalid('The sign-on address in the metadata must be an https address, or http on this machine.')
  return url.href
}

function signingCertificates(provider: Element): string[] {
  const keys = childrenOf(provider, NS.metadata, 'KeyDescriptor')
  return keys
    .filter((key) => (attributeOf(key, 'use') ?? 'signing') === 'signing')
    .flatMap((key) => childrenOf(onlyChild(key, NS.signature, 'KeyInfo'), NS.signature, 'X509Data'))
    .flatMap(elementsOf)
    .filter((element) => isNamed(element, NS.signature, 'X509Certificate'))
    .map(textOf)
}

function invalid(message: string): ProductRefusal {
  return new ProductRefusal('invalid', message)
}
