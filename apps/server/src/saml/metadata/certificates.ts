import { X509Certificate } from 'node:crypto'
import type { SamlCertificate } from '@scimulator/admin-api'
import { ProductRefusal } from '../../product/product.ts'

const MIN_RSA_BITS = 2048
const MAX_LISTED = 10
const KEPT = 2
const DAY = 24 * 60 * 60 * 1000

/** A certificate, DER in Base64 without line breaks, as PEM. */
export function toPem(base64: string): string {
  return `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END CERTIFICATE-----\n`
}

/** A certificate as the API shows it. */
export function describeCertificate(base64: string, now: number): SamlCertificate {
  const certificate = new X509Certificate(Buffer.from(base64, 'base64'))
  const { validFromDate, validToDate } = certificate
  return {
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: certificate.subject.replaceAll('\n', ', '),
    notBefore: validFromDate.toISOString(),
    notAfter: validToDate.toISOString(),
    daysLeft: Math.floor((validToDate.getTime() - now) / DAY),
  }
}

/**
 * The certificates to trust out of those that metadata lists: the newest two that are usable, so that the old one and the
 * next both count while the identity provider changes its key. What is too weak or has expired is left out; when nothing
 * else is listed, the metadata is refused. A certificate that expires later goes on to count, as identity providers sign
 * on with it: the page warns.
 * @throws ProductRefusal `invalid`.
 */
export function chooseCertificates(listed: readonly string[], now: number): string[] {
  const different = [...new Set(listed.map((text) => text.replace(/[\t\n\r ]/g, '')))]
  if (different.length === 0) throw invalid('The metadata lists no certificate for signing.')
  if (different.length > MAX_LISTED) throw invalid(`The metadata lists more than ${MAX_LISTED} certificates.`)
  const read = different.map((base64) => ({ base64, ...readCertificate(base64, now) }))
  const usable = read.filter(({ fault }) => fault === null)
  if (usable.length === 0) throw invalid(read[0]?.fault ?? '')
  usable.sort((a, b) => b.begin - a.begin)
  return usable.slice(0, KEPT).map(({ base64 }) => base64)
}

function readCertificate(base64: string, now: number): { begin: number; fault: string | null } {
  const certificate = parseCertificate(base64)
  if (certificate === undefined) return { begin: 0, fault: 'A certificate in the metadata cannot be read.' }
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey
  const begin = certificate.validFromDate.getTime()
  if (asymmetricKeyType !== 'rsa') return { begin, fault: 'The certificate in the metadata has no RSA key.' }
  if ((asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS)
    return { begin, fault: `The key in the metadata is shorter than ${MIN_RSA_BITS} bits.` }
  const isOver = certificate.validToDate.getTime() <= now
  return { begin, fault: isOver ? 'The certificate in the metadata has expired.' : null }
}

function parseCertificate(base64: string): X509Certificate | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'))
  } catch {
    return undefined
  }
}

function invalid(message: string): ProductRefusal {
  return new ProductRefusal('invalid', message)
}
