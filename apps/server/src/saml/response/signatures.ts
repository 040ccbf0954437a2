import { childOf, childrenOf, elementsOf, isNamed, onlyChild, textOf } from '../xml/elements.ts'
import { NS } from '../xml/names.ts'
import { quote, SamlRefusal } from './saml-refusal.ts'

const ENVELOPED = `${NS.signature}enveloped-signature`

const SIGNATURE_METHODS: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
])
const DIGEST_METHODS: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
])
const SHA1_SIGNATURE = `${NS.signature}rsa-sha1`
const SHA1_DIGEST = `${NS.signature}sha1`

/**
 * Checks the form of the signature that stands right below an element: it covers this very element, by the transforms and
 * algorithms of SAML's signature profile and no others. Whether it is genuine is another question. Undefined: there is none.
 * @see SAML 2.0 Core §5.4 — https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf
 * @throws SamlRefusal, XmlRefusal
 */
export function readSignature(signed: Element, options: { allowSha1: boolean }): Element | undefined {
  const signature = childOf(signed, NS.signature, 'Signature')
  if (signature === undefined) return undefined
  for (const child of elementsOf(signature)) {
    if (!['SignedInfo', 'SignatureValue', 'KeyInfo'].some((name) => isNamed(child, NS.signature, name)))
      throw new SamlRefusal('The signature holds something other than a signature.')
  }
  const signedInfo = onlyChild(signature, NS.signature, 'SignedInfo')
  textOf(onlyChild(signature, NS.signature, 'SignatureValue'))
  assertAlgorithm(signedInfo, 'CanonicalizationMethod', (name) => name === NS.exclusiveC14n)
  assertAlgorithm(
    signedInfo,
    'SignatureMethod',
    (name) => SIGNATURE_METHODS.has(name) || (options.allowSha1 && name === SHA1_SIGNATURE),
  )
  assertReference(onlyChild(signedInfo, NS.signature, 'Reference'), signed, options)
  return signature
}

function assertReference(reference: Element, signed: Element, { allowSha1 }: { allowSha1: boolean }): void {
  const id = signed.getAttribute('ID')
  if (id === null || id === '' || reference.getAttribute('URI') !== `#${id}`)
    throw new SamlRefusal('The signature does not cover the element it stands in.')
  const transforms = childrenOf(onlyChild(reference, NS.signature, 'Transforms'), NS.signature, 'Transform')
  const [first, second, ...more] = transforms.map((transform) => transform.getAttribute('Algorithm'))
  if (first !== ENVELOPED || second !== NS.exclusiveC14n || more.length > 0)
    throw new SamlRefusal('The signature has other transforms than enveloped-signature and exclusive canonicalisation.')
  assertAlgorithm(reference, 'DigestMethod', (name) => DIGEST_METHODS.has(name) || (allowSha1 && name === SHA1_DIGEST))
  textOf(onlyChild(reference, NS.signature, 'DigestValue'))
}

function assertAlgorithm(parent: Element, element: string, isAllowed: (name: string) => boolean): void {
  const name = onlyChild(parent, NS.signature, element).getAttribute('Algorithm') ?? ''
  if (isAllowed(name)) return
  const hint = name === SHA1_SIGNATURE || name === SHA1_DIGEST ? ' The team does not allow SHA-1.' : ''
  throw new SamlRefusal(`The ${element} ${quote(name)} is not taken.${hint}`)
}
