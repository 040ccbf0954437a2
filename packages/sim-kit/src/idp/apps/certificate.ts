import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { Random } from '../../profile/evidence.ts'
import type { SigningKey } from '../saml/sign.ts'
import type { CertificateForm } from '../sign-on.ts'

const YEAR_MS = 365 * 86_400_000

/** Makes an RSA key of 2048 bits with a self-signed certificate, valid from now on. */
export async function createSigningKey(form: CertificateForm, now: Date, random: Random): Promise<SigningKey> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  // Loaded when a key is made, which is once per app: a start without SAML does not pay for it.
  const { default: forge } = await import('node-forge')
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey)
  certificate.serialNumber = `1${random.text(15, '0123456789abcdef')}`
  certificate.validity.notBefore = now
  certificate.validity.notAfter = new Date(now.getTime() + form.years * YEAR_MS)
  const subject = form.subject.map(([name, value]) =>
    name === 'emailAddress' ? { name, value } : { shortName: name, value },
  )
  certificate.setSubject(subject)
  certificate.setIssuer(subject)
  certificate.sign(forge.pki.privateKeyFromPem(pair.privateKey), forge.md.sha256.create())
  return {
    certificate: forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n'),
    privateKey: pair.privateKey,
  }
}
