import { randomBytes } from 'node:crypto'
import { isSameSecret } from '../teams/token.ts'

/** The one-time key of the sign-in link. There is always exactly one that works. */
export interface SignInKey {
  /** The key that opens a session now. */
  readonly current: string
  /** Spends the key: true once, after which another takes its place. */
  spend(candidate: string): boolean
}

/** A sign-in key. `onRenew` is told each time a used key is replaced. */
export function createSignInKey(onRenew: (key: string) => void = () => {}): SignInKey {
  let current = newKey()
  return {
    get current() {
      return current
    },
    spend(candidate) {
      if (!isSameSecret(candidate, current)) return false
      current = newKey()
      onRenew(current)
      return true
    },
  }
}

function newKey(): string {
  return randomBytes(24).toString('base64url')
}
