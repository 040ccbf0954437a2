/**
 * @see XML Signature Syntax and Processing §4 — https://www.w3.org/TR/xmldsig-core1/#sec-CoreSyntax
 * @see Exclusive XML Canonicalization §3 — https://www.w3.org/TR/xml-exc-c14n/#sec-Specification
 */
import { createHash, createSign } from 'node:crypto'
import { DOMParser, XMLSerializer } from '@xmldom/xmldom'
import { ExclusiveCanonicalization } from 'xml-crypto'
import { certificateLines } from './certificate-lines.ts'
import { NAMESPACE } from './names.ts'
import { element, type Xml } from './xml.ts'

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'

const SIGNATURES = {
  'RSA-SHA1': ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'RSA-SHA1'],
  'RSA-SHA256': ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'RSA-SHA256'],
  'RSA-SHA512': ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', 'RSA-SHA512'],
} as const
const DIGESTS = {
  SHA1: ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'],
  SHA256: ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  SHA512: ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
} as const

/** How a signature looks. */
export interface SignatureForm {
  /** What is signed: the whole document, or the assertion right below its root. */
  readonly signed: 'document' | 'assertion'
  /** Where the signature stands in what it signs. */
  readonly place: 'first' | 'afterIssuer'
  /** Prefix of the signature's elements; empty: the default namespace. */
  readonly prefix: string
  readonly signature: keyof typeof SIGNATURES
  readonly digest: keyof typeof DIGESTS
  /** Prefixes the canonical form keeps although no name uses them. */
  readonly inclusivePrefixes?: readonly string[]
}

/** What signs. */
export interface SigningKey {
  readonly certificate: string
  readonly privateKey: string
}

/** Puts an enveloped signature with its certificate into a document. */
export function signXml(xml: string, key: SigningKey, form: SignatureForm): string {
  const document = parse(xml)
  const root = document.documentElement
  const signed = form.signed === 'document' ? root : childOf(root, 'Assertion')
  const signature = document.importNode(parse(signatureOf(signed, key, form).xml).documentElement, true)
  const before = form.place === 'first' ? signed.firstChild : childOf(signed, 'Issuer').nextSibling
  signed.insertBefore(signature, before)
  return new XMLSerializer().serializeToString(document)
}

function signatureOf(signed: Element, { certificate, privateKey }: SigningKey, form: SignatureForm): Xml {
  const name = (local: string): string => (form.prefix === '' ? local : `${form.prefix}:${local}`)
  const namespace = { [form.prefix === '' ? 'xmlns' : `xmlns:${form.prefix}`]: NAMESPACE.signature }
  const parts = signedInfoParts(signed, form, name)
  const info = element(name('SignedInfo'), namespace, ...parts)
  const value = createSign(SIGNATURES[form.signature][1]).update(canonical(parse(info.xml).documentElement, []))
  const body = { xml: certificateLines(certificate).replaceAll('\n', '') }
  return element(
    name('Signature'),
    namespace,
    element(name('SignedInfo'), {}, ...parts),
    element(name('SignatureValue'), {}, value.sign(privateKey, 'base64')),
    element(name('KeyInfo'), {}, element(name('X509Data'), {}, element(name('X509Certificate'), {}, body))),
  )
}

function signedInfoParts(signed: Element, form: SignatureForm, name: (local: string) => string): Xml[] {
  const { signature, digest, inclusivePrefixes = [] } = form
  const [digestMethod, hash] = DIGESTS[digest]
  const value = createHash(hash).update(canonical(signed, inclusivePrefixes)).digest('base64')
  const list = { 'xmlns:ec': EXCLUSIVE, PrefixList: inclusivePrefixes.join(' ') }
  const kept = inclusivePrefixes.length === 0 ? undefined : element('ec:InclusiveNamespaces', list)
  const transforms = element(
    name('Transforms'),
    {},
    element(name('Transform'), { Algorithm: ENVELOPED }),
    element(name('Transform'), { Algorithm: EXCLUSIVE }, kept),
  )
  return [
    element(name('CanonicalizationMethod'), { Algorithm: EXCLUSIVE }),
    element(name('SignatureMethod'), { Algorithm: SIGNATURES[signature][0] }),
    element(
      name('Reference'),
      { URI: `#${signed.getAttribute('ID') ?? ''}` },
      transforms,
      element(name('DigestMethod'), { Algorithm: digestMethod }),
      element(name('DigestValue'), {}, value),
    ),
  ]
}

/** The canonical form; without a signature in it yet, the enveloped transform has nothing to take out. */
function canonical(node: Element, inclusivePrefixes: readonly string[]): string {
  return new ExclusiveCanonicalization().process(node, { inclusiveNamespacesPrefixList: [...inclusivePrefixes] })
}

function parse(xml: string): Document {
  return new DOMParser().parseFromString(xml, 'text/xml')
}

function childOf(parent: Element, name: string): Element {
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    // Only elements have a local name.
    if ((node as Element).localName === name) return node as Element
  }
  throw new TypeError(`There is no ${name} to sign.`)
}
