import { inflateRawSync } from 'node:zlib'
import { DOMParser } from '@xmldom/xmldom'
import type { AuthnRequest } from '../sign-on.ts'
import { NAMESPACE } from './names.ts'

/** How a request travelled. */
export type RequestBinding = 'redirect' | 'post'

/** What came is no AuthnRequest; the message says in plain words why. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
}

const MAX_CHARACTERS = 128 * 1024

/** Reads the SAMLRequest parameter. @throws RequestError */
export function readAuthnRequest(parameter: string, binding: RequestBinding): AuthnRequest {
  const root = parseXml(decode(parameter, binding))
  if (root.namespaceURI === NAMESPACE.protocol && root.localName === 'LogoutRequest') {
    throw new RequestError('This is a LogoutRequest. The simulator plays no single logout.')
  }
  if (root.namespaceURI !== NAMESPACE.protocol || root.localName !== 'AuthnRequest') {
    throw new RequestError('SAMLRequest holds no AuthnRequest of SAML 2.0.')
  }
  if (root.getAttribute('Version') !== '2.0') throw new RequestError('The AuthnRequest is not of Version 2.0.')
  const id = attribute(root, 'ID')
  if (id === undefined) throw new RequestError('The AuthnRequest has no ID.')
  return {
    id,
    issuer: text(child(root, NAMESPACE.assertion, 'Issuer')),
    acsUrl: attribute(root, 'AssertionConsumerServiceURL'),
    nameIdFormat: attribute(child(root, NAMESPACE.protocol, 'NameIDPolicy'), 'Format'),
    hasSubject: child(root, NAMESPACE.assertion, 'Subject') !== undefined,
    isPassive: ['true', '1'].includes(attribute(root, 'IsPassive') ?? ''),
    authnContext: readAuthnContext(child(root, NAMESPACE.protocol, 'RequestedAuthnContext')),
  }
}

function decode(parameter: string, binding: RequestBinding): string {
  if (parameter.length > MAX_CHARACTERS) throw new RequestError('SAMLRequest is too long.')
  const base64 = parameter.replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new RequestError('SAMLRequest is not base64.')
  const bytes = Buffer.from(base64, 'base64')
  if (binding === 'post') return bytes.toString('utf8')
  try {
    return inflateRawSync(bytes, { maxOutputLength: MAX_CHARACTERS }).toString('utf8')
  } catch {
    throw new RequestError('SAMLRequest is not compressed as the HTTP-Redirect binding demands, or too long.')
  }
}

function parseXml(xml: string): Element {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new RequestError('The AuthnRequest has a document type declaration.')
  const refuse = (): never => {
    throw new RequestError('SAMLRequest is not well-formed XML.')
  }
  try {
    const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } })
    const root: Element | null | undefined = parser.parseFromString(xml, 'text/xml')?.documentElement
    return root ?? refuse()
  } catch (error) {
    if (error instanceof RequestError) throw error
    return refuse()
  }
}

function readAuthnContext(node: Element | undefined): AuthnRequest['authnContext'] {
  if (node === undefined) return undefined
  const classes = children(node, NAMESPACE.assertion, 'AuthnContextClassRef').flatMap(
    (reference) => text(reference) ?? [],
  )
  return { comparison: attribute(node, 'Comparison') ?? 'exact', classes }
}

function children(parent: Element, namespace: string, name: string): Element[] {
  const found: Element[] = []
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    // Only elements have a namespace and a local name.
    const candidate = node as Element
    if (candidate.nodeType === 1 && candidate.namespaceURI === namespace && candidate.localName === name) {
      found.push(candidate)
    }
  }
  return found
}

function child(parent: Element, namespace: string, name: string): Element | undefined {
  return children(parent, namespace, name)[0]
}

function attribute(node: Element | undefined, name: string): string | undefined {
  return node?.getAttribute(name) || undefined
}

function text(node: Element | undefined): string | undefined {
  return node?.textContent?.trim() || undefined
}
