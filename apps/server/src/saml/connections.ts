import type { SignOnChange } from '@scimulator/admin-api'

/** The identity provider that signs a team's people in. */
export interface IdentityProvider {
  readonly entityId: string
  /** Where sign-in begins, by the Redirect binding. */
  readonly ssoUrl: string
  /** Where the metadata came from; null when it was handed over as text. */
  readonly metadataUrl: string | null
  /** One or two certificates, DER in Base64, newest first. */
  readonly certificates: readonly string[]
  /** Milliseconds since the epoch. */
  readonly setUpAt: number
}

/** What a team has settled about signing in. */
export type SignOnRules = Required<SignOnChange>

/** What holds for a team that has settled nothing. */
export const DEFAULT_SIGN_ON_RULES: SignOnRules = Object.freeze({
  requireSso: false,
  jit: false,
  jitRole: 'member',
  allowSha1: false,
})

/** A sign-in that was refused. */
export interface Refusal {
  /** Milliseconds since the epoch. */
  readonly at: number
  /** What the person was shown. */
  readonly reference: string
  /** In plain words, for the admin alone. */
  readonly reason: string
}

/** What spends an assertion. */
export interface Spending {
  /** The request the assertion answers. */
  readonly requestId: string
  readonly issuer: string
  readonly assertionId: string
  /** Until when the assertion could be used again: it is remembered as long. */
  readonly until: number
}

/** Outcome of spending an assertion: where the person wanted to go, or why it cannot be spent. */
export type Spent = { readonly path: string } | 'used' | 'notOutstanding'

/** Keeps each team's identity provider, the sign-ins under way, and the assertions that have been used. */
export interface SamlConnections {
  identityProvider(teamId: string): Promise<IdentityProvider | undefined>
  setIdentityProvider(teamId: string, provider: IdentityProvider): Promise<void>
  /** Forgets the identity provider, the rules and the sign-ins under way. Used assertions stay remembered. */
  remove(teamId: string): Promise<void>
  rules(teamId: string): Promise<SignOnRules>
  setRules(teamId: string, rules: SignOnRules): Promise<void>
  /** Remembers a request until its answer comes. */
  addRequest(teamId: string, request: { id: string; path: string; expires: number }): Promise<void>
  isOutstanding(teamId: string, requestId: string, now: number): Promise<boolean>
  /** Spends request and assertion together, or neither. Of any number of attempts at the same time one succeeds. */
  spend(teamId: string, spending: Spending, now: number): Promise<Spent>
  addRefusal(teamId: string, refusal: Refusal): Promise<void>
  /** Forgets the refusals of a team: their reasons may name somebody. */
  forgetRefusals(teamId: string): Promise<void>
  /** The last refusals, newest first. */
  refusals(teamId: string): Promise<readonly Refusal[]>
  close(): void
}
