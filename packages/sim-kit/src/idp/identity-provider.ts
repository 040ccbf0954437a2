import type { StateStore } from '../control/saved-state.ts'
import type { Random } from '../profile/evidence.ts'
import type { Vendor } from '../profile/profile.ts'
import type { AppStore } from './apps/app-store.ts'
import { type Apps, createApps } from './apps/apps.ts'
import { createPendingSignIns, type PendingSignIns } from './pending.ts'
import { type TeamDirectory, teamDirectory } from './people.ts'
import { unpredictable } from './saml/ids.ts'
import type { SignOn, SignOnApp, SignOnContext } from './sign-on.ts'

/** The SAML side of a running simulator. */
export interface IdentityProvider {
  readonly label: string
  readonly signOn: SignOn
  readonly apps: Apps
  readonly pending: PendingSignIns
  directory(team: string): TeamDirectory | undefined
  /** What messages of an app are made of, at an address of the simulator's pages. */
  context(app: SignOnApp, base: string): SignOnContext
}

/** What the SAML side is made of. */
export interface IdentityProviderOptions {
  readonly vendor: Vendor
  readonly states: StateStore
  readonly apps: AppStore
  readonly now?: () => Date
  /** Where ids come from. */
  readonly random?: Random
}

/** The SAML side of a vendor; undefined for one that signs nobody in. */
export function createIdentityProvider(options: IdentityProviderOptions): IdentityProvider | undefined {
  const { vendor, states, now = () => new Date(), random = unpredictable } = options
  const { signOn, label } = vendor
  if (signOn === undefined) return undefined
  return {
    label,
    signOn,
    apps: createApps({ signOn, store: options.apps, now, random }),
    // Never seeded: what stands in the address of a sign-in page must not be guessed.
    pending: createPendingSignIns(now, unpredictable),
    directory: (team) => teamDirectory(vendor, states, team),
    context: (app, base) => ({ app, base, now: now(), random }),
  }
}
