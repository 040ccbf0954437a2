/**
 * @see RFC 7643 §4.1.2 "x509Certificates" — https://www.rfc-editor.org/rfc/rfc7643#section-4.1.2
 * @see RFC 5280 §4.1 Basic Certificate Fields — https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */

const SEQUENCE = 0x30
const BIT_STRING = 0x03
// "-----BEGIN "
const PEM_IN_BASE64 = 'LS0tLS1CRUdJTi'

/** A DER element: what it is, where its content begins, and where it ends. */
interface Element {
  readonly tag: number
  readonly start: number
  readonly end: number
}

/**
 * Whether base64 text is certainly not one certificate: PEM text, or several certificates after or within one another.
 * CHOICE: what has no such form is taken as it is, since nobody here relies on the certificate.
 */
export function isSeveralCertificates(base64: string): boolean {
  if (base64.startsWith(PEM_IN_BASE64)) return true
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const outer = elementAt(bytes, 0)
  if (outer?.tag !== SEQUENCE) return false
  if (outer.end < bytes.length) return isCertificate(bytes, outer) && elementAt(bytes, outer.end)?.tag === SEQUENCE
  const inner = elementAt(bytes, outer.start)
  return inner?.tag === SEQUENCE && isCertificate(bytes, inner)
}

/** A certificate is a sequence of three: what is signed, the algorithm, the signature. */
function isCertificate(bytes: Uint8Array, { tag, start, end }: Element): boolean {
  const toBeSigned = elementAt(bytes, start)
  const algorithm = toBeSigned && elementAt(bytes, toBeSigned.end)
  const signature = algorithm && elementAt(bytes, algorithm.end)
  const tags = [tag, toBeSigned?.tag, algorithm?.tag, signature?.tag]
  return signature?.end === end && tags.join() === [SEQUENCE, SEQUENCE, SEQUENCE, BIT_STRING].join()
}

function elementAt(bytes: Uint8Array, at: number): Element | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]]
  if (tag === undefined || first === undefined) return undefined
  const more = first < 0x80 ? 0 : first - 0x80
  if (first === 0x80 || more > 4) return undefined
  const start = at + 2 + more
  const length = more === 0 ? first : bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0)
  return start + length > bytes.length ? undefined : { tag, start, end: start + length }
}
