import type { Random } from '../profile/evidence.ts'
import type { AuthnRequest } from './sign-on.ts'

/** A sign-in that waits for a person to be picked. */
export interface PendingSignIn {
  readonly team: string
  /** Undefined when it started at the identity provider. */
  readonly request: AuthnRequest | undefined
  readonly relayState: string | undefined
}

/** Sign-ins under way. A sign-in stays until its time is over: whoever goes back may pick somebody else. */
export interface PendingSignIns {
  /** The id it goes by. */
  add(signIn: PendingSignIn): string
  get(id: string): PendingSignIn | undefined
}

const LIFETIME_MS = 15 * 60_000
const MOST = 1000
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Keeps sign-ins for a quarter of an hour; of too many the oldest go. */
export function createPendingSignIns(now: () => Date, random: Random): PendingSignIns {
  const waiting = new Map<string, { readonly signIn: PendingSignIn; readonly until: number }>()
  return {
    add(signIn) {
      const id = random.text(32, ALPHABET)
      const [oldest] = waiting.keys()
      if (waiting.size >= MOST && oldest !== undefined) waiting.delete(oldest)
      waiting.set(id, { signIn, until: now().getTime() + LIFETIME_MS })
      return id
    },
    get(id) {
      const found = waiting.get(id)
      return found !== undefined && found.until > now().getTime() ? found.signIn : undefined
    },
  }
}
