import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A new bearer token: 256 random bits behind a prefix that secret scanners can know. */
export function createToken(): string {
  return `scimulator_${randomBytes(32).toString('base64url')}`
}

/** SHA-256 of a secret. A digest is enough here: the secrets are random, not chosen by people. */
export function digestOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}

/** Whether two secrets are equal, in a time that tells nothing about where they differ. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digestOf(left), digestOf(right))
}
