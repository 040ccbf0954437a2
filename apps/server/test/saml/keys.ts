import { generate } from 'selfsigned'

/** A key of an identity provider with its certificate. */
export interface SigningKey {
  /** PEM. */
  readonly privateKey: string
  /** PEM. */
  readonly certificate: string
  /** DER in Base64. */
  readonly base64: string
}

/** Makes a key that is valid from yesterday for ten years, unless told otherwise. */
export async function makeKey(
  name: string,
  options: { bits?: number; days?: [from: number, to: number]; keyType?: 'rsa' | 'ec' } = {},
): Promise<SigningKey> {
  const { bits = 2048, days: [from, to] = [-1, 3650], keyType = 'rsa' } = options
  const day = (count: number): Date => new Date(Date.now() + count * 24 * 60 * 60 * 1000)
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType,
    keySize: bits,
    algorithm: 'sha256',
    notBeforeDate: day(from),
    notAfterDate: day(to),
  })
  return { privateKey: made.private, certificate: made.cert, base64: made.cert.replace(/-----[A-Z ]+-----|\s/g, '') }
}

const keys = await Promise.all([makeKey('idp', { days: [-30, 3650] }), makeKey('idp next'), makeKey('somebody else')])
/** The key of the identity provider in these tests. */
export const KEY: SigningKey = keys[0]
/** Its next key. */
export const NEXT_KEY: SigningKey = keys[1]
/** A key of somebody else. */
export const FOREIGN_KEY: SigningKey = keys[2]
