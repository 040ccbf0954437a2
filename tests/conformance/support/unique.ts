import { randomBytes } from 'node:crypto'

/** A name nothing else on the server has. */
export function uniqueName(prefix: string): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`
}
